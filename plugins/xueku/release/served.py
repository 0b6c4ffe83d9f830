"""The folder that a server's releases live in: `releases/NAME/`, and `current`, which leads to one of them.

The web server's root is `current/site`. `current` is only ever replaced by one rename(2), so that a reader finds one release or the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.durable import PASSING, sync_folder
from xueku.release.log import ANEW, names_before_and_since, were_withdrawn
from xueku.release.manifest import Manifest, Number, number_in, read_manifest
from xueku.release.records import Shown, read_entries
from xueku.release.signature import SIGNERS

RELEASES, CURRENT = "releases", "current"


@dataclass(frozen=True)
class Served:
    """What is installed below `root`."""

    root: Path

    @staticmethod
    def at(root: Path) -> Served:
        """What is below a folder that is one for releases. Raises XuekuError if it is not, or what should lead to the served release is something else."""
        remedy = f"检查 --root；第一次安装以前先建好它，把 {SIGNERS} 放进去"
        if not root.is_dir():
            raise XuekuError(str(root), "没有这个文件夹", remedy)
        served, link = Served(root.resolve()), root / CURRENT
        if not served.releases.is_dir() and not served.signers.is_file():
            raise XuekuError(str(root), f"这里没有 {SIGNERS}，也没有装过发布", remedy)
        if link.is_symlink():
            if link.readlink().is_absolute() or link.readlink().parent != Path(RELEASES):
                message = f"指到别处去了（{link.readlink()}），不是学库换上的"
                raise XuekuError(str(link), message, "删掉这个链接，再装一次发布包")
        elif link.exists():
            message = "是真的文件夹或文件，不是指向发布的链接：这不是学库放发布的地方，或者拷贝时链接变了"
            raise XuekuError(str(link), message, "看过里面没有要留的，把它移走，再装一次")
        return served

    @property
    def releases(self) -> Path:
        """Where the folders of releases are."""
        return self.root / RELEASES

    @property
    def signers(self) -> Path:
        """The list of allowed keys, which the operator put there."""
        return self.root / SIGNERS

    @property
    def names(self) -> list[str]:
        """The names of the installed releases, oldest first: those of before numbers began anew, then by number."""
        found = [entry.name for entry in self.releases.iterdir()] if self.releases.is_dir() else []
        return sorted(filter(number_in, found), key=self._order())

    def before(self, name: str) -> list[str]:
        """The names of the installed releases before one, which may not be here any more; none before no release."""
        order = self._order()
        return [other for other in self.names if name and order(other) < order(name)]

    @property
    def current(self) -> str:
        """The name of the release that is served; empty if none is. It may not be here any more."""
        link = self.root / CURRENT
        return link.readlink().name if link.is_symlink() else ""

    @property
    def newest(self) -> Number:
        """The highest number that was ever installed here, removed ones included, since numbers began anew."""
        return max(map(_number, self.known), default=Number(0))

    @property
    def known(self) -> set[str]:
        """The names of all releases that were ever installed here, removed ones included, since numbers began anew."""
        past, since = names_before_and_since(self.root, ANEW)
        # An empty folder is no release that was ever served.
        there = {name for name in self.names if any(self.folder(name).glob("*"))}
        return (there - past) | {name for name in since if number_in(name)}

    @property
    def withdrawn(self) -> set[str]:
        """The ids that were ever urgently withdrawn, by the log, and by the signed releases, where that is lost or another server's."""
        named = {id_ for name in self.names for id_ in _withdrawn_by(self.folder(name))}
        return named | were_withdrawn(self.root)

    def shown(self) -> Mapping[str, Shown]:
        """What the served release shows; nothing where there is none. Raises XuekuError if that cannot be read."""
        if not self.current:
            return {}
        try:
            return read_entries(self.folder(self.current))
        except XuekuError:
            raise self._damaged() from None

    def next_revision(self, number: Number) -> Number:
        """The number of a withdrawal from the release of a number, one that was never given here."""
        given = [one.revision for one in map(_number, self.known) if one.number == number.number]
        return Number(number.number, max(given, default=0) + 1)

    def manifest(self) -> Manifest:
        """That of the served release. Raises XuekuError if none is served, or it cannot be read."""
        if not self.current:
            raise XuekuError(
                str(self.root), "这里没有正在用的发布", "先用 xueku install 装一次，或 xueku rollback 编号"
            )
        try:
            return read_manifest(self.folder(self.current))
        except XuekuError:
            raise self._damaged() from None

    def folder(self, name: str) -> Path:
        """Where a release is."""
        return self.releases / name

    def find(self, word: str) -> str:
        """The name of the installed release that is meant by a number or a name. Raises XuekuError if there is none."""
        number = Number.read(word)
        for name in reversed(self.names):
            if name == word or (number and number_in(name) == number):
                return name
        raise XuekuError(word, "这里没有装过这一次发布", f"装着的：{'、'.join(self.names) or '没有'}")

    def switch(self, name: str) -> None:
        """Serve this release. Raises OSError."""
        link = self.root / f"{PASSING}{os.getpid()}-link"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES) / name)
        link.replace(self.root / CURRENT)
        sync_folder(self.root)

    def _order(self) -> Callable[[str], tuple[bool, Number, str]]:
        past, _ = names_before_and_since(self.root, ANEW)
        return lambda name: (name not in past, _number(name), name)

    def _damaged(self) -> XuekuError:
        message = "现在用的这次发布坏了，或者不在了"
        return XuekuError(self.current, message, "把它的发布包再 xueku install 一次")


def _number(name: str) -> Number:
    return number_in(name) or Number(0)


def _withdrawn_by(folder: Path) -> Collection[str]:
    try:
        return read_manifest(folder).withdrawn.keys()
    except XuekuError:
        return ()
