"""What is in the folder of releases though no tag numbers it: left by a run that was killed, or a release of which the tag is missing here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.contents import packaged_number, packages_of
from xueku.release.durable import remove
from xueku.release.manifest import SIGNATURE, Number, number_in, read_manifest


def refuse_untagged(out: Path, number: Number, commit: str) -> None:
    """Raise XuekuError if a release of this number or a higher one is in `out` that no killed run left.

    Such a run leaves an unsigned folder of this number and commit, and then its packages beside it.
    """
    left = {folder for folder in _folders(out, number) if _is_left(folder, commit)}
    for place in sorted(out.iterdir()):
        found = number_in(place.name) or packaged_number(place.name)
        is_ours = place in left or (left and place in packages_of(out, number))
        if found and found >= number and not is_ours:
            message = f"{out} 里已经有第 {found} 次发布了，这里却没有它的标签，没有发布"
            remedy = "取回标签：git fetch --tags；是别的项目的，加 --out 换一个文件夹；没有交给过任何人的，把它移走"
            raise XuekuError(place.name, message, remedy)


def take_back(out: Path, number: Number) -> None:
    """Remove what is in `out` of a number that no tag has; packages first, so that none is ever without its folder."""
    for place in (*packages_of(out, number), *_folders(out, number)):
        remove(place)


def _folders(out: Path, number: Number) -> Iterator[Path]:
    return (place for place in [*out.iterdir()] if number_in(place.name) == number)


def _is_left(folder: Path, commit: str) -> bool:
    try:
        return not (folder / SIGNATURE).exists() and read_manifest(folder).commit == commit
    except XuekuError:
        return False
