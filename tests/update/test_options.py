"""What `xueku build` can be asked for besides."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.site.conftest import run, tree
from xueku.adapters.mkdocs import commands
from xueku.adapters.mkdocs.commands import build_into, differing_files
from xueku.model.diagnostic import XuekuError
from xueku.update.progress import tell_progress


def test_without_what_is_known_everything_is_made_and_nothing_else_comes_out(project: Path) -> None:
    assert run(project, "xueku", "build").returncode == 0
    before = tree(project / "site")
    done = run(project, "xueku", "build", "--no-cache", "--profile")
    assert json.loads(done.stderr[done.stderr.index("{") :])["counts"]["生成的网页"] > 20
    assert tree(project / "site") == before


def test_a_profile_tells_stages_and_counts_as_a_table_and_as_json(project: Path) -> None:
    assert run(project, "xueku", "build").returncode == 0
    done = run(project, "xueku", "build", "--profile")
    profile = json.loads(done.stderr[done.stderr.index("{") :])
    assert {"读取内容", "生成网页", "编写索引", "放到位"} <= profile["stages"].keys()
    assert profile["counts"]["生成的网页"] == profile["counts"]["写出的文件"] == 0
    assert "秒  编写索引" in done.stderr


def test_where_mkdocs_made_every_page_there_are_no_stages_to_tell(project: Path) -> None:
    assert run(project, "xueku", "build").returncode == 0
    (project / "hook.py").write_text("def on_post_page(output, page, config):\n    return output\n", "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [hook.py]\n")
    done = run(project, "xueku", "build", "--profile")
    assert done.returncode == 0
    assert "hook.py 要看每一页" in done.stderr
    assert "没有分步的时间" in done.stderr


def test_a_build_is_verified_byte_by_byte(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(project, "xueku", "build", "--verify")
    assert done.returncode == 0
    assert "逐字节相同" in done.stderr
    (project / "site/index.html").write_text("改过的", "utf-8")
    (project / "site/search.html").unlink()
    monkeypatch.chdir(project)
    assert differing_files(Path("mkdocs.yml")) == ["index.html", "search.html"]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "is_told"), [(_Terminal(), True), (io.StringIO(), False)])
def test_progress_is_told_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, is_told: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(tell_progress(range(100), 100, "生成")) == list(range(100))
    assert ("100/100" in stream.getvalue()) == is_told


def test_a_short_stage_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(tell_progress("一二三", 3, "生成")) == ["一", "二", "三"]
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.kill(os.getpid(), 9)", "信号 9"),
        ("raise SystemExit(3)", "没有说原因"),
        ("raise SystemExit('不行')", "不行"),
    ],
)
def test_a_build_elsewhere_that_fails_always_has_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, told: str
) -> None:
    monkeypatch.setattr(commands, "_ELSEWHERE", f"import sys; sys.stdin.buffer.read(1); {program}")
    with pytest.raises(XuekuError, match=told):
        build_into(tmp_path / "mkdocs.yml", tmp_path / "site")
