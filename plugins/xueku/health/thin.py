"""Records that say too little for what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xueku.catalog.passages import passages
from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.record import Record
from xueku.model.resource import LearningResource

THIN = Concern("thin", "内容太少", Urgency.LATER, "补写，或者并到别的材料里")

LEAST: Mapping[str, int] = {"course": 400, "guide": 200, "case": 400, "path": 60, "article": 200, "work": 60}
"""Characters that a record of each kind has at least; of a kind that is not named here, `LEAST_OF_OTHERS`.

About a third of what a careful record of its kind has: fewer are an outline and no text.
"""
LEAST_OF_OTHERS = 200


def check_thin(holdings: Holdings) -> Iterator[Line]:
    """One line for each record that has fewer characters than its kind asks for."""
    for record in holdings.published:
        least = LEAST.get(record.kind.name, LEAST_OF_OTHERS)
        count = count_characters(record)
        if count < least:
            what = f"只有 {count} 字，{record.kind.noun}一般不少于 {least} 字"
            span = record.body.span(0) if "body" in record.parts else record.places.start
            yield THIN.line(record, span, what, "补写之前先不给读者看：status: draft")


def count_characters(record: Record) -> int:
    """How many characters the parts and the fields of its kind have; white space and the fields that all kinds have are not counted."""
    texts = (text.text for text in passages(record) if text.name not in LearningResource.model_fields)
    return sum(len("".join(text.split())) for text in texts)
