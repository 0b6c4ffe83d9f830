"""A book as PDF: cover, contents, chapters, sources, index of units."""

from __future__ import annotations

from typing import Any

from xueku.model.book import Book, Chapter
from xueku.typesetting.press import Press


def book_pdf(book: Book, press: Press) -> bytes:
    """The PDF. Raises XuekuError if it cannot be set."""
    data = {
        "name": book.title,
        "label": book.subtitle,
        "subtitle": book.subtitle,
        "day": f"{book.day.year}年{book.day.month}月",
        "sample": book.is_sample,
        "chapters": [_chapter(number, chapter) for number, chapter in enumerate(book.chapters)],
        "sources": book.sources,
        "units": [{"name": unit, "chapters": numbers} for unit, numbers in book.units],
    }
    texts = {_name(number): chapter.text for number, chapter in enumerate(book.chapters)}
    return press.pdf("book_pdf.typ", book.title, data, texts)


def _chapter(number: int, chapter: Chapter) -> dict[str, Any]:
    return {
        "text": _name(number),
        "title": chapter.title,
        "note": chapter.note,
        "summary": chapter.summary,
        "lists": [{"heading": heading, "entries": entries} for heading, entries in chapter.lists],
        "cited": chapter.cited,
    }


def _name(number: int) -> str:
    return f"chapter-{number + 1}"
