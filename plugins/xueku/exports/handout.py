"""讲义: the handout of a record as A4 pages."""

from __future__ import annotations

from dataclasses import replace

from xueku.model.document import Blank, Block, Item, Listing, Paragraph, line_text
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_LABEL = "讲义"
_TO_WRITE_IN = Blank(36)


def handout(linked: Linked, record: Record, press: Press) -> bytes:
    """The PDF of a record's part `handout`. Raises XuekuError if it cannot be set."""
    text = part_document(linked, record, "handout")
    texts = {"handout": replace(text, blocks=tuple(map(_to_fill_in, text.blocks)))}
    return press.pdf("handout.typ", f"{_LABEL}：{record.resource.title}", front(record, _LABEL), texts)


def _to_fill_in(block: Block) -> Block:
    """A list with a place to write in after each item that ends in a colon."""
    return (
        replace(block, items=tuple(map(_item_to_fill_in, block.items)))
        if isinstance(block, Listing)
        else block
    )


def _item_to_fill_in(item: Item) -> Item:
    match item.blocks:
        case (Paragraph() as paragraph,) if line_text(paragraph.line).endswith("："):
            return replace(item, blocks=(replace(paragraph, line=(*paragraph.line, _TO_WRITE_IN)),))
        case _:
            return item
