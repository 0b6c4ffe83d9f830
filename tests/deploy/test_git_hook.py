"""The hook of `deploy/git`: a pushed tag is checked, released, signed and installed; a mistake stops there."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.servers import DEPLOY
from tests.release.project import DAY, change, git, make_project
from tests.release.releases import keys, server
from tests.samples import commit

STAND_IN = """#!/bin/sh
set -eu
number=$(printf %04d $(($(git tag --list 'release-*' | wc -l) + 1)))
echo "$1 $(git rev-parse HEAD)" >>"$XUEKU_ROOT/calls"
case $1 in
release) mkdir -p "$3/$number-abc" && git tag --annotate --message=发布 "release-$number" ;;
sign-release) [ ! -e "$XUEKU_ROOT/bad-key" ] || { echo 签不了 >&2; exit 2; } ;;
install) name=$(basename "$2" .tar.zst) && ln -sfn "releases/${name#xueku-site-}-abc" "$XUEKU_ROOT/current" ;;
esac
"""
"""In place of xueku: notes what is done with which commit, numbers it, signs where the key is good, and serves."""


@pytest.fixture
def pushed(tmp_path: Path) -> tuple[Path, Path]:
    """A project whose `origin` is a bare repository with the hook, and the folder of releases."""
    project = make_project(tmp_path / "编辑").parent
    return project, _hooked(project, tmp_path)


@pytest.fixture
def noted(tmp_path: Path) -> tuple[Path, Path]:
    """A repository of one text with the hook at its `origin`, and the folder of releases, with a stand-in for xueku."""
    project = tmp_path / "编辑"
    project.mkdir()
    git(project, "init", "--quiet")
    _commit(project, "甲")
    root = _hooked(project, tmp_path)
    (root / "xueku").write_text(STAND_IN, "utf-8")
    return project, root


def _hooked(project: Path, folder: Path) -> Path:
    bare, root = folder / "仓库.git", folder / "srv"
    git(folder, "clone", "--quiet", "--bare", str(project), str(bare))
    hook = bare / "hooks/post-receive"
    hook.write_bytes((DEPLOY / "git/post-receive").read_bytes())
    hook.chmod(0o755)
    git(project, "remote", "add", "origin", str(bare))
    server(root)
    program = root / "xueku"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m xueku "$@"\n', "utf-8")
    program.chmod(0o755)
    return root


def _commit(project: Path, text: str) -> str:
    (project / "一.md").write_text(text, "utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", f"--message={text}")
    return git(project, "rev-parse", "HEAD").strip()


def _pushing(project: Path, root: Path, tag: str) -> subprocess.Popen[str]:
    """The tag is given to the commit that is checked out, and on its way."""
    git(project, "tag", tag)
    own = {"XUEKU": str(root / "xueku"), "XUEKU_ROOT": str(root), "XUEKU_KEY": str(keys().first)}
    who = {
        f"GIT_{who}_{what}": "xueku@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.Popen(
        ["git", "push", "origin", tag],
        cwd=project,
        env={**os.environ, **own, **who},
        stderr=subprocess.PIPE,
        text=True,
    )


def _push(project: Path, root: Path, tag: str) -> str:
    """What whoever pushes the tag is told."""
    return _pushing(project, root, tag).communicate()[1]


def _done(root: Path) -> list[str]:
    calls = root / "calls"
    return calls.read_text("utf-8").splitlines() if calls.exists() else []


def test_a_pushed_tag_is_served_and_one_with_a_mistake_is_not(pushed: tuple[Path, Path]) -> None:
    project, root = pushed
    told = _push(project, root, "发布/六月")
    assert "换上了 0001-" in told, told
    assert "重温入党誓词" in (root / "current/site/courses/chongwen-shici/index.html").read_text("utf-8")
    assert "release-0001" in git(project, "ls-remote", "--tags", "origin")

    file = next(project.glob("content/articles/*.md")).relative_to(project).as_posix()
    change(project, file, "date: ", "date: 七月 #")
    commit(project, DAY)
    told = _push(project, root, "发布/七月")
    assert "XK103" in told, told
    (installed,) = (root / "releases").iterdir()
    assert (root / "current").resolve() == installed


def test_other_tags_and_removed_ones_do_nothing(pushed: tuple[Path, Path]) -> None:
    project, root = pushed
    assert "学库" not in _push(project, root, "v1")
    assert not (root / "current").exists()


def test_pushes_at_once_wait_for_one_another_and_each_releases_its_own_commit(
    noted: tuple[Path, Path],
) -> None:
    project, root = noted
    first = git(project, "rev-parse", "HEAD").strip()
    (root / "work").mkdir()
    with (root / "work/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = _pushing(project, root, "发布/甲")
        assert waiting.stderr
        while "等它做完" not in (line := waiting.stderr.readline()):
            assert line
        second = _commit(project, "乙")
        git(project, "push", "--quiet", "origin", "HEAD")
        assert _done(root) == []
    waiting.communicate()
    _push(project, root, "发布/乙")
    deeds = ("check", "release", "sign-release", "install", "prune")
    assert _done(root) == [f"{deed} {commit}" for commit in (first, second) for deed in deeds]
    told = git(project, "ls-remote", "--tags", "origin")
    assert f"{second}\trefs/tags/release-0002^{{}}" in told


def test_a_release_that_was_not_signed_goes_on_with_the_next_push_of_its_commit(
    noted: tuple[Path, Path],
) -> None:
    project, root = noted
    (root / "bad-key").touch()
    assert "签不了" in _push(project, root, "发布/甲")
    (root / "bad-key").unlink()
    _push(project, root, "发布/又一次")
    assert [line.split()[0] for line in _done(root)][-3:] == ["sign-release", "install", "prune"]
    assert [line.split()[0] for line in _done(root)].count("release") == 1
    assert (root / "current").readlink() == Path("releases/0001-abc")
    assert "正在用" in _push(project, root, "发布/再一次")


def test_a_release_whose_folder_is_gone_is_told(noted: tuple[Path, Path]) -> None:
    project, root = noted
    (root / "bad-key").touch()
    _push(project, root, "发布/甲")
    shutil.rmtree(root / "work/releases")
    assert "它的文件夹不在" in _push(project, root, "发布/又一次")


def test_what_a_killed_run_left_is_in_nobodys_way(noted: tuple[Path, Path]) -> None:
    project, root = noted
    (root / "work/clone/.git").mkdir(parents=True)
    (root / "work/clone/.git/index.lock").touch()
    _push(project, root, "发布/甲")
    assert (root / "current").is_symlink()
    assert not (root / "work/clone").exists()
