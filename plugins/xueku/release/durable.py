"""What has to be on the disk before the next step, and is whole whenever the machine stops."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from xueku.model.diagnostic import XuekuError

PASSING = ".passing-"
"""How names begin of what only one run needs. Under the lock of their folder all of them are left behind by killed runs."""

_AT_ONCE = 16
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of renameat2(2)."""


def sweep(folder: Path) -> None:
    """Remove what killed runs left in a folder. To be called by who holds its lock."""
    if folder.is_dir():
        for left in [*folder.iterdir()]:
            if left.name.startswith(PASSING):
                remove(left)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it; nothing if it is not there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def passing_folder(folder: Path) -> Path:
    """A new empty folder that `sweep` would remove."""
    made = folder / f"{PASSING}{os.getpid()}"
    remove(made)
    made.mkdir(parents=True)
    return made


def exchange(one: Path, other: Path) -> None:
    """Let two files or folders change their names: at once where the system can, else one after the other. Raises OSError."""
    step = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if step and step(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return
    aside = one.with_name(f"{one.name}-before")
    other.replace(aside)
    one.replace(other)
    aside.replace(one)


def move_whole(file: Path, folder: Path) -> Path:
    """Put a file into a folder, on another disk or not, where it is whole or not there; gives where it is. Raises OSError."""
    target, passing = folder / file.name, folder / f"{PASSING}{file.name}"
    try:
        file.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        try:
            shutil.copyfile(file, passing)
            passing.replace(target)
        finally:
            passing.unlink(missing_ok=True)
        file.unlink()
    sync_folder(folder)
    return target


def sync_folder(folder: Path) -> None:
    """See the names in a folder on the disk."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sync_tree(folder: Path) -> None:
    """See a folder on the disk with all that is in it."""
    walked = [(Path(place), names) for place, _, names in os.walk(folder)]
    # At once, because a disk takes many together as quickly as one.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_sync_file, (place / name for place, names in walked for name in names)):
            pass
        for _ in pool.map(sync_folder, (place for place, _ in reversed(walked))):
            pass


def _sync_file(file: Path) -> None:
    opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def need_space(folder: Path, size: int) -> None:
    """Raise XuekuError if a disk has no room for so many bytes and a little more."""
    free = shutil.disk_usage(folder).free
    wanted = size + size // 20 + (1 << 20)
    if free < wanted:
        message = f"磁盘空间不够：要 {wanted / 1e6:.0f} MB，只有 {free / 1e6:.0f} MB"
        raise XuekuError(str(folder), message, "清出空间，或用 xueku prune 删掉旧的发布")
