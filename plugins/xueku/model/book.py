"""A book: several records under one cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xueku.model.document import Document


@dataclass(frozen=True)
class Chapter:
    """One record of a book. `note` says from whom and when; `lists` are (heading, entries) that stand after the text; `cited` names sources by number."""

    id: str
    title: str
    note: str
    summary: str
    text: Document
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cited: str = ""


@dataclass(frozen=True)
class Book:
    """Chapters in order; `sources` are references by GB/T 7714, numbered from 1; `units` names the chapters of each unit, counted from 1.

    `day` is that of the newest chapter. A book with an example in it `is_sample`.
    """

    title: str
    subtitle: str
    day: date
    chapters: tuple[Chapter, ...]
    sources: tuple[str, ...] = ()
    units: tuple[tuple[str, tuple[int, ...]], ...] = ()
    is_sample: bool = False
