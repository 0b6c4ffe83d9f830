"""The commit that a release is made from, and the tags that number releases: all through the git command."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xueku.model.diagnostic import XuekuError

TAG = "release-"
_OURS = [
    "-c",
    "safe.directory=*",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.autocrlf=false",
    "-c",
    "core.fileMode=true",
]
_MOST_NAMED = 20
_REPOSITORY, _LINK = "160000", "120000"
"""How git says of which kind an entry is."""


@dataclass(frozen=True)
class Numbered:
    """The last release as its annotated tag has it: number, commit, hash of the manifest, and the address and title of each record that it showed, by id.

    `paused` are those that an earlier one showed and this one did not, though nothing says where they went. Number 0 where there was none.
    """

    number: int = 0
    commit: str = ""
    manifest: str = ""
    records: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    paused: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def clean_commit(root: Path) -> tuple[str, int]:
    """The commit that is checked out, and its committer date. Raises XuekuError if there is none, or files are not as in it."""
    told = git(root, "log", "-1", "--format=%H %ct", check=False).split()
    if len(told) != 2:
        raise XuekuError(str(root), "这里没有 git 的提交，不能发布", "先 git init、git add、git commit")
    dirty = [
        entry
        for entry in git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".").split("\0")
        if entry
    ]
    if dirty:
        names = "\n".join(f"  {_said(entry)}" for entry in dirty[:_MOST_NAMED])
        more = f"\n  另有 {len(dirty) - _MOST_NAMED} 个" if len(dirty) > _MOST_NAMED else ""
        remedy = "要发布的先 git add、git commit；不要的移走，或用 git restore 还原"
        raise XuekuError(str(root), f"有 {len(dirty)} 个文件还没有提交，不能发布：\n{names}{more}", remedy)
    return told[0], int(told[1])


def check_out(root: Path, commit: str, folder: Path) -> Path:
    """All files of a commit in `folder`, a repository of its own with the whole history; gives where `root` is in it.

    Raises XuekuError if the commit is not here.
    """
    if not git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", check=False):
        raise XuekuError(commit[:12], "这个仓库里没有这次提交", "换到做发布的仓库，或先 git fetch 取来")
    objects = Path(git(root, "rev-parse", "--path-format=absolute", "--git-path", "objects").strip())
    prefix = git(root, "rev-parse", "--show-prefix").strip()
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=release", ".")
    (folder / ".git/objects/info/alternates").write_text(f"{objects}\n", "utf-8")
    git(folder, "update-ref", "HEAD", commit)
    git(folder, "reset", "--quiet", "--hard", commit)
    return folder / prefix


def last_release(root: Path, below: int = 0) -> Numbered:
    """What the tag with the highest number says, or that with the highest number `below` one. Raises XuekuError if it is none of ours."""
    tags = git(root, "tag", "--list", f"{TAG}*").split()
    numbers = {int(tag[len(TAG) :]): tag for tag in tags if re.fullmatch("[0-9]{1,9}", tag[len(TAG) :])}
    number = max((number for number in numbers if not below or number < below), default=0)
    if not number:
        return Numbered()
    tag = numbers[number]
    try:
        told = json.loads(git(root, "tag", "--list", "--format=%(contents:body)", tag))
        records, paused = (
            {id_: (address, title) for id_, address, title in told[name]} for name in ("records", "paused")
        )
        commit = git(root, "rev-parse", f"{tag}^{{commit}}").strip()
        return Numbered(number, commit, str(told["manifest"]), records, paused)
    except (ValueError, KeyError, TypeError):
        message = "这个标签不是 xueku release 打的，或者坏了，不知道上一次发布了什么"
        raise XuekuError(tag, message, f"从别的仓库取回它；确实没有发布过，删掉：git tag -d {tag}") from None


def refuse_older(root: Path, commit: str, last: Numbered) -> None:
    """Raise XuekuError if a commit does not have all that the last release was made from: readers would lose it unseen."""
    if not last.number:
        return
    missing = git(root, "rev-list", "--count", f"{commit}..{last.commit}").strip()
    if missing != "0":
        message = f"第 {last.number} 次发布以前的 {missing} 次提交不在现在这个分支上，发布出去会丢掉它们"
        remedy = f"git merge {TAG}{last.number:04} 以后再发布；要让读者看旧的一次，在服务器上用 xueku rollback，要撤回改动用 git revert"
        raise XuekuError(commit[:12], message, remedy)


def refuse_what_is_no_file(root: Path) -> None:
    """Raise XuekuError if git keeps a repository within, or a link that leads to no file of the project: a release could not carry it."""
    for entry in git(root, "ls-files", "--stage", "-z").split("\0"):
        mode, _, path = entry.partition("\t")
        if mode.startswith(_REPOSITORY):
            raise XuekuError(
                path, "这是另一个 git 仓库（子模块），发布带不走里面的文件", "把文件直接放进项目"
            )
        if mode.startswith(_LINK):
            place = (root / path).resolve()
            if not (place.is_file() and place.is_relative_to(root.resolve())):
                message = "这个链接指到项目外面，或者指向文件夹，发布带不走"
                raise XuekuError(path, message, "换成真正的文件，或者从 git 里去掉")


def tag_release(root: Path, release: Numbered) -> None:
    """Tag a release, which makes it the last one. Raises XuekuError if that fails."""
    body = {
        "manifest": release.manifest,
        "records": [[id_, *about] for id_, about in sorted(release.records.items())],
        "paused": [[id_, *about] for id_, about in sorted(release.paused.items())],
    }
    message = f"第 {release.number} 次发布\n\n{json.dumps(body, ensure_ascii=False)}\n"
    name = f"{TAG}{release.number:04}"
    who = {"GIT_COMMITTER_NAME": "xueku", "GIT_COMMITTER_EMAIL": "xueku@localhost"}
    known = git(root, "config", "user.email", check=False).strip()
    git(
        root,
        "tag",
        "--annotate",
        "--no-sign",
        "--cleanup=verbatim",
        "--file=-",
        name,
        release.commit,
        text=message,
        env={} if known else who,
    )


def git(
    root: Path, *words: str, check: bool = True, text: str = "", env: Mapping[str, str] | None = None
) -> str:
    """What a git command says. Raises XuekuError if there is no git, or the command fails and `check` is set."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith("GIT_CEILING")
    }
    try:
        done = subprocess.run(
            ["git", *_OURS, *words],
            cwd=root,
            capture_output=True,
            input=text.encode(),
            check=False,
            env={**own, "LC_ALL": "C.UTF-8", **(env or {})},
        )
    except OSError:
        raise XuekuError("git", "没有这个程序，不能发布", "装上 git") from None
    if done.returncode and check:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if any("not a git repository" in line for line in told):
            raise XuekuError(str(root), "这里不是 git 仓库", "换到项目的文件夹里，或写 --config")
        raise XuekuError(
            "git", f"git {words[0]} 没有成功：{told[-1] if told else '没有说原因'}", "检查仓库和磁盘空间"
        )
    return done.stdout.decode("utf-8", "replace")


def _said(entry: str) -> str:
    state, path = entry[:2], entry[3:]
    label = "没有加进来" if state == "??" else "删掉了" if "D" in state else "改过"
    return f"{label}  {path}"
