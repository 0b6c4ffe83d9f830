"""Which files are to be brought in: those that are named, and of folders what an editor may have written, not the site's own."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueku.importers.formats import ENDINGS
from xueku.model.diagnostic import XuekuError

_ABOUT = ("README", "CHANGELOG", "CONTRIBUTING", "LICENSE")


@dataclass(frozen=True)
class Source:
    """A file to be brought in, and the folder that it may take pictures from and link within."""

    file: Path
    folder: Path
    is_link: bool = False


@dataclass(frozen=True)
class Own:
    """What is the site's own below its folder, and nobody's manuscript."""

    root: Path
    folders: Collection[Path]

    def holds(self, folder: Path) -> bool:
        """Whether a folder is one of the site's own, lies in one, or is a built site."""
        place = folder.resolve()
        own = {one.resolve() for one in self.folders} - {self.root.resolve()}
        return bool(own & {place, *place.parents}) or (place / "assets/xueku").is_dir()

    def is_about(self, file: Path) -> bool:
        """Whether a file tells of the project and stands at its top."""
        return file.stem.upper() in _ABOUT and file.parent.resolve() == self.root.resolve()


def sources_in(paths: Sequence[Path], own: Own) -> Iterator[Source]:
    """The files that are named, and of folders all files in them that can be imported, in the order of their names.

    Raises XuekuError for a folder without any.
    """
    for path in paths:
        if not path.is_dir():
            yield Source(path, path.parent)
            continue
        found = sorted(_below(path, own))
        if not found:
            raise XuekuError(
                str(path),
                "文件夹里没有能导入的文件",
                "要导入的是 .docx、.doc、.wps、.md、.html；表格要写文件名",
            )
        yield from (Source(file, path, file.is_symlink()) for file in found)


def _below(folder: Path, own: Own) -> Iterator[Path]:
    """Files of a folder and of those in it, but of none that is hidden, a link, the site's own, or holds the parts of a saved page."""
    for place, folders, names in os.walk(folder, followlinks=False):
        if own.holds(Path(place)):
            folders.clear()
            continue
        folders[:] = [
            name for name in folders if not name.startswith(".") and not name.endswith(("_files", ".files"))
        ]
        for name in names:
            file = Path(place) / name
            is_read = ENDINGS.get(file.suffix.lower(), "table") != "table"
            if is_read and not name.startswith(("~$", ".")) and not own.is_about(file):
                yield file
