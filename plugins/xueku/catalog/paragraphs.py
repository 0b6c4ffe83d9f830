"""Where the paragraphs of a passage begin and end: headings, list items and cells of tables stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage

_BREAK = re.compile(r"\n(?=[ \t>]*(?:\n|$|[-*+] |\d+[.)] |#|\||!!!|\?\?\?|===|\[\^))|\n(?<=\|\n)")


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
