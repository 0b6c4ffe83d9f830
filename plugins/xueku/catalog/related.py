"""What is related to a record, from declared fields only, and one word that says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from xueku.catalog.references import Reference
from xueku.model.record import Record

MOST = 6
WINDOW = 60
"""Of all that share a topic or a work only so many of the newest are considered, so that the cost of a record does not grow with the site."""

_CITING_FIELDS = ("sources", "readings", "quiz")
_WEIGHTS = {"推荐": 100, "同源": 3, "同主题": 2}


@dataclass(frozen=True)
class Related:
    """A related record and the word that says why: 推荐, 同源 or 同主题."""

    id: str
    reason: str


def related_to(
    records: Sequence[Record],
    references: Mapping[str, tuple[Reference, ...]],
    topics: Mapping[str, Sequence[str]],
) -> Mapping[str, tuple[Related, ...]]:
    """For each record id at most six related ones, closest first; of equals the one earlier in `records`.

    `records` are the newest first; `topics` gives each record's topics by id.

    推荐: one names the other in `related`. 同源: both cite a work. 同主题: they share a topic.
    """
    order = {record.id: position for position, record in enumerate(records)}
    groups = _groups(records, references, topics)
    found: dict[str, tuple[Related, ...]] = {}
    for record in records:
        shared = groups[record.id]
        others = {other for _, members in shared for other in islice(members, WINDOW)} - {record.id}
        reasons = {
            other: [reason for reason, members in shared if other in members]
            for other in others & order.keys()
        }
        best = sorted(
            reasons, key=lambda other: (-sum(map(_WEIGHTS.__getitem__, reasons[other])), order[other])
        )
        found[record.id] = tuple(Related(other, reasons[other][0]) for other in best[:MOST])
    return found


def _groups(
    records: Sequence[Record],
    references: Mapping[str, tuple[Reference, ...]],
    topics: Mapping[str, Sequence[str]],
) -> Mapping[str, list[tuple[str, Mapping[str, None]]]]:
    """For each record id: (reason, ids that share it, the newest first), the strongest reason first."""
    recommended, citing, on_topic = _ordered_sets(), _ordered_sets(), _ordered_sets()
    for record in records:
        for reference in references[record.id]:
            if reference.field == "related":
                recommended[record.id][reference.target] = None
                recommended[reference.target][record.id] = None
            elif reference.field in _CITING_FIELDS:
                citing[reference.target][record.id] = None
        for topic in topics[record.id]:
            on_topic[topic][record.id] = None
    return {
        record.id: [
            ("推荐", recommended[record.id]),
            *(("同源", citing[work]) for work in _cited(references[record.id])),
            *(("同主题", on_topic[topic]) for topic in topics[record.id]),
        ]
        for record in records
    }


def _ordered_sets() -> dict[str, dict[str, None]]:
    return defaultdict(dict)


def _cited(found: Sequence[Reference]) -> list[str]:
    return list(dict.fromkeys(ref.target for ref in found if ref.field in _CITING_FIELDS))
