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


def _config(*values: tuple[str, str]) -> dict[str, str]:
    """Settings of git as it takes them from the environment."""
    named = (
        (f"GIT_CONFIG_{what}_{n}", word)
        for n, pair in enumerate(values)
        for what, word in zip(("KEY", "VALUE"), pair, strict=True)
    )
    return {"GIT_CONFIG_COUNT": str(len(values)), **dict(named)}


_OURS = [
    "-c",
    "safe.directory=*",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
]
_OURS_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    **_config(("core.attributesFile", os.devnull), ("core.autocrlf", "false"), ("core.fileMode", "true")),
}
"""Surroundings in which the bytes of files depend on the commit and not on who takes them out."""
_UNFINISHED = {
    "MERGE_HEAD": ("合并（merge）", "git commit 做完它，或者 git merge --abort 放弃"),
    "CHERRY_PICK_HEAD": ("挑拣（cherry-pick）", "git cherry-pick --continue 做完它，或者 --abort 放弃"),
    "REVERT_HEAD": ("撤回（revert）", "git revert --continue 做完它，或者 --abort 放弃"),
    "rebase-merge": ("变基（rebase）", "git rebase --continue 做完它，或者 --abort 放弃"),
    "rebase-apply": ("变基（rebase）", "git rebase --continue 做完它，或者 --abort 放弃"),
}
"""What git has in its folder while a command waits for its user, with what that is called and how it ends."""
_MOST_NAMED = 20


@dataclass(frozen=True)
class Numbered:
    """The last release as its annotated tag has it: number, commit, hash of the manifest, and the address and title of each record that it showed, by id.

    `paused` are those that an earlier one showed and this one did not, though nothing says where they went. `config` is the path of the settings
    file in the repository. Number 0 where there was none.
    """

    number: int = 0
    commit: str = ""
    manifest: str = ""
    records: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    paused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    config: str = ""


