"""A record as it stands in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xueku.catalog.catalog import Catalog
from xueku.model.record import Record
from xueku.review.standing import tell_standing
from xueku.site.descriptions import describe


@dataclass(frozen=True)
class Card:
    """What a list shows of a record. `facets` gives for each facet the ids of its values, joined by spaces.

    `state` says in preview how far its review has come.
    """

    id: str
    address: str
    kind: str
    kicker: str
    title: str
    summary: str
    chips: tuple[str, ...]
    date: str
    facets: Mapping[str, str]
    is_draft: bool
    state: str = ""


def card(catalog: Catalog, record: Record) -> Card:
    """The card of a record."""
    resource = record.resource
    description = describe(resource)
    chips = (*description.chips, "含自测") if record.quiz else description.chips
    return Card(
        id=record.id,
        address=record.address,
        kind=record.kind.noun,
        kicker=" · ".join(description.kicker),
        title=resource.title,
        summary=resource.summary,
        chips=chips,
        date=resource.date.isoformat(),
        facets={
            name: " ".join(value.id for value in values) for name, values in catalog.facets[record.id].items()
        },
        is_draft=resource.status == "draft",
        state=_state(catalog, record),
    )


def _state(catalog: Catalog, record: Record) -> str:
    reviewed = catalog.reviewed
    if reviewed is None or not reviewed.shows_progress or record.resource.status != "published":
        return ""
    return tell_standing(reviewed.standing(record.id))
