"""Documents are parted into leaves, so that a long text is found where it answers.

A *place* is a leaf of a document. Documents and their leaves are numbered from 0 in the order given.
"""

from __future__ import annotations

from collections.abc import Iterator

from xueku.search.documents import Document, Passage
from xueku.search.terms import fold, runs

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
        for piece in _pieces(line):
            if size and size + len(piece) > LEAF:
                yield Passage(passage.address, passage.heading, "\n".join(lines))
                lines, size = [], 0
            lines.append(piece)
            size += len(piece)
    yield Passage(passage.address, passage.heading, "\n".join(lines))


def _pieces(line: str) -> Iterator[str]:
    """A line, parted before a run if it is longer than a leaf; pieces of a run that fills a leaf share a character.

    So every pair of Han characters stands in one of them.
    """
    while len(line) > LEAF:
        end = _last_run(line[:LEAF])
        yield line[: end or LEAF]
        line = line[end or LEAF - 1 :]
    yield line


def _last_run(text: str) -> int:
    """Where the last run of a text begins; 0 if there is none."""
    folded = fold(text)
    found = runs(folded)
    return folded.rindex("".join(found[-1])) if found else 0
