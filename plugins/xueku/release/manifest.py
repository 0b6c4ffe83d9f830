"""What a release is made of: `MANIFEST.json`, which is signed, and `SHA256SUMS` for those who have no program of ours."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from xueku.model.diagnostic import XuekuError

MANIFEST, SIGNATURE, SUMS = "MANIFEST.json", "MANIFEST.json.sig", "SHA256SUMS"
SITE, PROVENANCE, RECORDS, NOTES, SOURCE = (
    "site",
    "provenance.json",
    "records.json",
    "发布说明.md",
    "source.tar.zst",
)
KEPT = "kept"
"""Of an installed release: manifests of those beside it whose files with hashed names it keeps reachable."""
UNLISTED = frozenset({MANIFEST, SIGNATURE, SUMS})
"""Files that no manifest can name."""

FORMAT = 1
_NUMBER = re.compile(r"(?P<number>\d{4,9})(?:\.(?P<revision>[1-9]\d{0,3}))?")
_NAME = re.compile(r"(?P<number>\d{4,9}(?:\.[1-9]\d{0,3})?)-(?P<digest>[0-9a-f]{12})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20
_FIELDS: Mapping[str, type] = {
    "commit": str,
    "committed": int,
    "builder": str,
    "locks": dict,
    "previous": str,
    "base": str,
    "withdrawn": dict,
    "origin": str,
}


@dataclass(frozen=True, order=True)
class Number:
    """The number of a release, written `0007`; an urgent withdrawal on the operator's machine adds a revision: `0007.1`."""

    number: int
    revision: int = 0

    @staticmethod
    def read(text: str) -> Number | None:
        """The number that is written so, `7` and `7.1` included; None if it is none."""
        number, point, revision = text.partition(".")
        found = _NUMBER.fullmatch(number.zfill(4) + point + revision)
        return Number(int(found["number"]), int(found["revision"] or 0)) if found else None

    def __str__(self) -> str:
        return f"{self.number:04}" + (f".{self.revision}" if self.revision else "")


@dataclass(frozen=True)
class Entry:
    """What is known of one file."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """A release. `files` are all its files but those that no manifest can name, by path, sorted.

    `committed` is the committer date of the commit in seconds since 1970, the only time in a release. `previous` is the SHA-256 of the manifest
    before, empty for the first. `base` is the release that an urgent withdrawal was made from, by name; `withdrawn` are the ids taken out so,
    with the reasons. `origin` tells one site from another: the first commit of its repository, and where in that the project is.
    """

    number: Number
    commit: str
    committed: int
    builder: str
    locks: Mapping[str, str]
    previous: str
    files: Mapping[str, Entry]
    base: str = ""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    @property
    def name(self) -> str:
        """The name of its folder: number, and the first twelve figures of the manifest's hash."""
        return f"{self.number}-{self.digest[:12]}"

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest as it is written."""
        return hashlib.sha256(self.to_json()).hexdigest()

    @property
    def site(self) -> dict[str, Entry]:
        """The files of the web root, by address."""
        start = f"{SITE}/"
        return {path[len(start) :]: entry for path, entry in self.files.items() if path.startswith(start)}

    @property
    def site_digest(self) -> str:
        """One hash of the whole web root: that of what `find . -type f | sort | xargs sha256sum` prints there, without `./`."""
        return hashlib.sha256(sums_of(self.site).encode()).hexdigest()

    def to_json(self) -> bytes:
        """The file, the same for the same release."""
        content = {"format": FORMAT, **asdict(self), "number": str(self.number)}
        content["files"] = {path: asdict(self.files[path]) for path in sorted(self.files)}
        return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder. Raises XuekuError if there is none or it cannot be one of ours."""
    try:
        content = read_plain(folder / MANIFEST)
    except (FileNotFoundError, NotADirectoryError):
        message, remedy = f"这里没有 {MANIFEST}，不是一次发布", f"给出发布的文件夹，里面有 {MANIFEST}"
        raise XuekuError(str(folder), message, remedy) from None
    return parse_manifest(content, folder.name)


def parse_manifest(content: bytes, place: str) -> Manifest:
    """The manifest of these bytes. Raises XuekuError if they are none that we wrote."""
    try:
        told = json.loads(content)
        number = Number.read(told["number"])
        files = {path: Entry(**entry) for path, entry in told["files"].items()}
        own = {name: _checked(told[name], kind) for name, kind in _FIELDS.items()}
        manifest = Manifest(number=number or Number(0), files=files, **own)
        is_ours = told["format"] == FORMAT and number is not None and all(map(_is_sound, files.items()))
        if is_ours and manifest.to_json() == content:
            return manifest
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise XuekuError(f"{place}/{MANIFEST}", "读不下去：坏了，或者不是这个版本的学库写的", "重新取一份发布包")


def read_plain(file: Path) -> bytes:
    """The bytes of a plain file; a pipe would be waited for, for ever. Raises OSError if it cannot be read, FileNotFoundError if it is none."""
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, "", str(file))
    return file.read_bytes()


def number_in(name: str) -> Number | None:
    """The number of a release by the name of its folder; None if it is no such name."""
    found = _NAME.fullmatch(name)
    return Number.read(found["number"]) if found else None


def measure(folder: Path) -> dict[str, Entry]:
    """Every file below a folder, by path, sorted; links are not followed."""
    return {path: entry_of(folder / path) for path in sorted(files_below(folder))}


def files_below(folder: Path) -> Iterable[str]:
    """The paths of everything below a folder that is no folder."""
    for place, folders, names in os.walk(folder):
        base = Path(place).relative_to(folder)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from ((base / name).as_posix() for name in [*names, *links])


def entry_of(file: Path) -> Entry:
    """What is known of one file. Raises OSError if it cannot be read."""
    hasher, size = hashlib.sha256(), 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            hasher.update(block)
            size += len(block)
    return Entry(hasher.hexdigest(), size)


def sums_of(files: Mapping[str, Entry]) -> str:
    """Lines that `sha256sum -c` takes. A name with a line end or a backslash is not ours."""
    return "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files))


def _checked(value: Any, kind: type) -> Any:
    """A value of a field. Raises TypeError if it is no such, or holds something else than words."""
    words = value.values() if type(value) is dict else ()
    if type(value) is not kind or not all(type(word) is str for word in words):
        raise TypeError
    return value


def _is_sound(file: tuple[str, Entry]) -> bool:
    path, entry = file
    parts = path.split("/")
    return (
        bool(_DIGEST.fullmatch(entry.sha256))
        and type(entry.size) is int
        and not {"", ".", ".."} & {*parts}
        and not re.search(r"[\\\x00-\x1f]", path)
        and parts[0] not in UNLISTED
    )
