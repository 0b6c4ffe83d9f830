"""The hook of `deploy/git`: a pushed tag is checked, released, signed and installed; a mistake stops there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.servers import DEPLOY
from tests.release.project import DAY, change, git, make_project
from tests.release.releases import keys, server
from tests.samples import commit


@pytest.fixture
def pushed(tmp_path: Path) -> tuple[Path, Path]:
    """A project whose `origin` is a bare repository with the hook, and the folder of releases."""
    project = make_project(tmp_path / "编辑").parent
    bare, root = tmp_path / "仓库.git", tmp_path / "srv"
    git(tmp_path, "clone", "--quiet", "--bare", str(project), str(bare))
    hook = bare / "hooks/post-receive"
    hook.write_bytes((DEPLOY / "git/post-receive").read_bytes())
    hook.chmod(0o755)
    git(project, "remote", "add", "origin", str(bare))
    server(root)
    return project, root


def _push(project: Path, root: Path, tag: str) -> str:
    """What whoever pushes the tag is told."""
    git(project, "tag", tag)
    program = root / "xueku"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m xueku "$@"\n', "utf-8")
    program.chmod(0o755)
    own = {"XUEKU": str(program), "XUEKU_ROOT": str(root), "XUEKU_KEY": str(keys().first)}
    who = {
        f"GIT_{who}_{what}": "xueku@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", "push", "origin", tag],
        cwd=project,
        env={**os.environ, **own, **who},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


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
