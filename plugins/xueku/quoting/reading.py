"""All quotations of a text, and what of it is no quotation."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.prose import Prose
from xueku.quoting.blocks import Block, block_quotations, blocks
from xueku.quoting.inline import inline_quotations
from xueku.quoting.quotations import Quotation


def quotations(prose: Prose) -> Iterator[Quotation]:
    """The block quotes, with a source or without, then the quotations in quotation marks that name one."""
    found: list[Block] = [*blocks(prose)]
    for block in found:
        yield from block_quotations(prose, block)
    yield from inline_quotations(prose, [(block.start, block.end) for block in found])
