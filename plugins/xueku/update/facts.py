"""What records know of one another, each piece under a name, so that whoever read it can be found when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from xueku.catalog.catalog import Catalog
from xueku.model.record import Record
from xueku.model.rendered import Outline, Rendered
from xueku.model.review import Reviewed
from xueku.model.vocabulary import Vocabularies
from xueku.model.work_text import WorkText
from xueku.render.link import Linked, Surroundings
from xueku.render.parts import PartKey

Value = TypeVar("Value")
Outlines = Mapping[str, Outline]
"""The outlines of a record's parts, by name."""

WORKS = "works"
"""The table of the texts of works, by their paths."""
ALL = "*"
"""Stands in the name of a fact for all names of a table: which there are, in which order."""


class Traced(Mapping[str, Value]):
    """A mapping that notes in `seen` what is asked of it, as `table:name`."""

    def __init__(self, table: str, values: Mapping[str, Value], seen: set[str]) -> None:
        self._table, self._values, self._seen = table, values, seen

    def __getitem__(self, name: str) -> Value:
        self._seen.add(f"{self._table}:{name}")
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        self._seen.add(f"{self._table}:{ALL}")
        return iter(self._values)

    def __len__(self) -> int:
        self._seen.add(f"{self._table}:{ALL}")
        return len(self._values)


@dataclass(frozen=True)
class Facts:
    """Everything that one record's page or check may ask of others: of all records, or of those that are shown.

    `records`, `outlines` and `around` are by id, `by_path` by the path of each text, `works` by the path of the work, `work_paths` has these paths by id, `titles` is by title; `unread` has ids
    and paths of records that could not be read. `name` parts the facts of all records from those of the shown ones.
    """

    name: str
    vocabularies: Vocabularies
    unread: Mapping[str, bool]
    records: Mapping[str, Record]
    outlines: Mapping[str, Outlines]
    by_path: Mapping[str, tuple[str, str]]
    around: Mapping[str, Surroundings]
    titles: Mapping[str, str]
    work_paths: Mapping[str, str]
    works: Mapping[str, WorkText]
    reviewed: Reviewed | None

    def traced(self, seen: set[str]) -> Facts:
        """The same facts, every question noted in `seen`."""
        return Facts(
            self.name,
            self.vocabularies,
            Traced("unread", self.unread, seen),
            Traced(f"{self.name}.records", self.records, seen),
            Traced("outlines", self.outlines, seen),
            Traced("paths", self.by_path, seen),
            Traced("around", self.around, seen),
            Traced("titles", self.titles, seen),
            Traced("work paths", self.work_paths, seen),
            Traced(WORKS, self.works, seen),
            self.reviewed and _traced_reviewed(self.reviewed, seen),
        )

    def linked(self, own: str, rendered: Mapping[str, Rendered]) -> Linked:
        """A catalog as the record `own` sees it, with its parts rendered."""
        catalog = Catalog(self.records, self.vocabularies, self.unread, self.reviewed)
        outlines = _ByPart(self.outlines, own, {name: part.outline for name, part in rendered.items()})
        parts = {(own, name): part for name, part in rendered.items()}
        return _Stored(catalog, outlines, parts, self.around, self.by_path, self.titles, self.works_by_id())

    def works_by_id(self) -> Mapping[str, WorkText]:
        """The texts that may be quoted."""
        return _ById(self.work_paths, self.works)


def _traced_reviewed(reviewed: Reviewed, seen: set[str]) -> Reviewed:
    standings = Traced("standings", reviewed.standings, seen)
    return replace(reviewed, standings=standings, ledgers=Traced("ledgers", reviewed.ledgers, seen))


@dataclass(frozen=True)
class _Stored(Linked):
    """Links whose surroundings are known, not computed."""

    around: Mapping[str, Surroundings] = field(default_factory=dict)
    paths: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    by_title: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, WorkText] = field(default_factory=dict)

    @property
    def surroundings(self) -> Mapping[str, Surroundings]:
        """See `Linked`."""
        return self.around

    @property
    def by_path(self) -> Mapping[str, tuple[str, str]]:
        """See `Linked`."""
        return self.paths

    @property
    def titles(self) -> Mapping[str, str]:
        """See `Linked`."""
        return self.by_title

    @property
    def works(self) -> Mapping[str, WorkText]:
        """See `Linked`."""
        return self.texts


class _ById(Mapping[str, WorkText]):
    """Texts of works by id, out of those by path."""

    def __init__(self, paths: Mapping[str, str], works: Mapping[str, WorkText]) -> None:
        self._paths, self._works = paths, works

    def __getitem__(self, id_: str) -> WorkText:
        return self._works[self._paths[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class _ByPart(Mapping[PartKey, Outline]):
    """Outlines of records as outlines of parts; of the record `own` those that are at hand."""

    def __init__(self, outlines: Mapping[str, Outlines], own: str, parts: Outlines) -> None:
        self._outlines, self._own, self._parts = outlines, own, parts

    def __getitem__(self, key: PartKey) -> Outline:
        id_, part = key
        return (self._parts if id_ == self._own else self._outlines[id_])[part]

    def __iter__(self) -> Iterator[PartKey]:
        return ((id_, part) for id_, parts in self._outlines.items() for part in parts)

    def __len__(self) -> int:
        return sum(1 for _ in self)
