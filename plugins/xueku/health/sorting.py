"""Records that stand under no topic, or for nobody, of the site's vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.record import Record

NO_TOPIC = Concern("no-topic", "没有归入任何主题", Urgency.SOON, "按主题找的人看不到它")
NO_AUDIENCE = Concern("no-audience", "没有写给谁看", Urgency.SOON, "按对象筛选的人看不到它")

_SHOWN = 6


def check_sorting(holdings: Holdings) -> Iterator[Line]:
    """A line for each record without a topic, and one for each without an audience, of the vocabulary; the library's texts are for all."""
    for record in holdings.kept:
        if not _has_term(holdings, record, "topics"):
            what = "topics（主题）里没有一个词在词表里"
            span = record.places.value(("topics",))
            yield NO_TOPIC.line(record, span, what, f"topics: [{_choice(holdings, 'topics')}]，选一个")
        if not (record.kind.has_articles or _has_term(holdings, record, "audiences")):
            what = (
                "没有写 audience（对象）"
                if not record.resource.audience
                else "audience（对象）里没有一个词在词表里"
            )
            span = record.places.value(("audience",))
            yield NO_AUDIENCE.line(
                record, span, what, f"audience: [{_choice(holdings, 'audiences')}]，选一个"
            )


def _has_term(holdings: Holdings, record: Record, name: str) -> bool:
    words = record.resource.topics if name == "topics" else record.resource.audience
    vocabulary = holdings.linked.catalog.vocabularies[name]
    return any(vocabulary.find(word) is not None for word in words)


def _choice(holdings: Holdings, name: str) -> str:
    return ", ".join(term.name for term in holdings.linked.catalog.vocabularies[name].terms[:_SHOWN])
