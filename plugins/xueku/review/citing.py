"""Which works of the library a record rests on."""

from __future__ import annotations

from xueku.catalog.references import references
from xueku.kinds import Work
from xueku.model.record import Record
from xueku.render.link import Destination, Linked


def works_cited(linked: Linked, record: Record) -> frozenset[str]:
    """The ids of the works that a record names in its fields or links to in its texts."""
    named = {reference.target for reference in references(record)}
    for prose in record.parts.values():
        for link in prose.links:
            found = linked.resolve(record, link.target)
            named |= {found.record} if isinstance(found, Destination) else set()
    records = linked.catalog.records
    there = (records[id_] for id_ in named - {record.id} if id_ in records)
    return frozenset(cited.id for cited in there if isinstance(cited.resource, Work))
