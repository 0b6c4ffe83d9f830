"""What the state knows of the whole index: a line for each document, and what is kept of each table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple
from unicodedata import unidata_version

import numpy as np

from xueku.catalog.facets import FacetValue
from xueku.search.engine import State
from xueku.search.places import Places
from xueku.search.tables import Kept, StateError

TEXT_HASH = 10
"""Letters in the name of a text."""

_KEY = "inventory"
_CHECK = 16


class Line(NamedTuple):
    """A document: what it had when it was read last.

    `slot` is that of its first leaf, `texts` the names of its leaves joined, `variants` its characters that are read as others, `check` the
    check value of what is kept under its key, `facets` JSON.
    """

    key: str
    digest: str
    slot: int
    texts: str
    kind: str
    day: str
    facets: str
    variants: str
    check: int

    @property
    def leaves(self) -> int:
        """How many leaves it has."""
        return len(self.texts) // TEXT_HASH


@dataclass
class Inventory:
    """All lines in order, the number of slots in use or once used, what the tables keep, and what table `f` was made of.

    `names` holds those single Han characters whose names in shards are known, with their readings.
    """

    lines: Sequence[Line] = ()
    slots: int = 0
    tables: dict[str, Kept] = field(default_factory=dict)
    labels: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def places(self) -> Places:
        """Where the documents' slots stand."""
        slots = np.array([line.slot for line in self.lines], dtype=np.int64)
        counts = np.array([line.leaves for line in self.lines], dtype=np.int64)
        return Places.of(slots, counts, self.slots)


def read_inventory(state: State) -> Inventory:
    """What `write_inventory` left. Raises StateError if there is nothing, or anything else."""
    content = state.get(_KEY, b"")
    if blake2b(content[_CHECK:], digest_size=_CHECK, key=_mark()).digest() != content[:_CHECK]:
        raise StateError(_KEY)
    read = json.loads(content[_CHECK:])
    *columns, palette = read["lines"]
    columns[Line._fields.index("facets")] = [
        palette[place] for place in columns[Line._fields.index("facets")]
    ]
    return Inventory(
        [*map(Line._make, zip(*columns, strict=True))],
        read["slots"],
        {letter: Kept(*kept) for letter, kept in read["tables"].items()},
        read["labels"],
        read["names"],
    )


def write_inventory(state: State, inventory: Inventory) -> None:
    """Keep an inventory for the next build."""
    columns: list[Sequence[object]] = [*zip(*inventory.lines, strict=True)] or [() for _ in Line._fields]
    places: dict[object, int] = {}
    facets = [places.setdefault(one, len(places)) for one in columns[Line._fields.index("facets")]]
    columns[Line._fields.index("facets")] = facets
    content = json.dumps(
        {
            "lines": [*columns, [*places]],
            "slots": inventory.slots,
            "tables": {letter: [kept.checks, kept.hashes] for letter, kept in inventory.tables.items()},
            "labels": inventory.labels,
            "names": inventory.names,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    state[_KEY] = blake2b(content, digest_size=_CHECK, key=_mark()).digest() + content


def forget_inventory(state: State) -> None:
    """From now on and until it is written the state is no state: a build that stops half-way leaves none."""
    state.pop(_KEY, None)


def encode_facets(facets: Mapping[str, tuple[FacetValue, ...]]) -> str:
    """A document's facets as they stand in its line."""
    values = {name: [(one.order, one.id, one.label) for one in its] for name, its in sorted(facets.items())}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Listing:
    """What narrowing needs to know of a line."""

    kind: str
    day: str
    facets: Mapping[str, tuple[FacetValue, ...]]


def listings(lines: Sequence[Line]) -> list[Listing]:
    """The kind, day and facets of lines."""
    decoded = {text: _decode_facets(text) for text in {line.facets for line in lines}}
    return [Listing(line.kind, line.day, decoded[line.facets]) for line in lines]


def _decode_facets(text: str) -> Mapping[str, tuple[FacetValue, ...]]:
    return {name: tuple(FacetValue(*one) for one in its) for name, its in json.loads(text).items()}


@cache
def _mark() -> bytes:
    """What a state depends on besides documents: this code, and the dictionaries and tables of characters that it uses."""
    sources = sorted(files("xueku.search").iterdir(), key=lambda file: file.name)
    digest = blake2b(unidata_version.encode())
    for file in sources:
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    for package in ("numpy", "opencc-python-reimplemented", "pypinyin", "rjieba"):
        digest.update(version(package).encode())
    return digest.digest()
