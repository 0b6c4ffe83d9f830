"""Where the paragraphs of a passage begin and end: headings, list items and rows of tables stand alone. And blocks, of which they are parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage

_BREAK = re.compile(r"\n(?=[ \t>]*(?:\n|$|[-*+] |\d+[.)] |#|\||!!!|\?\?\?|===|\[\^))|\n(?<=\|\n)")
_BLANK_LINE = re.compile(r"\n[ \t>]*(?=\n)")


def paragraphs(passage: Passage) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph with words, in order. Lines that Markdown would join are one paragraph."""
    written = passage.prose.outline if passage.prose is not None else passage.text
    start = 0
    for found in _BREAK.finditer(written):
        if not passage.text[start : found.start()].isspace() and found.start() > start:
            yield start, found.start()
        start = found.end()
    if passage.text[start:].strip():
        yield start, len(passage.text)


def block_at(outline: str, offset: int) -> tuple[int, int]:
    """Where what stands between blank lines begins and ends: a whole table or list, for what is said once for all of it (decision 12)."""
    start, end = 0, len(outline)
    for found in _BLANK_LINE.finditer(outline):
        if found.end() > offset:
            end = found.start()
            break
        start = found.end()
    return start, end
