"""A finished site takes the place of the old one, file by file, only where bytes differ."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from pathlib import Path

from xueku.model.diagnostic import XuekuError


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
            f"输出文件夹写不进去（{error.strerror or error}）",
            "检查文件夹的权限和磁盘空间，再试一次",
        ) from None
    return staging


def write_site(staging: Path, target: Path) -> tuple[int, int]:
    """Move the files of `staging` to `target`; return how many were written and how many removed.

    Every file in `target` is whole at any moment. Assets are moved before the pages that name them.
    """
    target.mkdir(exist_ok=True)
    new = sorted(_files(staging), key=lambda name: (name.endswith(".html"), name))
    written = 0
    for name in new:
        source, place = staging / name, target / name
        if not (place.is_file() and filecmp.cmp(source, place, shallow=False)):
            _make_way(place, target)
            source.replace(place)
            written += 1
    # Hidden files (.git, .htaccess) are not ours: a site never has any.
    orphans = sorted(name for name in set(_files(target)) - set(new) if not re.search(r"(?:^|/)\.", name))
    for name in orphans:
        (target / name).unlink()
    _remove_empty(target)
    shutil.rmtree(staging)
    return written, len(orphans)


def _files(folder: Path) -> list[str]:
    return [
        (Path(parent) / name).relative_to(folder).as_posix()
        for parent, _, names in os.walk(folder)
        for name in names
    ]


def _make_way(place: Path, target: Path) -> None:
    """Room for a file: its folders exist, and neither it nor they are something else."""
    for above in [*reversed(place.relative_to(target).parents[:-1])]:
        if (target / above).is_file() or (target / above).is_symlink():
            (target / above).unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)


def _remove_empty(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        if parent != str(folder) and not any(Path(parent).iterdir()):
            Path(parent).rmdir()


def _is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return int(pid) != os.getpid()
