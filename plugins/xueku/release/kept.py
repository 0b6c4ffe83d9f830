"""What an installed release keeps of others: files with hashed names, for which pages ask that were open before the switch.

Of content it keeps only what a release had that shows nothing which this one does not show: what was taken out is not reachable any more.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.durable import remove
from xueku.release.hashed import is_hashed
from xueku.release.manifest import (
    KEPT,
    MANIFEST,
    RECORDS,
    SIGNATURE,
    Entry,
    Manifest,
    entry_of,
    read_manifest,
)
from xueku.release.records import Shown, read_entries
from xueku.release.signature import signer_of

_CODE = "site/assets/xueku/"
_PART = "part"
_PAPERS = (SIGNATURE, RECORDS, MANIFEST)
"""What says whose the files are. The manifest comes last: without it nothing is kept."""


def keep_reachable(old: Path, new: Path, signers: Path, watched: Collection[str] = ()) -> int:
    """Give the release in `new` the files of the one in `old` that may be kept, where it has none of that name; gives how many.

    Nothing is kept of one that nobody on the list signed, nor of content where a `watched` record has other words now.
    Raises XuekuError if one of them cannot be read, OSError if the disk refuses: nothing more is kept then.
    """
    manifest = read_manifest(old)
    if not signer_of(old, signers):
        return 0
    wanted = [
        path
        for path, entry in _keepable(manifest, read_entries(old), read_entries(new), watched).items()
        if not (new / path).exists() and (old / path).is_file() and entry_of(old / path) == entry
    ]
    if not wanted:
        return 0
    papers, made = new / KEPT / manifest.name, list[Path]()
    papers.mkdir(parents=True, exist_ok=True)
    try:
        # First what says whose they are: without it they would be files that nobody knows.
        for name in _PAPERS:
            _link(old / name, papers / name, papers)
        for path in wanted:
            made.append(new / path)
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            _link(old / path, new / path, papers)
    except OSError:
        for place in made:
            remove(place)
        remove(papers)
        raise
    return len(wanted)


def forget_unsigned(folder: Path, signers: Path) -> None:
    """Remove from an installed release what it keeps of others that nobody on the list signed: of a key that was taken off it."""
    gone = [name for name in kept_of(folder) if not signer_of(folder / KEPT / name, signers)]
    unsigned = {path for name in gone for path in _files_of(folder / KEPT / name) if is_hashed(path)}
    for path in unsigned - read_manifest(folder).files.keys() - kept_entries(folder, signers).keys():
        remove(folder / path)
    for name in gone:
        remove(folder / KEPT / name)


def kept_of(folder: Path) -> list[str]:
    """The names of the releases of which the one in a folder keeps files."""
    return sorted(paper.parent.name for paper in (folder / KEPT).glob(f"*/{MANIFEST}"))


def kept_entries(folder: Path, signers: Path) -> dict[str, Entry]:
    """The files of other releases that an installed one may have, as their signed manifests have them."""
    found: dict[str, Entry] = {}
    for papers in (folder / KEPT / name for name in kept_of(folder)):
        with suppress(XuekuError, OSError, KeyError):
            manifest = read_manifest(papers)
            if signer_of(papers, signers) and entry_of(papers / RECORDS) == manifest.files[RECORDS]:
                found |= _keepable(manifest, read_entries(papers), read_entries(folder))
    return found


def is_paper(path: str) -> bool:
    """Whether a path in an installed release is among those that say whose the kept files are. Nobody is served them."""
    return path.startswith(f"{KEPT}/")


def _files_of(papers: Path) -> Collection[str]:
    try:
        return read_manifest(papers).files.keys()
    except XuekuError:
        return ()


def _keepable(
    manifest: Manifest, before: Mapping[str, Shown], now: Mapping[str, Shown], watched: Collection[str] = ()
) -> dict[str, Entry]:
    """The files of a release that shows what was `before` that one may keep which shows what is `now`."""
    both = before.keys() & now.keys()
    only_code = both != before.keys() or any(
        before[id_].text != now[id_].text for id_ in both.intersection(watched)
    )
    return {
        path: entry
        for path, entry in manifest.files.items()
        if is_hashed(path) and (not only_code or path.startswith(_CODE))
    }


def _link(old: Path, new: Path, aside: Path) -> None:
    """The file under a second name; a copy where the disk knows no such thing, made in the folder `aside`, so that it is whole or not there."""
    new.unlink(missing_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, aside / _PART)
        (aside / _PART).replace(new)
