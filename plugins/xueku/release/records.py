"""`records.json`: what a release shows, with the text of each record, so that two releases can be compared without a repository."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.model.record import Record
from xueku.release.manifest import RECORDS, read_plain
from xueku.review.canon import canonical_text


@dataclass(frozen=True)
class Shown:
    """A record that a release shows. `text` is its canonical text (`review/canon.py`)."""

    title: str
    noun: str
    address: str
    text: str


def shown(record: Record) -> Shown:
    """A record as a release tells of it."""
    return Shown(record.resource.title, record.kind.noun, record.address, canonical_text(record))


def entries_json(entries: Mapping[str, Shown]) -> bytes:
    """The file, by id."""
    told = {id_: asdict(entries[id_]) for id_ in sorted(entries)}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_entries(folder: Path) -> dict[str, Shown]:
    """What the release in a folder shows, by id. Raises XuekuError if that cannot be read."""
    try:
        told = json.loads(read_plain(folder / RECORDS))
        return {id_: Shown(**fields) for id_, fields in told.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        raise XuekuError(f"{folder.name}/{RECORDS}", "读不下去", "重新取一份发布包") from None
