"""Everything that is looked at, in one value."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.render.link import Linked


@dataclass(frozen=True)
class Holdings:
    """All records with their links and findings, the ids that docs pages name, and the day that counts as today, with words for whose day it is."""

    linked: Linked
    findings: Sequence[Diagnostic]
    named_in_docs: frozenset[str]
    today: date
    day_is_of: str = ""

    @property
    def records(self) -> Mapping[str, Record]:
        """All records by id, drafts and withdrawn ones too."""
        return self.linked.catalog.records

    @cached_property
    def kept(self) -> tuple[Record, ...]:
        """The records that are not withdrawn, by id."""
        return tuple(record for record in self.records.values() if record.resource.status != "withdrawn")

    @cached_property
    def published(self) -> tuple[Record, ...]:
        """The records that readers see, by id."""
        return tuple(record for record in self.kept if record.resource.status == "published")

    @cached_property
    def by_file(self) -> Mapping[str, Record]:
        """For the path of each file that was read, its record."""
        return {path: record for record in self.records.values() for path in files_of(record)}

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The paths of records that have mistakes of their own and could not be read."""
        unread = self.linked.catalog.unread
        return tuple(
            dict.fromkeys(finding.span.path for finding in self.findings if finding.span.path in unread)
        )

    @cached_property
    def unread_folders(self) -> frozenset[str]:
        """The folders in which these stand: what is used there is not known."""
        return frozenset(map(posixpath.dirname, self.unread))


def files_of(record: Record) -> Iterator[str]:
    """The paths of the files that a record's fields and texts were read from."""
    yield record.path
    yield record.places.start.path
    if record.quiz_places is not None:
        yield record.quiz_places.start.path
    for prose in record.parts.values():
        yield from {path for path, _ in prose.origins}
