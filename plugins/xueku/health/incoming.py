"""Records that nothing leads to but lists and search."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.kinds import Path

UNLINKED = Concern("never-linked", "没有一处链接到它", Urgency.LATER, "只有翻列表和搜索才找得到")


def check_incoming(holdings: Holdings) -> Iterator[Line]:
    """One line for each record that no other record, no path and no docs page leads to. A path is itself a way in."""
    led_to = {*holdings.named_in_docs, *_named_by_others(holdings)}
    for record in holdings.published:
        if record.id not in led_to and not isinstance(record.resource, Path):
            remedy = (
                f"在相近的材料里加 related: [{record.id}]，或写 [{record.resource.title}](xk:{record.id})"
            )
            yield UNLINKED.line(record, record.places.start, "没有材料、学习路径或手册链接到它", remedy)


def _named_by_others(holdings: Holdings) -> Iterator[str]:
    linked = holdings.linked
    for record in holdings.published:
        for reference in linked.catalog.references[record.id]:
            if reference.target != record.id:
                yield reference.target
        for part in record.parts:
            for destination in linked.destinations(record, part):
                if destination is not None and destination.record != record.id:
                    yield destination.record
