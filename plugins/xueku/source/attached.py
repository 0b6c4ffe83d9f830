"""Which files of its folder a record attaches or links, and what they say beside their content."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span
from xueku.model.film import company_of
from xueku.model.prose import Prose
from xueku.model.record import Places
from xueku.model.resource import LearningResource
from xueku.model.system_error import system_reason
from xueku.source.files import RecordFiles, Stamp
from xueku.source.office import OFFICE_FILES, read_office_file
from xueku.source.packed import read_packed_file
from xueku.source.portable import read_portable_file
from xueku.source.signatures import check_signature
from xueku.source.uninspected import DangerousError, UninspectedError

_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


def attached_names(
    resource: LearningResource, parts: Mapping[str, Prose], files: Collection[str]
) -> tuple[str, ...]:
    """The names, among `files`, of those that the record attaches, then of those that its texts link or show, each once and with its company."""
    attached = [attachment.file for attachment in resource.attachments]
    linked = (_name(link.target) for prose in parts.values() if files for link in prose.links)
    named = [name for name in (*attached, *linked) if name in files]
    return tuple(dict.fromkeys(one for name in named for one in (name, *company_of(name, files))))


def read_facts(
    resource: LearningResource, places: Places, parts: Mapping[str, Prose], files: RecordFiles
) -> Mapping[str, FileFacts]:
    """By name, what there is to say of the files that a record attaches or links; clean ones are not among them."""
    found: dict[str, FileFacts] = {}
    stamps = _stamps(files)
    for name in attached_names(resource, parts, files.others):
        facts = _facts(files.folder / name, stamps[name])
        if not facts.is_clean:
            found[name] = replace(facts, place=next(_places(name, resource, places, parts, files.others)))
    return found


def read_digests(
    resource: LearningResource, parts: Mapping[str, Prose], files: RecordFiles
) -> Mapping[str, str]:
    """By name, the SHA-256 of the files that a record attaches or links, as far as they can be read."""
    stamps = _stamps(files)
    names = attached_names(resource, parts, files.others)
    found = {name: _digest(files.folder / name, stamps[name]) for name in sorted(names)}
    return {name: digest for name, digest in found.items() if digest}


def _stamps(files: RecordFiles) -> Mapping[str, Stamp]:
    """What tells that a file is as it was when it was read last: large ones are not read at each edit of the text."""
    return {stamp[0]: stamp for stamp in files.stamps[1:]}


@lru_cache(maxsize=4096)
def _digest(file: Path, stamp: Stamp) -> str:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _facts(file: Path, stamp: Stamp) -> FileFacts:
    place = Span(file.name)
    kind = file.suffix.lower()
    try:
        if kind in OFFICE_FILES:
            facts = read_office_file(file, place)
        elif kind == ".zip":
            facts = read_packed_file(file, place)
        elif kind == ".pdf":
            facts = read_portable_file(file, place)
        elif kind in _IMAGES:
            # Loading Pillow takes longer than most records do.
            from xueku.source.photograph import read_photograph

            facts = read_photograph(file, place)
        else:
            check_signature(file)
            return FileFacts(place)
    except DangerousError as found:
        return FileFacts(place, dangers=(str(found),))
    except UninspectedError as found:
        return FileFacts(place, problem=str(found))
    except OSError as error:
        return FileFacts(place, problem=f"打不开（{system_reason(error)}）")
    return replace(facts, authors=tuple(dict.fromkeys(facts.authors)))


def _places(
    name: str,
    resource: LearningResource,
    places: Places,
    parts: Mapping[str, Prose],
    files: Collection[str],
) -> Iterator[Span]:
    """Where a file is named, then where one is named that it goes with."""

    def brings(named: str) -> bool:
        return name == named or name in company_of(named, files)

    for index, attachment in enumerate(resource.attachments):
        if brings(attachment.file):
            yield places.value(("attachments", index, "file"))
    for prose in parts.values():
        yield from (link.span for link in prose.links if brings(_name(link.target)))


def _name(target: str) -> str:
    """The name of the file that a link leads to, relative to the record's folder."""
    return posixpath.normpath(unquote(target.partition("#")[0]))
