"""讲义: the handout of a record as A4 pages."""

from __future__ import annotations

from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_LABEL = "讲义"


def handout(linked: Linked, record: Record, press: Press) -> bytes:
    """The PDF of a record's part `handout`. Raises XuekuError if it cannot be set."""
    texts = {"handout": part_document(linked, record, "handout")}
    return press.pdf("handout.typ", f"{_LABEL}：{record.resource.title}", front(record, _LABEL), texts)
