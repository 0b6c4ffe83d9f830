"""Where releases and bundles are put: a folder of their own, which git does not see; and where a release is that was made before."""

from __future__ import annotations

from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.commit import TAG, Numbered, git
from xueku.release.manifest import Number, number_in
from xueku.release.signature import SIGNERS

_IGNORE = ".gitignore"


def refuse_place(out: Path, *own: Path) -> None:
    """Raise XuekuError if a folder is the project's: git has files of it, or it is, or is in, one of its `own`."""
    tracked = {*git(out, "ls-files", "-z", check=False).split("\0")} if out.is_dir() else set[str]()
    if tracked - {"", _IGNORE, SIGNERS} or any(out.is_relative_to(folder.resolve()) for folder in own):
        message = "这个文件夹里放的是项目自己的文件，做出来的不能放进去"
        raise XuekuError(str(out), message, "换一个新的文件夹，或者不写 --out")


def hide_from_git(out: Path, root: Path) -> None:
    """See that the repository at `root` stays clean, whatever is put into `out`."""
    if out.is_relative_to(root) and not (out / _IGNORE).exists():
        (out / _IGNORE).write_text("*\n", "utf-8")


def refuse_released(out: Path, commit: str, last: Numbered) -> None:
    """Raise XuekuError if a commit is that of the last release: told is where that is, or how it comes back."""
    if last.commit != commit:
        return
    tag = f"{TAG}{last.number:04}"
    folder = next((place for place in out.iterdir() if number_in(place.name) == Number(last.number)), None)
    if folder:
        where = f"它在 {folder}，压缩包不见了的，xueku sign-release 会重新打"
    else:
        where = f"它不在 {out}，看做它的机器和 --out；哪里都没有了，git tag -d {tag} 再运行一次，同一版学库做出来的是同一份"
    raise XuekuError(tag, f"这次提交已经是第 {last.number} 次发布了", f"有了新的提交再发布。{where}")
