"""A finished site takes the place of the old one, file by file, only where bytes differ."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason


def make_staging(target: Path) -> Path:
    """An empty folder beside `target`, on the same disk. What killed runs left behind is removed.

    Raises XuekuError if the folder cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in target.parent.glob(f".{target.name}-new-*"):
            if not _is_running(left.name.rpartition("-")[2]):
                shutil.rmtree(left, ignore_errors=True)
        if target.exists() and not (target.is_dir() and os.access(target, os.W_OK)):
            raise PermissionError(f"{target.name} 不是可写的文件夹")
        staging = target.parent / f".{target.name}-new-{os.getpid()}"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
    except OSError as error:
        raise XuekuError(
            target.name,
            f"输出文件夹写不进去（{system_reason(error)}）",
            "检查文件夹的权限和磁盘空间，再试一次",
        ) from None
    return staging


def write_site(staging: Path, target: Path, gone: Iterable[str] | None = None) -> tuple[int, int]:
    """Move the files of `staging` to `target`; return how many were written and how many removed.

    Every file in `target` is whole at any moment. Assets are moved before the pages that name them. The files `gone` are removed;
    without them everything that is not staged.
    """
    if not target.exists():
        staging.replace(target)
        return len(list_files(target)), 0
    new = sorted(list_files(staging), key=lambda name: (name.endswith(".html"), name))
    written = 0
    for name in new:
        source, place = staging / name, target / name
        if not same_bytes(source, place):
            _make_way(place, target)
            source.replace(place)
            written += 1
    orphans = sorted(list_files(target).keys() - set(new) if gone is None else gone)
    for name in orphans:
        place = target / name
        # What was a file may be a folder by now, or have one above it.
        if place.is_symlink() or place.is_file():
            place.unlink()
            _remove_empty(target, place.parent)
    return written, len(orphans)


def list_files(folder: Path) -> dict[str, tuple[int, int]]:
    """All files below a folder: address → size in bytes and time of last change in nanoseconds.

    Hidden ones (.git, .htaccess) are not ours: a site never has any.
    """
    found: dict[str, tuple[int, int]] = {}
    waiting = [(str(folder), "")]
    while waiting:
        place, base = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{base}{entry.name}/"))
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[base + entry.name] = status.st_size, status.st_mtime_ns
    return found


def write_file(place: Path, content: bytes) -> None:
    """Write a file, and make the folders that it stands in."""
    try:
        place.write_bytes(content)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def same_bytes(one: Path, other: Path) -> bool:
    """Whether both are files of the same bytes."""
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _make_way(place: Path, target: Path) -> None:
    """Room for a file: its folders exist, and neither it nor they are something else."""
    for above in [*reversed(place.relative_to(target).parents[:-1])]:
        if (target / above).is_file() or (target / above).is_symlink():
            (target / above).unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)


def _remove_empty(target: Path, folder: Path) -> None:
    """Remove a folder, and those above it up to `target`, if nothing is in them."""
    while folder != target and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(pid) != os.getpid()
