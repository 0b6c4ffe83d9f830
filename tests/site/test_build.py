from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.long import long_but
from tests.samples import article, commit
from tests.site.conftest import run, tree, write_project

ENGINES = [("mkdocs", "build"), ("properdocs", "build", "-f", "mkdocs.yml"), ("xueku", "build")]


def _names(root: Path) -> set[str]:
    return {entry.name for entry in root.iterdir()}


def _break(project: Path) -> None:
    (project / "content/articles/坏.md").write_text(article("huai", "坏", "见[规则](xk:mei-you)。"), "utf-8")


@pytest.mark.parametrize("command", ENGINES, ids=lambda command: command[0])
def test_a_build_writes_the_site_and_nothing_beside_it(project: Path, command: tuple[str, ...]) -> None:
    before = _names(project)
    result = run(project, *command)
    assert result.returncode == 0, result.stderr
    assert _names(project) == {*before, "site", ".xueku"}
    assert {"index.html", "courses/chongwen-shici/index.html", "手册.html", "404.html"} <= set(
        tree(project / "site")
    )


@pytest.mark.parametrize("command", ENGINES, ids=lambda command: command[0])
def test_an_error_writes_nothing_and_leaves_the_old_site_byte_for_byte(
    built_project: Path, command: tuple[str, ...]
) -> None:
    before, names = tree(built_project / "site"), _names(built_project)
    _break(built_project)
    result = run(built_project, *command)
    assert result.returncode == 1
    assert "content/articles/坏.md:11:7: 错误 XK302" in result.stderr
    assert "改法：" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tree(built_project / "site"), _names(built_project)) == (before, names)


def test_an_error_in_the_first_build_makes_no_site(project: Path) -> None:
    _break(project)
    assert run(project, "mkdocs", "build").returncode == 1
    assert "site" not in _names(project)


@pytest.mark.parametrize("command", long_but(["mkdocs", "xueku"], "xueku"))
def test_a_warning_stops_a_strict_build_only(built_project: Path, command: str) -> None:
    before, names = tree(built_project / "site"), _names(built_project)
    (built_project / "content/articles/跳级.md").write_text(
        article("tiaoji", "跳级", "# 一级\n\n正文。"), "utf-8"
    )
    strict = run(built_project, command, "build", "--strict")
    assert strict.returncode == 1
    assert "警告 XK203" in strict.stderr
    assert (tree(built_project / "site"), _names(built_project)) == (before, names)
    assert run(built_project, command, "build").returncode == 0
    assert "articles/tiaoji/index.html" in tree(built_project / "site")


def test_a_warning_of_the_engine_stops_a_strict_build_too(built_project: Path) -> None:
    before, names = tree(built_project / "site"), _names(built_project)
    (built_project / "docs/手册.md").write_text(
        "# 手册\n\n见[别处](没有这一页.md)和[誓词](xk:mei-you)。\n", "utf-8"
    )
    assert run(built_project, "mkdocs", "build", "--strict").returncode == 1
    assert (tree(built_project / "site"), _names(built_project)) == (before, names)


def test_a_wrong_setting_stops_the_build(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("searches:", "serches:"), "utf-8")
    result = run(project, "mkdocs", "build")
    assert result.returncode == 1
    assert "没有“serches”这个字段" in result.stderr
    assert "site" not in _names(project)


@pytest.mark.parametrize("command", ENGINES, ids=lambda command: command[0])
def test_an_output_that_cannot_be_written_is_told_without_traceback(
    project: Path, command: tuple[str, ...]
) -> None:
    (project / "site").write_text("不是文件夹", "utf-8")
    result = run(project, *command)
    assert result.returncode == 2
    assert "site: 输出文件夹写不进去" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
    assert (project / "site").read_text("utf-8") == "不是文件夹"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_the_right_to_write_is_told(project: Path) -> None:
    (project / "site").mkdir(mode=0o500)
    assert run(project, "mkdocs", "build").returncode == 2


def test_without_content_nothing_is_built(project: Path) -> None:
    shutil.rmtree(project / "content")
    result = run(project, "mkdocs", "build")
    assert result.returncode == 2
    assert "没有找到内容文件夹" in result.stderr + result.stdout


def test_folder_time_zone_locale_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    first = write_project(tmp_path / "甲")
    second = write_project(tmp_path / "一层" / "又一层 (2)")
    ways: list[tuple[Path, dict[str, str]]] = [
        (first, {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}),
        (second, {"TZ": "America/New_York", "PYTHONHASHSEED": "77", "LC_ALL": "C"}),
    ]
    for root, environment in ways:
        assert run(root, "mkdocs", "build", **environment).returncode == 0
    assert tree(first / "site") == tree(second / "site")


