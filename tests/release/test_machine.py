"""What `xueku doctor` says of a machine on which something is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.samples import commit
from xueku.cli import main
from xueku.release.machine import Machine, examine

VERSIONS = {"git": "git version 2.39.5", "ssh": "OpenSSH_9.2p1 Debian-2, OpenSSL 3.0"}
NOW = datetime(2026, 11, 29).timestamp()


def _machine(
    versions: dict[str, str] = VERSIONS, packages: str = "1.0", now: float = NOW, free: int = 5 << 30
) -> Machine:
    def run(words: Sequence[str]) -> str:
        return versions.get(words[0], "")

    return Machine(lambda name: None, run, lambda: now, lambda folder: free, lambda name: packages)


def _missing(root: Path, machine: Machine) -> dict[str, str]:
    return {
        finding.thing: f"{finding.found} {finding.remedy}"
        for finding in examine(root, machine)
        if finding.remedy and finding.thing != "字体"
    }


def test_a_machine_that_has_all_lacks_nothing(tmp_path: Path) -> None:
    assert _missing(tmp_path, _machine()) == {}
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("machine", "thing", "words"),
    [
        (_machine({**VERSIONS, "git": ""}), "git", "不能发布"),
        (_machine({**VERSIONS, "ssh": "OpenSSH_7.4p1"}), "ssh-keygen（签名和验证）", "8.2"),
        (_machine({**VERSIONS, "ssh": ""}), "ssh-keygen（签名和验证）", "没有这个程序"),
        (_machine(packages=""), "网站引擎 mkdocs-material", "xueku[mkdocs]"),
        (_machine(packages=""), "排版程序 typst", "xueku[kit]"),
        (_machine(free=1 << 20), "磁盘空间", "1 GB"),
        (_machine(now=datetime(2001, 1, 1).timestamp()), "时钟", "早"),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(
    tmp_path: Path, machine: Machine, thing: str, words: str
) -> None:
    assert words in _missing(tmp_path, machine)[thing]


def test_a_clock_that_stands_before_the_last_commit_is_told(tmp_path: Path) -> None:
    (tmp_path / "一份.md").write_text("文", "utf-8")
    commit(tmp_path, "2026-12-24T08:00:00+08:00")
    assert "比最近一次提交还早" in _missing(tmp_path, _machine())["时钟"]


def test_the_command_lists_all_by_deed_and_its_status_says_whether_something_is_missing(
    tmp_path: Path,
) -> None:
    done = CliRunner().invoke(main, ["doctor", "--config", str(tmp_path / "mkdocs.yml")])
    assert done.exit_code == (1 if "✗" in done.output else 0)
    for deed in ("检查和生成", "课程包和打印件", "发布", "安装和退回"):
        assert f"\n{deed}\n" in f"\n{done.output}"
    assert done.output.count("改法：") == done.output.count("✗")
