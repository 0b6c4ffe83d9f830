"""Ledgers and texts become standings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xueku.model.record import Record
from xueku.model.review import Ledger, Reviewed, ReviewPolicy
from xueku.review.canon import canonical_digests
from xueku.review.standing import standing_of


def review(records: Iterable[Record], ledgers: Mapping[str, Ledger], policy: ReviewPolicy) -> Reviewed:
    """Where these records stand, which are as they were read."""
    wanted = set(ledgers) | {source for ledger in ledgers.values() for source in cited_works(ledger)}
    texts = {record.id: canonical_digests(record) for record in records if record.id in wanted}
    standings = {
        id_: standing_of(texts[id_], ledger, policy, texts) for id_, ledger in ledgers.items() if id_ in texts
    }
    return Reviewed(policy, standings, ledgers)


def cited_works(ledger: Ledger) -> set[str]:
    """The ids of works on which the standing of a record depends besides its own text."""
    return {source.work for entry in ledger.entries for source in entry.sign_off.sources}
