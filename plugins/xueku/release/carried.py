"""The source that a release carries, so that the site can be built once more without a repository: all files of its commit."""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.commit import git
from xueku.release.package import LIMITS, Limits, may_be_named, write_package
from xueku.source.history import COMMIT, commit_text

_TOP = "source"
_REPOSITORY, _LINK = "160000", "120000"
"""How git says of which kind an entry is."""
_UNFILTERED = frozenset({"unspecified", "unset", "set"})


def refuse_uncarried(checkout: Path, limits: Limits = LIMITS) -> None:
    """Raise XuekuError if a commit, checked out, holds what a release cannot carry, or what nobody could unpack to withdraw from it."""
    entries = [entry for entry in git(checkout, "ls-files", "--stage", "-z").split("\0") if entry]
    modes = {path: about.partition(" ")[0] for about, _, path in (entry.partition("\t") for entry in entries)}
    total = 0
    for path, mode in modes.items():
        if mode == _REPOSITORY:
            message = "这是另一个 git 仓库（子模块），发布带不走里面的文件"
            raise XuekuError(path, message, "把文件直接放进项目")
        _refuse_name(path, limits)
        if mode == _LINK:
            _refuse_link(checkout, path, modes)
        size = (checkout / path).stat().st_size
        total += size
        if size > limits.file or total > limits.total or len(modes) >= limits.entries:
            raise XuekuError(path, "提交里的文件太多或太大，发布包装不下", "从 git 里去掉用不着的大文件")


def refuse_filtered(root: Path) -> None:
    """Raise XuekuError if a filter makes files in the repository other than those that are seen, as git-lfs does."""
    told = git(root, "check-attr", "-z", "--stdin", "filter", text=git(root, "ls-files", "-z")).split("\0")
    for path, name in zip(told[::3], told[2::3], strict=False):
        if name not in _UNFILTERED:
            message = f"git 用过滤器（filter={name}）换掉了它的内容，提交里的不是看到的这个文件"
            remedy = "从 .gitattributes 里去掉这个过滤器，git add --renormalize . 以后提交"
            raise XuekuError(path, message, remedy)


def write_source(target: Path, checkout: Path, committed: int) -> None:
    """Pack all files of a commit, checked out, and what says of which day they are. Raises OSError."""
    (checkout / COMMIT).write_text(commit_text(checkout), "utf-8")
    # All of it: settings may name templates and programs of the project by any path.
    tracked = [name for name in git(checkout, "ls-files", "-z").split("\0") if name]
    write_package(target, checkout, [COMMIT, *tracked], _TOP, committed)


def _refuse_name(path: str, limits: Limits) -> None:
    if "\ufffd" in path:
        raise XuekuError(path, "名字不是用 UTF-8 写的（多半是 GBK），发布带不走", "改名以后再提交")
    if not may_be_named(f"{_TOP}/{path}", limits):
        message = "名字里有反斜杠、制表符之类的符号，或者太长，撤稿时解不开"
        raise XuekuError(repr(path), message, "改名以后再提交")
    if path == COMMIT:
        message = "这个名字留给学库：发布里用它记提交的日期，项目里有它，网页的日期就不再变"
        raise XuekuError(path, message, f"去掉它：git rm {COMMIT}，然后提交")


def _refuse_link(checkout: Path, path: str, tracked: Container[str]) -> None:
    place = Path(os.path.realpath(checkout / path))
    top = Path(os.path.realpath(checkout))
    if not (place.is_relative_to(top) and place.relative_to(top).as_posix() in tracked and place.is_file()):
        message = "这个链接指到项目外面或没有提交的文件，或者指向文件夹，发布带不走"
        raise XuekuError(path, message, "换成真正的文件，或者从 git 里去掉")
