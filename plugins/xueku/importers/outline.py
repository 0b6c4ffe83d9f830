"""Titles and headings of a text that has them by name: the first is the record's, the others begin at the second level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xueku.importers.converted import Row
from xueku.importers.writing import Writing
from xueku.model.diagnostic import shown

_MARKS = re.compile(r"#{1,6}(?= )")


def title_of(rows: Sequence[Row], named: str) -> tuple[str, tuple[Row, ...]]:
    """The title, and the rows, the one that is the title among them marked so. `named` is what the file calls itself, empty if nothing.

    A heading of the first level is the title if it is the only one or if nothing stands above it.
    """
    headings = [at for at, row in enumerate(rows) if row.role == "heading"]
    first = next((at for at in headings if level_of(rows[at]) == 1), None)
    if first is not None:
        is_only = sum(level_of(rows[at]) == 1 for at in headings) == 1
        is_same = _bare(rows[first].plain) == _bare(named)
        if is_same or (not named and first == headings[0] and (is_only or first == 0)):
            row = replace(rows[first], role="title")
            return row.plain, (*rows[:first], row, *rows[first + 1 :])
    if named and headings and _bare(rows[headings[0]].plain) == _bare(named):
        at = headings[0]
        return named, (*rows[:at], replace(rows[at], role="title"), *rows[at + 1 :])
    return named, tuple(rows)


def levelled(rows: Sequence[Row], writing: Writing) -> Iterator[Row]:
    """The rows with headings from the second level on, none skipped; each that moved otherwise than the rest is told."""
    levels = [level_of(row) for row in rows if row.role == "heading"]
    shift = 2 - min(levels, default=2)
    if shift:
        way = "降" if shift > 0 else "升"
        writing.doubt(0, f"小标题都{way}了 {abs(shift)} 级，正文从二级（##）开始", "")
    above = 1
    for row in rows:
        if row.role != "heading":
            yield row
            continue
        wanted = level_of(row) + shift
        level = max(2, min(wanted, above + 1, 6))
        if level != wanted:
            writing.doubt(
                row.number, f"小标题{shown(row.plain)}跳级了，改成 {level} 级", "对照原稿，看层次对不对"
            )
        above = level
        yield replace(row, markdown=_MARKS.sub("#" * level, row.markdown, count=1))


def level_of(row: Row) -> int:
    """The level of a heading."""
    match = _MARKS.match(row.markdown)
    return len(match[0]) if match else 0


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)
