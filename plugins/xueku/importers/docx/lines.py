"""Lines that were broken by hand are joined, and paragraphs that were only parted by line breaks become paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xueku.importers.converted import Doubt
from xueku.importers.docx.numbers import starts_with_number
from xueku.importers.docx.paper import Block, Paragraph, Piece

_LONG = 18
"""A line of fewer characters was ended on purpose."""
_ENDS = "。！？；：…!?;:”》）)"
_STARTS = re.compile(r"附\s*件|抄\s*送|第[一二三四五六七八九十百〇零0-9]+[章节条]")


def whole_paragraphs(blocks: Iterable[Block], doubts: list[Doubt]) -> list[Block]:
    """The blocks without line breaks in their paragraphs; what was joined is told in `doubts`."""
    done: list[Block] = []
    for block in blocks:
        found = list(_parted(block, doubts)) if isinstance(block, Paragraph) else [block]
        for one in found:
            before = done[-1] if done else None
            if isinstance(one, Paragraph) and isinstance(before, Paragraph) and _goes_on(before, one):
                doubts.append(
                    Doubt(one.number, "这一段接着上一段的半句话，已连成一段", "不该连的，在正文里分开")
                )
                done[-1] = replace(before, pieces=(*before.pieces, *_trimmed(one.pieces)))
            else:
                done.append(one)
    return done


def _parted(paragraph: Paragraph, doubts: list[Doubt]) -> Iterator[Paragraph]:
    if not any(piece.is_break for piece in paragraph.pieces):
        yield paragraph
        return
    lines: list[list[Piece]] = [[]]
    joins = 0
    rows = _rows(paragraph.pieces)
    is_centered = paragraph.look.align == "center"
    for index, row in enumerate(rows):
        before = "".join(piece.text for piece in rows[index - 1]).strip() if index else ""
        words = "".join(piece.text for piece in row).strip()
        joined = bool(index and before and words) and (
            is_centered or (_is_cut(before) and not _is_start(words))
        )
        if joined:
            lines[-1] += _trimmed(row)
            joins += 1
        elif index == 0:
            lines[-1] += row
        else:
            lines.append([*row])
    if joins:
        doubts.append(Doubt(paragraph.number, f"手工换行连起来了 {joins} 处", "不该连的，在正文里分开"))
    written = [line for line in lines if line]
    for line in written or [[]]:
        yield replace(paragraph, pieces=tuple(line))


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_break:
            rows.append([])
        else:
            rows[-1].append(piece)
    return rows


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph goes on in the middle of the sentence before: that has a first line drawn in, this has not."""
    first, second = before.words, after.words
    return (
        bool(second)
        and _is_cut(first)
        and before.look.first_line > 1
        and after.look.first_line == 0
        and before.look.align == after.look.align == "left"
        and (before.look.face, before.look.size) == (after.look.face, after.look.size)
        and after.label is None
        and second[-1] in _ENDS
        and not _is_start(second)
    )


def _is_cut(words: str) -> bool:
    """Whether a line ends in the middle of a sentence: with a comma, or full and without a mark."""
    return words[-1:] in ("，", "、") or (len(words) >= _LONG and words[-1] not in _ENDS)


def _is_start(words: str) -> bool:
    return starts_with_number(words) or bool(_STARTS.match(words))


def _trimmed(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without blanks in front: a line that goes on is not drawn in."""
    found = list(pieces)
    while found and found[0].text and not found[0].text.strip():
        found.pop(0)
    if found and found[0].text:
        found[0] = replace(found[0], text=found[0].text.lstrip())
    return found
