"""Pictures that stand beside a foreign file: listed without following links, and read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_MOST_FILES = 5_000
_MOST_BYTES = 20_000_000


def pictures_beside(folder: Path) -> tuple[str, ...]:
    """The paths below `folder`, with `/`, of its picture files, in order: plain files only, no hidden folders, the first five thousand."""
    found: list[str] = []
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(_ENDINGS) and _is_plain(Path(place) / name):
                found.append((Path(place) / name).relative_to(folder).as_posix())
        if len(found) >= _MOST_FILES:
            break
    return tuple(found[:_MOST_FILES])


def read_picture(folder: Path, path: str) -> bytes | None:
    """The bytes of a picture that was listed; None if it is no plain file any more, or cannot be read."""
    file = folder / path
    try:
        return file.read_bytes() if _is_plain(file) else None
    except OSError:
        return None


def _is_plain(file: Path) -> bool:
    try:
        status = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size <= _MOST_BYTES
