"""Documents are parted into leaves, so that a long text is found where it answers.

A *place* is a leaf of a document. Documents and their leaves are numbered from 0 in the order given.
"""

from __future__ import annotations

from collections.abc import Iterator

from xueku.search.documents import Document, Passage

LEAF = 4000
"""About how many characters a leaf holds at most."""

Leaf = tuple[Passage, ...]
"""Passages of a document in their order."""


def leaves(document: Document) -> list[Leaf]:
    """A document's passages in order, parted into leaves; a passage that is longer than a leaf is parted between lines."""
    found: list[list[Passage]] = [[]]
    size = 0
    for passage in document.passages:
        for part in _parts(passage):
            if size and size + len(part.text) > LEAF:
                found.append([])
                size = 0
            found[-1].append(part)
            size += len(part.heading) + len(part.text)
    return [tuple(leaf) for leaf in found]


def _parts(passage: Passage) -> Iterator[Passage]:
    lines: list[str] = []
    size = 0
    for line in passage.text.split("\n") if len(passage.text) > LEAF else [passage.text]:
        for start in range(0, max(1, len(line)), LEAF):
            piece = line[start : start + LEAF] if len(line) > LEAF else line
            if size and size + len(piece) > LEAF:
                yield Passage(passage.address, passage.heading, "\n".join(lines))
                lines, size = [], 0
            lines.append(piece)
            size += len(piece)
    yield Passage(passage.address, passage.heading, "\n".join(lines))
