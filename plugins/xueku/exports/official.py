"""公文格式: a record's text on the grid of GB/T 9704-2012."""

from __future__ import annotations

from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press


def official(linked: Linked, record: Record, press: Press, part: str = "body") -> bytes:
    """The PDF of a part of a record: title, text, who wrote it and when; no red head and no number. Raises XuekuError if it cannot be set."""
    resource = record.resource
    day = resource.date
    data = {
        **front(record, ""),
        "unit": resource.unit or "",
        "day": f"{day.year}年{day.month}月{day.day}日",
    }
    return press.pdf("official.typ", resource.title, data, {"body": part_document(linked, record, part)})
