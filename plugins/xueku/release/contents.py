"""What stands in the folder of a release beside the web root, and the two packages of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from xueku.release.durable import PASSING, sync_folder
from xueku.release.manifest import (
    MANIFEST,
    NOTES,
    PROVENANCE,
    RECORDS,
    SIGNATURE,
    SITE,
    SUMS,
    Entry,
    Manifest,
    Number,
    entry_of,
    measure,
)
from xueku.release.package import ENDING, write_package
from xueku.release.provenance import provenance
from xueku.release.records import Shown, entries_json
from xueku.release.siblings import refuse_foreign, write_siblings
from xueku.release.usb import ENDING as USB_ENDING
from xueku.release.usb import write_usb
from xueku.release.verify import release_sums

BEGINNING = "xueku-site-"


def fill(folder: Path, about: Manifest, config: str, entries: Mapping[str, Shown], notes: str) -> Manifest:
    """Complete a folder in which the web root stands already, and give the manifest that was written there.

    `about` is the manifest without files; what else is in the folder becomes part of the release.
    Raises XuekuError if a file has the name of another's sibling; a withdrawal brings those along that did not change.
    """
    addresses = measure_names(folder / SITE)
    if not about.base:
        refuse_foreign(addresses)
    write_siblings(folder / SITE, addresses)
    (folder / RECORDS).write_bytes(entries_json(entries))
    (folder / NOTES).write_text(notes, "utf-8")
    site = Manifest(
        **{
            **vars(about),
            "files": {f"{SITE}/{path}": entry for path, entry in measure(folder / SITE).items()},
        }
    )
    (folder / PROVENANCE).write_bytes(
        provenance(
            site.site_digest,
            about.commit,
            config,
            about.builder,
            about.locks,
            "withdraw" if about.base else "release",
        )
    )
    others: dict[str, Entry] = {
        path: entry for path, entry in measure(folder).items() if not path.startswith(f"{SITE}/")
    }
    manifest = replace(site, files={**site.files, **others})
    (folder / MANIFEST).write_bytes(manifest.to_json())
    (folder / SUMS).write_text(release_sums(manifest), "utf-8")
    for place in (folder, *(path for path in folder.rglob("*"))):
        place.chmod(0o755 if place.is_dir() else 0o644)
    return manifest


def measure_names(folder: Path) -> list[str]:
    """The paths of all files below a folder, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write_packages(folder: Path, manifest: Manifest, out: Path) -> list[Path]:
    """Both packages of a release, in `out`, each whole or not there; gives where they are. Raises OSError."""
    names = [*manifest.files, MANIFEST, SUMS, *([SIGNATURE] if (folder / SIGNATURE).exists() else [])]
    archive, usb = packages_of(out, manifest.number)
    passing = out / f"{PASSING}package"
    write_package(passing, folder, names, manifest.name, manifest.committed)
    passing.replace(archive)
    write_usb(passing, folder / SITE, manifest.site)
    passing.replace(usb)
    sync_folder(out)
    return [archive, usb]


def packages_of(out: Path, number: Number) -> list[Path]:
    """Where in `out` both packages of a release are, or would be."""
    return [out / f"{BEGINNING}{number}{ending}" for ending in (ENDING, USB_ENDING)]


def packaged_number(name: str) -> Number | None:
    """The number of the release in a package by its name; None if it is no such name."""
    for ending in (ENDING, USB_ENDING):
        if name.startswith(BEGINNING) and name.endswith(ending):
            return Number.read(name[len(BEGINNING) : -len(ending)])
    return None


def copy_unchanged_siblings(old: Path, known: Mapping[str, Entry], new: Path, files: Iterable[str]) -> None:
    """Take the siblings of files that are in another web root as they are here: making them takes most of the time."""
    for file in files:
        if known.get(file) == entry_of(new / file):
            for ending in (".gz", ".br"):
                if file + ending in known and not (new / (file + ending)).exists():
                    shutil.copyfile(old / (file + ending), new / (file + ending))
