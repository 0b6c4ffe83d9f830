"""The commands that people run, over all that a site is made of: content, docs, theme, settings."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.long import long_but
from tests.samples import article, commit
from tests.site.conftest import run, tree
from tests.update.desk import differing


def _build(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build, and compare with a build of everything by MkDocs into another folder."""
    result = run(project, *(arguments or ("xueku", "build")), **environment)
    assert "Traceback" not in result.stderr, result.stderr
    shutil.rmtree(project / "clean", ignore_errors=True)
    clean = run(project, "mkdocs", "build", "--site-dir", "clean")
    assert clean.returncode == result.returncode, result.stderr + clean.stderr
    if not result.returncode:
        assert differing(tree(project / "site"), tree(project / "clean")) == []
    return result


def _settings(project: Path, old: str, new: str) -> None:
    file = project / "mkdocs.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def _manual(project: Path, text: str) -> None:
    (project / "docs/手册.md").write_text(text, "utf-8")


def _override(project: Path) -> None:
    _settings(project, "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    place = project / "overrides/partials/footer.html"
    place.parent.mkdir(parents=True)
    place.write_text("<footer>自己的页脚</footer>", "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "docs page": lambda root: _manual(root, "# 手册\n\n改过，见[课程包](xk:chongwen-shici)。\n"),
    "new docs page": lambda root: (root / "docs/又一页.md").write_text("# 又一页\n", "utf-8"),
    "record that docs name": lambda root: (root / "content/courses/重温誓词").rename(
        root / "content/courses/改名"
    ),
    "site name": lambda root: _settings(root, "site_name: 支部学库", "site_name: 机关学库"),
    "nav title": lambda root: _settings(root, "主题党日: courses", "党日: courses"),
    "site url": lambda root: _settings(root, "docs_dir", "site_url: http://xueku.example/\ndocs_dir"),
    "plugin settings": lambda root: _settings(root, "searches: [重温入党誓词]", "tagline: 一搜就到"),
    "search engine": lambda root: _settings(root, "searches: [重温入党誓词]", "engine: lunr"),
    "theme": _override,
    "commit": lambda root: commit(root, "2026-02-03T04:05:06+08:00"),
    "record": lambda root: (root / "content/articles/新.md").write_text(
        article("xin", "新的一篇", "正文。"), "utf-8"
    ),
    "output": lambda root: (root / "site/404.html").unlink(),
}


def test_after_each_change_a_site_equals_one_made_by_mkdocs_alone(
    project: Path, request: pytest.FixtureRequest
) -> None:
    names = list(CHANGES)
    random.Random(3).shuffle(names)
    _build(project)
    for name in names if request.config.getoption("--long") else names[:2]:
        CHANGES[name](project)
        _build(project, *(("mkdocs", "build") if len(name) % 3 == 0 else ()))
    assert "写出 0 个文件，删除 0 个" in _build(project).stderr


def test_a_doubt_of_the_engine_is_told_at_every_build_and_stops_a_strict_one(project: Path) -> None:
    _manual(project, "# 手册\n\n见[别处](没有这一页.md)。\n")
    for _ in range(2):
        assert "没有这一页.md" in _build(project).stderr
    assert run(project, "xueku", "build", "--strict").returncode == 1


def test_a_navigation_that_names_a_list_follows_it(project: Path) -> None:
    _settings(project, "  - 手册: 手册.md", "  - 手册: 手册.md\n  - topics/chuangkou-fuwu.md")
    _build(project)
    vocabulary = project / "content/vocab/topics.yml"
    vocabulary.write_text(
        vocabulary.read_text("utf-8").replace("name: 窗口服务", "name: 窗口\n  also: [窗口服务]")
    )
    _build(project)
    case = project / "content/cases/清单.md"
    case.write_text(case.read_text("utf-8").replace("topics: [窗口服务]", "topics: [读书]"), "utf-8")
    _build(project)


@pytest.mark.parametrize(
    "name",
    long_but(
        ["courses/chongwen-shici/index.md", "topics/dushu.html", "README.md", "sitemap.xml"],
        "topics/dushu.html",
    ),
)
def test_docs_in_the_place_of_our_pages_are_left_out_and_told(project: Path, name: str) -> None:
    before = run(project, "xueku", "build")
    assert (before.returncode, "同名" in before.stderr) == (0, False)
    place = project / "docs" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("# 同名\n", "utf-8")
    for build in (_build, lambda root: run(root, "xueku", "build")):
        assert f"docs/{name} 和网站自己的页面同名" in build(project).stderr
    place.unlink()
    _build(project)


def test_a_template_in_the_place_of_ours_is_refused(project: Path) -> None:
    _settings(project, "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    (project / "overrides").mkdir()
    (project / "overrides/main.html").write_text('{% extends "base.html" %}', "utf-8")
    done = run(project, "xueku", "build")
    assert done.returncode == 2
    assert "overrides/main.html: 这个模板会顶掉学库的网页" in done.stderr + done.stdout


def test_docs_that_lie_elsewhere_are_followed(project: Path, tmp_path: Path) -> None:
    (project / "docs").rename(tmp_path / "别处的手册")
    _settings(project, "docs_dir: docs", f"docs_dir: {tmp_path / '别处的手册'}")
    (tmp_path / "别处的手册/章").symlink_to(tmp_path / "章")
    (tmp_path / "章").mkdir()
    for text in ("# 一章\n", "# 改过的一章\n"):
        (tmp_path / "章/一.md").write_text(text, "utf-8")
        _build(project)


def test_included_texts_of_docs_are_followed(project: Path) -> None:
    _settings(project, "nav:", "markdown_extensions:\n  - pymdownx.snippets\nnav:")
    _manual(project, '# 手册\n\n--8<-- "片段.txt"\n')
    for text in ("一种说法", "又一种说法"):
        (project / "片段.txt").write_text(text, "utf-8")
        _build(project)


def test_no_date_of_the_surroundings_stands_in_a_site(project: Path) -> None:
    _settings(project, "docs_dir", "site_url: http://xueku.example/\ndocs_dir")
    _build(project, SOURCE_DATE_EPOCH="1000000000")
