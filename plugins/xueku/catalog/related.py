"""What is related to a record, from declared fields only, and one word that says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xueku.catalog.references import Reference
from xueku.model.record import Record

MOST = 6
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

    `topics` gives each record's topics by id.

    推荐: one names the other in `related`. 同源: both cite a work. 同主题: they share a topic.
    """
    order = {record.id: position for position, record in enumerate(records)}
    groups = _groups(records, references, topics)
    found: dict[str, tuple[Related, ...]] = {}
    for record in records:
        scores: dict[str, int] = defaultdict(int)
        reasons: dict[str, str] = {}
        for reason, members in groups[record.id]:
            for other in members:
                if other != record.id and other in order:
                    scores[other] += _WEIGHTS[reason]
                    reasons.setdefault(other, reason)
        best = sorted(scores, key=lambda other: (-scores[other], order[other]))[:MOST]
        found[record.id] = tuple(Related(other, reasons[other]) for other in best)
    return found


def _groups(
    records: Sequence[Record],
    references: Mapping[str, tuple[Reference, ...]],
    topics: Mapping[str, Sequence[str]],
) -> Mapping[str, list[tuple[str, Sequence[str]]]]:
    """For each record id: (reason, ids that share it), the strongest reason first."""
    recommended: dict[str, list[str]] = defaultdict(list)
    citing: dict[str, list[str]] = defaultdict(list)
    on_topic: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for reference in references[record.id]:
            if reference.field == "related":
                recommended[record.id].append(reference.target)
                recommended[reference.target].append(record.id)
            elif reference.field in _CITING_FIELDS and record.id not in citing[reference.target]:
                citing[reference.target].append(record.id)
        for topic in topics[record.id]:
            on_topic[topic].append(record.id)
    return {
        record.id: [
            ("推荐", list(dict.fromkeys(recommended[record.id]))),
            *(("同源", citing[work]) for work in _cited(references[record.id])),
            *(("同主题", on_topic[topic]) for topic in topics[record.id]),
        ]
        for record in records
    }


def _cited(found: Sequence[Reference]) -> list[str]:
    return list(dict.fromkeys(ref.target for ref in found if ref.field in _CITING_FIELDS))
