"""An editor's work becomes a branch with one commit at the place it was cloned from; what git refuses is told with the way out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueku.model.diagnostic import XuekuError, shown

_SECONDS = 300
_MAIN = ("main", "master")
_MARKER = ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD")

_REFUSED: Sequence[tuple[str, str, str]] = (
    (
        r"index\.lock|\.lock': File exists|Unable to create '.*\.lock'",
        "上一次 git 没有正常结束，留下了锁文件",
        "确认没有别的 git 窗口开着，删掉 {git}/index.lock，再运行一遍",
    ),
    (
        r"No space left on device|Disk quota exceeded",
        "磁盘满了",
        "腾出空间，再运行一遍；已经写好的材料没有动",
    ),
    (
        r"Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED",
        "服务器的身份和以前记下的不一样，没有连接",
        "先问管理员服务器是不是换过；确实换过的，运行 ssh-keygen -R 服务器名 再试",
    ),
    (
        r"Permission denied|Authentication failed|could not read Username|terminal prompts disabled|returned error: 40[13]|access denied|insufficient permission|unable to create temporary object directory|pre-receive hook declined|protected branch",
        "没有权限推送到服务器",
        "请管理员给您写的权限，或检查用户名和密钥",
    ),
    (
        r"non-fast-forward|fetch first|\[rejected\]|stale info",
        "服务器上这个分支已经有了别人的新改动",
        "换一个分支名：加上 --branch 新名字，再运行一遍；由管理员合并",
    ),
    (
        r"does not appear to be a git repository|repository .* not found|Repository not found",
        "服务器上找不到这个仓库",
        "运行 git remote -v 看地址对不对，或问管理员",
    ),
    (
        r"Could not resolve host|Connection (?:refused|timed out|reset)|Network is unreachable|No route to host|unable to access",
        "连不上服务器",
        "检查网络，再运行一遍；提交已经存在本机，不会丢",
    ),
    (
        r"dubious ownership",
        "这个文件夹是别的用户的，git 不肯动它",
        "用自己的账号重新克隆一份，或请管理员改文件夹的主人",
    ),
    (
        r"Read-only file system|Permission denied: '|insufficient permission for adding",
        "写不进这个文件夹",
        "检查文件夹的权限",
    ),
    (
        r"cannot lock ref .*exists|cannot lock ref",
        "分支名和已有的分支冲突",
        "换一个分支名：加上 --branch 新名字",
    ),
)
"""What git says (in English, as we ask it to), what that is in one sentence, and the way out. The first that fits holds."""


@dataclass(frozen=True)
class Work:
    """What is there to submit: changed files below the project's folder, in the content and elsewhere, and the branch that is checked out."""

    changed: tuple[str, ...]
    others: tuple[str, ...]
    branch: str


@dataclass(frozen=True)
class Submitted:
    """The branch and commit that were pushed, and where to."""

    branch: str
    commit: str
    remote: str