def clean_commit(root: Path, besides: Path | None = None) -> tuple[str, int]:
    """The commit that is checked out, and its committer date. What is in the folder `besides` may be as it likes.

    Raises XuekuError if there is none, files are not as in it, git was left in the middle of something, or shows other commits in place of some.
    """
    told = git(root, "log", "-1", "--format=%H %ct", check=False).split()
    if len(told) != 2:
        raise XuekuError(str(root), "这里没有 git 的提交，不能发布", "先 git init、git add、git commit")
    own = Path(_line(git(root, "rev-parse", "--absolute-git-dir")))
    for name, (deed, remedy) in _UNFINISHED.items():
        if (own / name).exists():
            raise XuekuError(str(root), f"有一次{deed}还没有做完，不能发布", remedy)
    if git(root, "for-each-ref", "--count=1", "refs/replace"):
        message = "这里有被替换的提交（git replace），看到的和提交里的不一样，不能发布"
        raise XuekuError(str(root), message, "看有哪些：git replace -l；去掉：git replace -d 编号")
    where = ["."]
    if besides and besides.is_relative_to(root):
        where.append(f":(exclude,literal){besides.relative_to(root).as_posix()}")
    dirty = _changes(git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", *where))
    if dirty:
        names = "\n".join(f"  {line}" for line in dirty[:_MOST_NAMED])
        more = f"\n  另有 {len(dirty) - _MOST_NAMED} 个" if len(dirty) > _MOST_NAMED else ""
        remedy = "要发布的先 git add、git commit；不要的移走，或用 git restore 还原"
        raise XuekuError(str(root), f"有 {len(dirty)} 个文件还没有提交，不能发布：\n{names}{more}", remedy)
    return told[0], int(told[1])


def refuse_shallow(root: Path) -> None:
    """Raise XuekuError if the repository has only a part of its history: it could not tell what was released and signed before."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        message = "这个仓库只取来了最近的提交（浅克隆），认不出以前发布过、签过什么"
        raise XuekuError(str(root), message, "取来全部：git fetch --unshallow --tags")
    if git(root, "config", "--get-regexp", r"^remote\..*\.promisor$", check=False):
        message = "这个仓库没有取来以前的文件（git clone --filter），认不出以前发布过什么"
        raise XuekuError(str(root), message, "不带 --filter 重新 git clone")


def common_folder(root: Path) -> Path:
    """The folder that git keeps for a repository, the same for all its working trees."""
    return Path(_line(git(root, "rev-parse", "--path-format=absolute", "--git-common-dir")))


def has_commit(root: Path, commit: str) -> bool:
    """Whether there is a repository at `root` that has this commit."""
    return bool(git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", check=False))


def check_out(root: Path, commit: str, folder: Path) -> Path:
    """All files of a commit in `folder`, a repository of its own with the whole history; gives where `root` is in it.

    Raises XuekuError if the commit is not here.
    """
    prefix = _line(git(root, "rev-parse", "--show-prefix"))
    if not has_commit(root, commit):
        raise XuekuError(commit[:12], "这个仓库里没有这次提交", "换到做发布的仓库，或先 git fetch 取来")
    objects = _line(git(root, "rev-parse", "--path-format=absolute", "--git-path", "objects"))
    kind = git(root, "rev-parse", "--show-object-format").strip()
    folder.mkdir(parents=True, exist_ok=True)
    new = ["init", "--quiet", "--template=", f"--object-format={kind}", "--initial-branch=release", "."]
    git(folder, *new, env=_OURS_ALONE)
    # Quoted, because a line end may be part of a path.
    quoted = objects.replace("\\", "\\\\").replace('"', '\\"')
    (folder / ".git/objects/info/alternates").write_text(f'"{quoted}"\n', "utf-8")
    git(folder, "update-ref", "HEAD", commit, env=_OURS_ALONE)
    git(folder, "reset", "--quiet", "--hard", commit, env=_OURS_ALONE)
    return folder / prefix


def origin_of(root: Path) -> str:
    """What tells a repository from others, whatever is moved in it: the first commit of its branch."""
    return git(root, "rev-list", "--first-parent", "--max-parents=0", "HEAD").strip()


def path_in_repository(config_file: Path) -> str:
    """The path of a settings file in its repository."""
    return _line(git(config_file.parent, "rev-parse", "--show-prefix")) + config_file.name


def refuse_another_project(root: Path, config: str, last: Numbered) -> None:
    """Raise XuekuError if the last release was made of another settings file, which is still there: numbers are the repository's."""
    if last.config in ("", config):
        return
    if git(root, "ls-files", "--full-name", "--", f":(top,literal){last.config}"):
        message = f"这个仓库发布的是 {last.config}，一个仓库只能发布一个网站"
        raise XuekuError(config, message, "把这一个放进自己的仓库；设置文件改了名的，把旧的删掉再提交")


def last_release(root: Path, below: int = 0) -> Numbered:
    """What the tag with the highest number says, or that with the highest number `below` one. Raises XuekuError if it is none of ours."""
    tags = git(root, "tag", "--list", f"{TAG}*").split()
    numbers = {int(tag[len(TAG) :]): tag for tag in tags if re.fullmatch("[0-9]{1,9}", tag[len(TAG) :])}
    number = max((number for number in numbers if not below or number < below), default=0)
    if not number:
        return Numbered()
    tag = numbers[number]
    try:
        about = git(
            root, "for-each-ref", "--format=%(contents:subject)%0a%(contents:body)", f"refs/tags/{tag}"
        )
        subject, _, body = about.partition("\n")
        told = json.loads(body)
        records, paused = (
            {id_: (address, title) for id_, address, title in told[name]} for name in ("records", "paused")
        )
        commit = git(root, "rev-parse", f"refs/tags/{tag}^{{commit}}").strip()
        if subject != _subject(number) or told.get("commit", commit) != commit:
            raise ValueError("moved")
        return Numbered(number, commit, str(told["manifest"]), records, paused, str(told.get("config", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        message = "这个标签不是 xueku release 打的，或者坏了、挪过，不知道上一次发布了什么"
        raise XuekuError(tag, message, f"从别的仓库取回它；确实没有发布过，删掉：git tag -d {tag}") from None


def refuse_older(root: Path, commit: str, last: Numbered) -> None:
    """Raise XuekuError if a commit does not have all that the last release was made from: readers would lose it unseen."""
    if not last.number:
        return
    missing = git(root, "rev-list", "--count", f"{commit}..{last.commit}").strip()
    if missing != "0":
        message = f"第 {last.number} 次发布以前的 {missing} 次提交不在现在这个分支上，发布出去会丢掉它们"
        remedy = (
            f"git merge {TAG}{last.number:04} 以后再发布；要让读者看旧的一次，在服务器上用 xueku rollback，要撤回改动用 git revert；"
            "历史重写过的，见运维手册“发布”"
        )
        raise XuekuError(commit[:12], message, remedy)


def tag_release(root: Path, release: Numbered) -> None:
    """Tag a release, which makes it the last one. Raises XuekuError if that fails."""
    body = {
        "commit": release.commit,
        "config": release.config,
        "manifest": release.manifest,
        "records": [[id_, *about] for id_, about in sorted(release.records.items())],
        "paused": [[id_, *about] for id_, about in sorted(release.paused.items())],
    }
    message = f"{_subject(release.number)}\n\n{json.dumps(body, ensure_ascii=False)}\n"
    name = f"{TAG}{release.number:04}"
    words = ["tag", "--annotate", "--no-sign", "--cleanup=verbatim", "--file=-", name, release.commit]
    git(root, *words, text=message, env=_committer(root))


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


def _changes(told: str) -> list[str]:
    """What `git status -z` says, a line for each file."""
    entries, lines = iter(told.split("\0")), []
    for entry in filter(None, entries):
        state, path = entry[:2], entry[3:]
        if {"R", "C"} & {*state}:
            lines.append(f"改名  {next(entries)} → {path}")
        else:
            label = "没有加进来" if state == "??" else "删掉了" if "D" in state else "改过"
            lines.append(f"{label}  {path}")
    return lines


def _subject(number: int) -> str:
    return f"第 {number} 次发布"


def _committer(root: Path) -> dict[str, str]:
    """Who tags where the configuration does not say."""
    ours = {"name": "xueku", "email": "xueku@localhost"}
    return {
        f"GIT_COMMITTER_{key.upper()}": value
        for key, value in ours.items()
        if not git(root, "config", f"user.{key}", check=False).strip()
    }


def _line(told: str) -> str:
    """The one line that git says, in which a path may hold anything."""
    return told.removesuffix("\n")