def test_dates_come_from_the_commit_never_from_the_clock(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "site_url: http://xueku.example/\n", "utf-8")
    assert run(project, "mkdocs", "build").returncode == 0
    assert _lastmod(project, "%E6%89%8B%E5%86%8C.html") == "2026-01-01"
    assert _lastmod(project, "courses/chongwen-shici/index.html") == "2026-06-05"
    commit(project, "2026-02-03T04:05:06+08:00")
    assert run(project, "mkdocs", "build").returncode == 0
    assert _lastmod(project, "%E6%89%8B%E5%86%8C.html") == "2026-02-02"  # In UTC.
    assert _lastmod(project, "courses/chongwen-shici/index.html") == "2026-06-05"


def _lastmod(project: Path, address: str) -> str:
    sitemap = (project / "site/sitemap.xml").read_text("utf-8")
    found = re.search(rf"{re.escape(address)}</loc>\s*<lastmod>([^<]*)", sitemap)
    assert found, address
    return found[1]


def test_a_second_build_writes_no_file_again(built_project: Path) -> None:
    times = {file: file.stat().st_mtime_ns for file in (built_project / "site").rglob("*")}
    time.sleep(0.02)
    assert "写出 0 个文件，删除 0 个" in run(built_project, "mkdocs", "build").stderr
    assert {
        file: file.stat().st_mtime_ns for file in (built_project / "site").rglob("*") if file.is_file()
    } == {file: when for file, when in times.items() if file.is_file()}


def test_what_is_deleted_leaves_the_site_and_an_incremental_build_equals_a_clean_one(
    built_project: Path,
) -> None:
    (built_project / "content/articles/三遍.md").unlink()
    course = built_project / "content/courses/重温誓词/index.md"
    course.write_text(
        course.read_text("utf-8").replace("related: [dushu-san-bian]\n", "") + "\n又一段。\n", "utf-8"
    )
    assert run(built_project, "mkdocs", "build").returncode == 0
    incremental = tree(built_project / "site")
    shutil.rmtree(built_project / "site")
    run(built_project, "mkdocs", "build")
    assert incremental == tree(built_project / "site")
    assert not [name for name in incremental if "dushu-san-bian" in name]


def test_two_engines_build_the_same_site(built_project: Path) -> None:
    """No difference is allowed: not even a generator's name stands in a page."""
    by_mkdocs = tree(built_project / "site")
    shutil.rmtree(built_project / "site")
    assert run(built_project, "properdocs", "build", "-f", "mkdocs.yml").returncode == 0
    assert tree(built_project / "site") == by_mkdocs


def test_killed_in_the_middle_the_old_site_is_whole_and_the_next_build_mends(built_project: Path) -> None:
    before = tree(built_project / "site")
    for number in range(60):
        text = article(f"bian-{number}", f"第{number}遍", "只画线。\n" * 50)
        (built_project / f"content/articles/{number}.md").write_text(text, "utf-8")
    killed = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"], cwd=built_project, stderr=subprocess.DEVNULL
    )
    while killed.poll() is None and not list(built_project.glob(".site-new-*/*")):
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    assert tree(built_project / "site") == before
    assert list(built_project.glob(".site-new-*"))
    assert run(built_project, "mkdocs", "build").returncode == 0
    assert not list(built_project.glob(".site-new-*"))
    after = tree(built_project / "site")
    assert "articles/bian-59/index.html" in after
    shutil.rmtree(built_project / "site")
    run(built_project, "mkdocs", "build")
    assert tree(built_project / "site") == after


def test_a_draft_is_built_by_no_engine(project: Path) -> None:
    draft = article("cao-gao", "没有写完的一篇", "还要改。", "status: draft")
    (project / "content/articles/草稿.md").write_text(draft, "utf-8")
    run(project, "mkdocs", "build")
    for name, data in tree(project / "site").items():
        assert "cao-gao" not in name
        assert "没有写完的一篇" not in data.decode("utf-8", "ignore")


def test_a_draft_that_is_not_filled_in_stops_no_build(built_project: Path) -> None:
    before = tree(built_project / "site")
    for name, fields in {"a": "status: draft", "b": 'title: "没有收尾\nstatus: draft'}.items():
        text = f"---\nid: cao-gao-{name}\n{fields}\n---\n\n先写一句。\n"
        (built_project / f"content/articles/草稿{name}.md").write_text(text, "utf-8")
    result = run(built_project, "xueku", "build")
    assert result.returncode == 0, result.stderr
    assert "警告 XK101 缺少“标题”" in result.stderr
    # Our words alone, without the engine's levels and steps.
    assert not {"INFO", "WARNING", "Building"} & {*result.stderr.split()}
    assert tree(built_project / "site") == before
    assert run(built_project, "xueku", "check").returncode == 1
