"""XK601: a quotation says what its source says, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Fix
from xueku.model.record import Record
from xueku.model.work_text import Range
from xueku.quoting.comparison import Verdict, verdicts
from xueku.quoting.difference import Change, Difference
from xueku.quoting.naming import named
from xueku.quoting.quotations import Piece
from xueku.render.link import Linked
from xueku.rules.base import Rule

_LONGEST_FIX = 40
_LABEL = re.compile("第[一二三四五六七八九十百千零〇\\d]+[条章节编]")
_LONGEST_REMEDY = 60
_PUNCTUATION = frozenset("。；，：！？")
_MARKS = frozenset("“”‘’「」『』\"'")


class AlteredQuotations(Rule):
    """引文与原文一字不差。

    查什么：引文与原文库里那一条是不是一样；全角半角、引号样式、空格不算，顿号和逗号算。
    为什么：引错一个字，意思就可能变，读者也不再信其余的话。
    错例：原文是“提前三日”，引成“提前五日”。
    改法：照原文改；略去一段就写 ……；只是转述就去掉引号。
    """

    code = "XK601"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each quotation that differs from its source."""
        for verdict in verdicts(linked, record):
            if verdict.sort == "altered" and verdict.piece and verdict.difference:
                yield self._altered(verdict, verdict.piece, verdict.difference)
            elif verdict.sort == "disordered":
                source = named(verdict.cited.work, verdict.place)
                message = f"引文省略号前后的几段，次序与{source}不一样"
                yield self.finding(verdict.quotation.span, message, "照原文的先后排，或分成几处引")

    def _altered(self, verdict: Verdict, piece: Piece, difference: Difference) -> Diagnostic:
        start, end = _altered_words(piece, difference)
        source, quoted = difference.shown()
        message = f"引文与{named(verdict.cited.work, verdict.place)}不一致。原文：{source}　本文：{quoted}"
        is_cited = verdict.place in verdict.cited.places or not verdict.cited.places
        fix = _fix(verdict, piece, difference) if is_cited else None
        remedy = _remedy(verdict, difference)
        if not is_cited and verdict.place and verdict.place.anchor:
            remedy += f"；出处也要改成 xk:{verdict.cited.work.id}#{verdict.place.anchor}"
        return self.finding(verdict.quotation.prose.span(start, end), message, remedy, fix)


def _altered_words(piece: Piece, difference: Difference) -> tuple[int, int]:
    """Where in the Prose the words stand that differ; at least one character."""
    first, last = difference.changes[0].begun, difference.changes[-1].ended
    first = min(first, len(piece.offsets) - 1)
    return piece.offsets[first], piece.offsets[max(first, last - 1)] + 1


def _reached(verdict: Verdict, difference: Difference) -> Range:
    """From where to where the source differs."""
    first, last = difference.changes[0].start, difference.changes[-1].end
    start = verdict.origin[first]
    return start, verdict.origin[last - 1] + 1 if last > first else start


def _remedy(verdict: Verdict, difference: Difference) -> str:
    """The source's words round what differs, from one mark of punctuation or name to the next."""
    work, origin = verdict.cited.work, verdict.origin
    text = work.text
    start, end = _reached(verdict, difference)
    left_out = {*range(origin[0], origin[-1])} - {*origin}
    starts, ends = ({name[index] for name in work.names} for index in (0, 1))
    while (
        start > 0
        and start not in ends
        and text[start - 1] not in _PUNCTUATION
        and end - start <= _LONGEST_REMEDY
    ):
        start -= 1
    while (
        end < len(text)
        and end not in starts
        and text[end] not in _PUNCTUATION
        and end - start <= _LONGEST_REMEDY
    ):
        end += 1
    if end - start > _LONGEST_REMEDY:
        return "照原文改；不是照抄的话，不用引号"
    return f"照原文写：{''.join(text[index] for index in range(start, end) if index not in left_out)}"


def _fix(verdict: Verdict, piece: Piece, difference: Difference) -> Fix | None:
    """The source's own characters in the place of what differs, with one that is equal where there is nothing to replace."""
    first, last = difference.changes[0], difference.changes[-1]
    reached, stop = _reached(verdict, difference)
    if any(start < stop and reached < end for start, end in verdict.cited.work.names):
        # The name of an article or chapter is no part of what is quoted.
        return None
    change = Change(first.start, last.end, first.begun, last.ended)
    if change.begun == change.ended or change.start == change.end:
        if change.begun > 0:
            change = Change(change.start - 1, change.end, change.begun - 1, change.ended)
        elif change.ended < len(piece.text):
            change = Change(change.start, change.end + 1, change.begun, change.ended + 1)
    text = difference.source[change.start : change.end]
    is_plain = not any(character in _MARKS or character.isascii() for character in text)
    if _LABEL.search(text):
        # So is one that is not laid out as a name.
        return None
    if not is_plain or len(text) > _LONGEST_FIX or change.ended <= change.begun:
        return None
    start, end = piece.offsets[change.begun], piece.offsets[change.ended - 1] + 1
    return verdict.quotation.fix(start, end, text)
