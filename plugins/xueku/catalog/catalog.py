"""The Catalog: every record by id, and all that follows from their fields alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xueku.catalog.facets import FacetValue, facet_values
from xueku.catalog.references import Reference, references
from xueku.catalog.related import Related, related_to
from xueku.kinds import KINDS
from xueku.kinds.path import Path
from xueku.model.record import Record
from xueku.model.resource import Kind
from xueku.model.review import Reviewed
from xueku.model.vocabulary import Vocabularies


@dataclass(frozen=True)
class PathPlace:
    """Where a record stands in a path: `number` counts from 1; the neighbours are ids or None at an end."""

    path_id: str
    number: int
    total: int
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Catalog:
    """All records of a site. Every view is computed from `records`, so a catalog of fewer is whole too.

    `unread` are ids and paths of records that are there but have mistakes of their own: a link to one is no mistake.
    `reviewed` is what is known of sign-offs; None on a site that has none.
    """

    records: Mapping[str, Record]
    vocabularies: Vocabularies
    unread: Container[str] = frozenset()
    reviewed: Reviewed | None = None

    def collection(self, kind: Kind) -> list[Record]:
        """The records of one kind, newest first."""
        return [record for record in self.newest if record.kind.name == kind.name]

    @cached_property
    def newest(self) -> list[Record]:
        """All records, newest first; of one day by id."""
        by_id = sorted(self.records.values(), key=lambda record: record.id)
        return sorted(by_id, key=lambda record: record.resource.date, reverse=True)

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, tuple[FacetValue, ...]]]:
        """For each record id: its values by facet name."""
        titles = {id_: record.resource.title for id_, record in self.records.items()}
        return {
            id_: facet_values(record.resource, self.vocabularies, titles)
            for id_, record in self.records.items()
        }

    @cached_property
    def references(self) -> Mapping[str, tuple[Reference, ...]]:
        """For each record id: the records that its fields refer to."""
        return {id_: tuple(references(record)) for id_, record in self.records.items()}

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """For each record id: what is related to it by declared fields, closest first."""
        topics = {
            id_: [value.id for value in values.get("topics", ())] for id_, values in self.facets.items()
        }
        return related_to(self.newest, self.references, topics)

    @cached_property
    def path_places(self) -> Mapping[str, tuple[PathPlace, ...]]:
        """For each record id: the paths that lead through it."""
        places: dict[str, list[PathPlace]] = defaultdict(list)
        for record in self.newest:
            if isinstance(record.resource, Path):
                steps = [step.record for step in record.resource.steps if step.record in self.records]
                for number, id_ in enumerate(steps, 1):
                    before = steps[number - 2] if number > 1 else None
                    after = steps[number] if number < len(steps) else None
                    places[id_].append(PathPlace(record.id, number, len(steps), before, after))
        return {id_: tuple(found) for id_, found in places.items()}

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Record]]:
        """For each topic id: its records, newest first."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.newest:
            for value in self.facets[record.id].get("topics", ()):
                found[value.id].append(record)
        return found

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The content types, in the order in which a site shows them."""
        return tuple(kind.kind for kind in KINDS)
