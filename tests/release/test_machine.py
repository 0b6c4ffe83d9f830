"""What `xueku doctor` says of a machine on which something is missing."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tests.release.project import run
from tests.release.releases import server
from tests.samples import commit
from xueku.release.machine import Machine, examine

VERSIONS = {"git": "git version 2.39.5", "ssh-keygen": "有", "ssh": "OpenSSH_9.2p1 Debian-2, OpenSSL 3.0"}
NOW = datetime(2026, 11, 29).timestamp()


def _machine(
    versions: dict[str, str] = VERSIONS, packages: str = "1.0", now: float = NOW, free: int = 5 << 30
) -> Machine:
    def run(words: Sequence[str]) -> str:
        return versions.get(words[0], "")

    return Machine(versions.get, run, lambda: now, lambda folder: free, lambda name: packages)


def _missing(root: Path | None, machine: Machine, served: Path | None = None) -> dict[str, str]:
    return {
        finding.thing: f"{finding.found} {finding.remedy}"
        for finding in examine(root, machine, served)
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
        (_machine({**VERSIONS, "ssh-keygen": ""}), "ssh-keygen（签名和验证）", "没有这个程序"),
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


def test_that_the_version_of_a_program_cannot_be_seen_is_no_fault(tmp_path: Path) -> None:
    assert _missing(tmp_path, _machine({**VERSIONS, "ssh": ""})) == {}


def test_a_server_is_judged_by_the_disk_of_its_releases(tmp_path: Path) -> None:
    served = server(tmp_path / "srv").root
    assert _missing(None, _machine(), served) == {}
    assert "1 GB" in _missing(None, _machine(free=1), served)["磁盘空间"]
    assert "没有这个文件夹" in _missing(None, _machine(), tmp_path / "别处")["放发布的文件夹"]
    assert "allowed_signers" in _missing(None, _machine(), tmp_path)["放发布的文件夹"]


@pytest.mark.parametrize(
    ("reason", "words"),
    [(errno.EROFS, "试不了（这个磁盘只能读）"), (errno.EACCES, "没有权限"), (errno.EPERM, "这个磁盘没有")],
)
def test_why_a_disk_takes_no_link_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int, words: str
) -> None:
    def refuse(link: Path, there: str) -> None:
        raise OSError(reason, "English words", str(link))

    monkeypatch.setattr(Path, "symlink_to", refuse)
    assert words in _missing(None, _machine(), server(tmp_path / "srv").root)["符号链接"]


def test_a_folder_that_takes_nothing_is_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(tmp_path))

    monkeypatch.setattr("xueku.release.machine.TemporaryDirectory", refuse)
    assert _missing(tmp_path, _machine())["项目文件夹"].startswith("写不进去（这个磁盘只能读）")


def test_a_folder_that_is_no_project_is_told_unless_it_is_a_servers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in ([], ["--config", "nowhere/mkdocs.yml"], ["--config", "x.yml", "--root", str(tmp_path)]):
        done = run("doctor", *words)
        assert done.exit_code == 2
        assert "不知道查哪个项目" in done.output
    done = run("doctor", "--root", str(server(tmp_path / "srv").root))
    assert done.exit_code in (0, 1)
    assert "检查和生成" not in done.output
    assert "符号链接：有" in done.output


def test_the_command_lists_all_by_deed_and_its_status_says_whether_something_is_missing(
    tmp_path: Path,
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    done = run("doctor", "--config", str(tmp_path / "mkdocs.yml"))
    assert done.exit_code == (1 if "✗" in done.output else 0)
    assert "放发布的文件夹没有查" in done.output
    for deed in ("检查和生成", "课程包和打印件", "发布", "安装和退回"):
        assert f"\n{deed}\n" in f"\n{done.output}"
    assert done.output.count("改法：") == done.output.count("✗")
