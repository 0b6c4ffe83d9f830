"""What one conversion of Markdown gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TocEntry:
    """A heading of a rendered part: its level 1–6, anchor and words."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class Section:
    """The text under one heading, for search. The first section of a part has no anchor and no title."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Outline:
    """What others need to know of a rendered part: where its links lead, and the ids in it that links may name."""

    links: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rendered:
    """One part converted. Its links stay slots (`render/slots.py`): `outline.links[n]` is the target of slot n as written.

    `text` is all words, for counting and comparing.
    """

    html: str = ""
    toc: tuple[TocEntry, ...] = ()
    sections: tuple[Section, ...] = ()
    text: str = ""
    outline: Outline = Outline()
