"""Rows become one text: items of a list close together, everything else apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xueku.importers.converted import Row

_ITEM = re.compile(r" *(?:-|\d+\.) ")


def joined(rows: Iterable[Row]) -> str:
    """The Markdown of the rows, without a line end. An item that holds several paragraphs is apart from the next, which would else go on in the last of them."""
    text = ""
    is_close = False
    for row in rows:
        if not row.markdown:
            continue
        is_item = row.role == "item" and bool(_ITEM.match(row.markdown))
        text += ("\n" if is_item and is_close else "\n\n" if text else "") + row.markdown
        is_close = is_item and "\n\n" not in row.markdown
    return text


def indented(text: str, indent: str) -> str:
    """A text whose lines but the first are indented, empty ones left empty."""
    first, *others = text.split("\n")
    return "\n".join([first, *(indent + line if line.strip() else "" for line in others)])
