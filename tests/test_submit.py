"""`xueku submit` with real repositories: what arrives, and what is told where git refuses."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.samples import ARTICLE, article, write_content
from xueku.cli import main

NEW = article("dushu-wu-bian", "一本书读五遍", "多读两遍。")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with content, of a bare repository beside it; nobody's name is known."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "server.git")
    git(tmp_path, "clone", "-q", "server.git", "desk")
    desk = tmp_path / "desk"
    write_content(desk)
    (desk / ".gitignore").write_text(".xueku/\n", "utf-8")
    git(desk, "add", "-A")
    git(desk, "-c", "user.name=管理员", "-c", "user.email=a@localhost", "commit", "-q", "-m", "初稿")
    git(desk, "push", "-q", "origin", "HEAD:main")
    return desk


def _write(desk: Path) -> None:
    (desk / "content/articles/五遍.md").write_text(NEW, "utf-8")


def _submit(desk: Path, *arguments: str) -> Result:
    command = ["submit", "--name", "王小明", *arguments, "--config", str(desk / "mkdocs.yml")]
    result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def _server(desk: Path) -> Path:
    return desk.parent / "server.git"


def test_what_was_written_arrives_as_a_branch_with_the_editors_name(desk: Path) -> None:
    _write(desk)
    result = _submit(desk, "-m", "新写一份读书分享")
    assert result.exit_code == 0, result.output
    assert "wang-xiao-ming/wu-bian" in result.output
    assert (
        git(_server(desk), "log", "-1", "--format=%an %s", "wang-xiao-ming/wu-bian")
        == "王小明 新写一份读书分享"
    )
    assert git(desk, "config", "--local", "user.name") == "王小明"
    assert (
        git(desk, "-c", "core.quotePath=false", "diff", "--name-only", "main", "HEAD")
        == "content/articles/五遍.md"
    )


def test_the_name_is_asked_once_and_more_work_goes_on_the_same_branch(desk: Path) -> None:
    _write(desk)
    assert _submit(desk).exit_code == 0
    (desk / "content/articles/五遍.md").write_text(NEW.replace("多读两遍", "再读两遍"), "utf-8")
    result = CliRunner().invoke(main, ["submit", "--config", str(desk / "mkdocs.yml")])
    assert result.exit_code == 0, result.output
    assert git(_server(desk), "rev-list", "--count", "main..wang-xiao-ming/wu-bian") == "2"


def test_a_taken_name_of_a_branch_gets_a_number(desk: Path) -> None:
    git(desk, "push", "-q", "origin", "HEAD:wang-xiao-ming/wu-bian")
    _write(desk)
    assert "wang-xiao-ming/wu-bian-2" in _submit(desk).output


def test_an_error_in_the_content_stops_it(desk: Path) -> None:
    (desk / "content/articles/五遍.md").write_text(NEW.replace("date: 2026-04-23", "date: 明天"), "utf-8")
    result = _submit(desk)
    assert result.exit_code == 1
    assert "XK103" in result.stdout
    assert git(desk, "branch", "--show-current") == "main"
    assert git(_server(desk), "branch", "--format=%(refname:short)") == "main"


def test_other_files_stay_unless_they_are_asked_for(desk: Path) -> None:
    _write(desk)
    (desk / "mkdocs.yml").write_text("site_name: 我的\n", "utf-8")
    git(desk, "add", "mkdocs.yml")
    result = _submit(desk)
    assert result.exit_code == 0
    assert "以外也改了 1 个文件，这次不交：mkdocs.yml" in result.stderr
    assert "mkdocs.yml" in git(desk, "status", "--porcelain")
    assert _submit(desk, "--all").exit_code == 0
    assert git(desk, "status", "--porcelain") == ""


def test_a_project_in_a_folder_of_a_repository_hands_in_only_its_own(desk: Path) -> None:
    inner = desk / "inner"
    inner.mkdir()
    write_content(inner, {"articles/五遍.md": NEW})
    (inner / "content/articles/三遍.md").write_text(
        ARTICLE.replace("xk:chongwen-shici", "xk:dushu-wu-bian"), "utf-8"
    )
    (desk / "content/articles/五遍.md").write_text(NEW, "utf-8")
    assert _submit(inner).exit_code == 0
    arrived = git(desk, "-c", "core.quotePath=false", "diff", "--name-only", "main", "HEAD").splitlines()
    assert "inner/content/articles/五遍.md" in arrived
    assert all(path.startswith("inner/") for path in arrived)


def test_a_push_that_failed_is_made_up_for(desk: Path) -> None:
    _write(desk)
    server = _server(desk)
    server.rename(server.with_name("away"))
    assert _submit(desk).exit_code == 2
    server.with_name("away").rename(server)
    assert _submit(desk).exit_code == 0
    assert git(server, "rev-list", "--count", "main..wang-xiao-ming/wu-bian") == "1"
    assert "没有可交的" in _submit(desk).stderr


def _no_repository(desk: Path) -> None:
    (desk / ".git").rename(desk.parent / "gone")


def _no_remote(desk: Path) -> None:
    git(desk, "remote", "remove", "origin")


def _no_server(desk: Path) -> None:
    _server(desk).rename(desk.parent / "away")


def _lock(desk: Path) -> None:
    (desk / ".git/index.lock").write_bytes(b"")


def _detach(desk: Path) -> None:
    git(desk, "switch", "-q", "--detach")


def _refuse_in_hook(desk: Path) -> None:
    hook = _server(desk) / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)


def _conflict(desk: Path) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@localhost"]
    file = desk / "content/articles/三遍.md"
    git(desk, "switch", "-q", "-c", "other")
    file.write_text(ARTICLE.replace("第一遍", "头一遍"), "utf-8")
    git(desk, *identity, "commit", "-qam", "甲")
    git(desk, "switch", "-q", "main")
    file.write_text(ARTICLE.replace("第一遍", "首遍"), "utf-8")
    git(desk, *identity, "commit", "-qam", "乙")
    subprocess.run(["git", *identity, "merge", "-q", "other"], cwd=desk, check=False, capture_output=True)


def _remote_ahead(desk: Path) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@localhost"]
    git(desk, "switch", "-q", "-c", "mine")
    git(desk, *identity, "commit", "-q", "--allow-empty", "-m", "别人的")
    git(desk, "push", "-q", "origin", "mine")
    git(desk, "reset", "-q", "--hard", "main")


def _ssh_says(words: str) -> Callable[[Path], None]:
    """A server reached by an ssh that refuses with these words."""

    def prepare(desk: Path) -> None:
        ssh = desk.parent / "ssh"
        ssh.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 255\n", "utf-8")
        ssh.chmod(0o755)
        git(desk, "remote", "set-url", "origin", "git@example.invalid:xueku.git")
        git(desk, "config", "core.sshCommand", str(ssh))

    return prepare


def _full_disk(desk: Path) -> None:
    hook = desk / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'fatal: write error: No space left on device' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (_no_repository, "不是 git 仓库"),
        (_no_remote, "没有设远程仓库"),
        (_no_server, "服务器上找不到这个仓库"),
        (_lock, "锁文件"),
        (_detach, "不在任何分支上"),
        (_refuse_in_hook, "没有权限推送"),
        (_conflict, "有冲突"),
        (_remote_ahead, "已经有了别人的新改动"),
        (_ssh_says("Host key verification failed."), "身份和以前记下的不一样"),
        (_ssh_says("git@example.invalid: Permission denied (publickey)."), "没有权限推送"),
        (_ssh_says("ssh: connect to host: Connection refused"), "连不上服务器"),
        (_full_disk, "磁盘满了"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_git_refuses_is_told_in_a_sentence_with_the_way_out(
    desk: Path, prepare: Callable[[Path], None], told: str
) -> None:
    prepare(desk)
    if prepare is not _conflict:
        _write(desk)
    before = {file: file.read_bytes() for file in (desk / "content").rglob("*") if file.is_file()}
    result = _submit(desk)
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert result.stderr.count("改法：") == 1
    assert len(result.stderr.strip().splitlines()) == 2
    assert {file: file.read_bytes() for file in (desk / "content").rglob("*") if file.is_file()} == before


def test_without_git_it_says_so(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(desk)
    monkeypatch.setenv("PATH", "")
    assert "没有装 git" in _submit(desk).stderr


def test_nothing_changed_is_told(desk: Path) -> None:
    assert "没有可交的" in _submit(desk).stderr


def test_a_refused_commit_leaves_the_branch_that_was(desk: Path) -> None:
    _write(desk)
    _full_disk(desk)
    assert _submit(desk).exit_code == 2
    assert git(desk, "branch", "--format=%(refname:short)") == "main"