class Repository:
    """The repository that a project's folder is in."""

    def __init__(self, root: Path, *, may_ask: bool) -> None:
        """`may_ask` says whether somebody is there whom git can ask for a password. Raises XuekuError without git or a repository."""
        self._root = root
        self._environment = {**os.environ, "LC_ALL": "C"}
        if not may_ask:
            self._environment["GIT_TERMINAL_PROMPT"] = "0"
            if not self._run("config", "core.sshCommand").stdout:
                self._environment.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
        done = self._run("rev-parse", "--show-prefix")
        if done.returncode:
            if "not a git repository" in done.stderr:
                raise XuekuError(
                    root.name,
                    "这个文件夹不是从服务器克隆来的（不是 git 仓库）",
                    "在克隆来的项目文件夹里运行，或请管理员给您一份",
                )
            raise _refusal(done.stderr, root, self.git_folder)
        self._prefix = done.stdout.strip()

    @property
    def git_folder(self) -> str:
        """Where git keeps its own, as the way out names it."""
        done = self._run("rev-parse", "--git-dir")
        return done.stdout.strip() or ".git"

    def name(self) -> str:
        """The name of the editor; empty where nobody said it."""
        return self._run("config", "user.name").stdout.strip()

    def keep_name(self, name: str) -> None:
        """Remember the editor's name for this repository, with an address where it has none."""
        self._git("config", "user.name", name)
        if not self._run("config", "user.email").stdout.strip():
            self._git("config", "user.email", f"{_slug(name)}@localhost")

    def work(self, content: str) -> Work:
        """What changed since the last commit. Raises XuekuError in the midst of something else, or off a branch."""
        folder = Path(self._root, self.git_folder)
        unmerged = self._git("diff", "--name-only", "--diff-filter=U", "-z").split("\0")[0]
        if unmerged or any((folder / name).exists() for name in _MARKER):
            what = unmerged or "合并"
            raise XuekuError(
                what,
                "两个人的改动还没有合好（有冲突）",
                "打开它，选定一份，删掉 <<<<<<<、=======、>>>>>>> 三行标记，再请管理员看一眼；不想合了运行 git merge --abort",
            )
        branch = self._run("symbolic-ref", "--short", "-q", "HEAD").stdout.strip()
        if not branch:
            raise XuekuError(
                "HEAD",
                "现在看的是旧的一版，不在任何分支上",
                "运行 git switch -c 我的改动，再运行 xueku submit",
            )
        rows = self._git("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", ".")
        paths = [row[3:].removeprefix(self._prefix) for row in rows.split("\0") if row]
        inside = tuple(path for path in paths if path.startswith(f"{content}/"))
        return Work(inside, tuple(path for path in paths if path not in inside), branch)

    def waiting(self, work: Work) -> bool:
        """Whether a branch of an editor has a commit that was not pushed, such as when the network failed."""
        if work.branch in _MAIN or not (remote := self._remote()):
            return False
        there = self._run(
            "rev-parse", "-q", "--verify", f"refs/remotes/{remote}/{work.branch}"
        ).stdout.strip()
        here = self._git("rev-parse", "HEAD").strip()
        upstream = self._run("rev-list", "--count", "HEAD", "--not", f"--remotes={remote}").stdout.strip()
        return there != here and upstream not in ("", "0")

    def submit(
        self, work: Work, paths: Sequence[str], branch: str, message: str, tell: Callable[[str], object]
    ) -> Submitted:
        """Put these paths on a branch as one commit and push it. Raises XuekuError with the way out; no edit is ever lost.

        If git refuses to commit, the branch that was checked out is so again.
        """
        remote = self._remote()
        if not remote:
            raise XuekuError(
                self._root.name,
                "不知道推送到哪里（没有设远程仓库）",
                "请管理员给地址，运行 git remote add origin 地址",
            )
        if not paths:
            branch = work.branch
        elif branch != work.branch:
            self._switch(branch)
        if paths:
            self._commit(work, paths, branch, message)
            tell(f"提交好了，在分支 {branch}")
        self._git("push", "-q", "-u", remote, f"HEAD:refs/heads/{branch}")
        return Submitted(branch, self._git("rev-parse", "--short", "HEAD").strip(), remote)

    def free_branch(self, name: str, record: str, work: Work) -> str:
        """The branch that is checked out if it is an editor's, else a new one named by editor and record."""
        if work.branch not in _MAIN:
            return work.branch
        base = f"{_slug(name)}/{_slug(record)}"
        known = set(
            self._git("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes").split("\n")
        )
        taken = {ref.removeprefix("refs/heads/") for ref in known} | {
            "/".join(ref.split("/")[3:]) for ref in known if ref.startswith("refs/remotes/")
        }
        return next(
            one for one in (base, *(f"{base}-{number}" for number in range(2, 1000))) if one not in taken
        )

    def _switch(self, branch: str) -> None:
        if self._run("check-ref-format", "--branch", branch).returncode:
            raise XuekuError(
                shown(branch), "分支名不能这样写", "用字母、数字和连字符，例如 --branch wang/huiqian"
            )
        self._git("switch", "-q", "-c", branch)

    def _commit(self, work: Work, paths: Sequence[str], branch: str, message: str) -> None:
        try:
            self._git("add", "-A", "--", *paths)
            self._git("commit", "-q", "-m", message, "--only", "--", *paths)
        except XuekuError:
            if branch != work.branch:
                self._run("switch", "-q", work.branch)
                self._run("branch", "-q", "-D", branch)
            raise

    def _remote(self) -> str:
        names = self._run("remote").stdout.split()
        return "origin" if "origin" in names else next(iter(names), "")

    def _git(self, *arguments: str) -> str:
        """What git answers. Raises XuekuError with the way out if it refuses."""
        done = self._run(*arguments)
        if done.returncode:
            raise _refusal(f"{done.stderr}\n{done.stdout}", self._root, self.git_folder)
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                ["git", "-c", "core.quotePath=false", *arguments],
                cwd=self._root,
                env=self._environment,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
                check=False,
            )
        except FileNotFoundError:
            raise XuekuError(
                "git", "这台电脑上没有装 git", "请管理员装上 git；材料已经写在文件夹里，也可以直接拷给管理员"
            ) from None
        except subprocess.TimeoutExpired:
            raise XuekuError(
                "git", f"等了 {_SECONDS} 秒，服务器没有回答", "检查网络，再运行一遍；提交已经存在本机，不会丢"
            ) from None


def record_of(paths: Sequence[str], content: str) -> str:
    """What a branch for these paths is named after: the folder or file of the first record among them."""
    for path in paths:
        parts = path.removeprefix(f"{content}/").split("/")
        if len(parts) > 1 and parts[0] not in ("vocab", "signoffs"):
            last = parts[-1] if len(parts) == 2 else parts[-2] if parts[-2] != "media" else parts[-3]
            return last.removesuffix(".yml").removesuffix(".meta").removesuffix(".md")
    return "gaidong"


def _refusal(said: str, root: Path, git_folder: str) -> XuekuError:
    for pattern, message, remedy in _REFUSED:
        if re.search(pattern, said):
            return XuekuError(root.name, message, remedy.format(git=git_folder))
    first = next((line.strip() for line in said.splitlines() if line.strip()), "没有说原因")
    return XuekuError(root.name, f"git 没有做成：{first}", "把这句话告诉管理员；您的改动还在文件夹里，没有丢")


def _slug(words: str) -> str:
    """Words as part of a branch's name: letters and digits, pinyin for Chinese."""
    from pypinyin import lazy_pinyin

    syllables = [one for part in lazy_pinyin(words) for one in re.findall("[a-z0-9]+", part.lower())]
    return "-".join(syllables)[:40].strip("-") or "gaidong"
