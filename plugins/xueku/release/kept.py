"""What an installed release keeps of others: files with hashed names, for which pages ask that were open before the switch.

Of content it keeps only what a release had that shows nothing which this one does not show: what was taken out is not reachable any more.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.hashed import is_hashed
from xueku.release.manifest import (
    KEPT,
    MANIFEST,
    RECORDS,
    SIGNATURE,
    UNLISTED,
    Entry,
    Manifest,
    entry_of,
    read_manifest,
)
from xueku.release.records import read_entries
from xueku.release.signature import signer_of

_CODE = "site/assets/xueku/"
_PAPERS = (SIGNATURE, RECORDS, MANIFEST)
"""What says whose the files are. The manifest comes last: without it nothing is kept."""


def keep_reachable(old: Path, new: Path) -> int:
    """Give the release in `new` the files of the one in `old` that may be kept, where it has none of that name; gives how many.

    Raises XuekuError if one of them cannot be read.
    """
    manifest = read_manifest(old)
    wanted = [
        path
        for path, entry in _keepable(manifest, old, new).items()
        if not (new / path).exists() and (old / path).is_file() and entry_of(old / path) == entry
    ]
    if wanted:
        # First what says whose they are: without it they would be files that nobody knows.
        papers = new / KEPT / manifest.name
        papers.mkdir(parents=True, exist_ok=True)
        for name in _PAPERS:
            _link(old / name, papers / name)
    for path in wanted:
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        _link(old / path, new / path)
    return len(wanted)


def kept_of(folder: Path) -> list[str]:
    """The names of the releases of which the one in a folder keeps files."""
    return sorted(paper.parent.name for paper in (folder / KEPT).glob(f"*/{MANIFEST}"))


def kept_entries(folder: Path, signers: Path) -> dict[str, Entry]:
    """The files of other releases that an installed one may have, as their signed manifests have them; with the records of these."""
    found: dict[str, Entry] = {}
    for name in kept_of(folder):
        papers = folder / KEPT / name
        try:
            manifest = read_manifest(papers)
            if signer_of(papers, signers) and entry_of(papers / RECORDS) == manifest.files[RECORDS]:
                found |= _keepable(manifest, papers, folder)
                found[f"{KEPT}/{name}/{RECORDS}"] = manifest.files[RECORDS]
        except (XuekuError, OSError, KeyError):
            continue
    return found


def is_paper(path: str) -> bool:
    """Whether a path in a release is that of a file without which nothing can be said of what is kept, and which no manifest names."""
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == KEPT and parts[2] in UNLISTED


def _keepable(manifest: Manifest, shown_there: Path, shown_here: Path) -> dict[str, Entry]:
    """The files of a release, whose records are in the folder `shown_there`, that the one in `shown_here` may keep."""
    only_code = not read_entries(shown_there).keys() <= read_entries(shown_here).keys()
    return {
        path: entry
        for path, entry in manifest.files.items()
        if is_hashed(path) and (not only_code or path.startswith(_CODE))
    }


def _link(old: Path, new: Path) -> None:
    """The file under a second name; a copy where the disk knows no such thing."""
    new.unlink(missing_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
