"""What stands at the head of every document of a record."""

from __future__ import annotations

from typing import Any

from xueku.model.record import Record


def front(record: Record, label: str) -> dict[str, Any]:
    """Data for `head` in `typesetting.typ`: what the document is, of what, from whom and when."""
    resource = record.resource
    day = resource.date
    made = "　".join(filter(None, (resource.unit, f"{day.year}年{day.month}月{day.day}日")))
    return {"label": label, "name": resource.title, "made": made, "sample": resource.sample}
