"""The files beside a record that it shows or hands out, and what they hold."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from xueku.model.prose import Prose
from xueku.model.resource import LearningResource
from xueku.source.files import RecordFiles, Stamp


def attached_names(
    resource: LearningResource, parts: Iterable[Prose], files: Container[str]
) -> tuple[str, ...]:
    """Those of `files` that a record names as attachments, or that its parts link to or show, by name."""
    named = {attachment.file for attachment in resource.attachments}
    named.update(_linked(parts))
    return tuple(sorted(name for name in named if name in files))


def file_digests(files: RecordFiles, names: Iterable[str]) -> Mapping[str, str]:
    """The SHA-256 of each of these files of a record, as far as it can be read."""
    stamps = {stamp[0]: stamp for stamp in files.stamps[1:]}
    found = {name: _digest(files.folder / name, stamps[name]) for name in names}
    return {name: digest for name, digest in found.items() if digest}


def _linked(parts: Iterable[Prose]) -> Iterator[str]:
    for prose in parts:
        for link in prose.links:
            yield posixpath.normpath(unquote(link.target.partition("#")[0]))


@lru_cache(maxsize=4096)
def _digest(file: Path, stamp: Stamp) -> str:
    """`stamp` tells that the file is as it was when it was read last."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
