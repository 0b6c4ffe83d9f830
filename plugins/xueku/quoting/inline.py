"""Quotations within a sentence: “…” with the source that is named right before or right behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xueku.model.prose import Prose
from xueku.quoting.quotations import Citation, Quotation, citations

_MARKS = re.compile(r"[“”「」]|\n[ \t]*\n")
_OPENING = {"“": "”", "「": "」"}
_LINK = r"\[[^\[\]\n]*\]\([^()\s]+\)"
_LINKS = rf"{_LINK}(?:[、，；和及与]{{0,2}}{_LINK}){{0,8}}"
_SAID = "规定|指出|要求|明确|写明|写道|写着|提出|强调|载明|讲|说|的原话是|的表述是"
_BEFORE = re.compile(
    rf"{_LINKS}[^\[\]()“”。！？；\n]{{0,12}}?(?:[：:]|(?:{_SAID})(?:了|过|的是|的)?[，,：:]?)[ \t]*$"
)
_BEHIND = re.compile(
    rf"[。，；]?[ \t]*(?:[（(][ \t]*(?:见|引自|摘自|出自|语出|源自)?[ \t]*(?P<inside>{_LINKS})[^（()）\n]{{0,20}}[）)]"
    rf"|——[ \t]*(?P<dashed>{_LINKS}))"
)
_NOTE_BEHIND = re.compile(r"[。，；]?\[\^(?P<name>[^\[\]\n]+)\]")
_NOTE = re.compile(
    rf"^[ ]{{0,3}}\[\^(?P<name>[^\[\]\n]+)\]:[ \t]*(?:见|引自|摘自|出自|语出|源自)?[ \t]*(?P<links>{_LINKS})",
    re.MULTILINE,
)
_JOINING = re.compile(r"[ \t]*(?:、|，|；|和|与|及|以及|并)?[ \t]*")
_ENDS_BEFORE = frozenset("：:，, \t了过的是" + "".join(word[-1] for word in _SAID.split("|")))
_STARTS_BEHIND = frozenset("。，；（(—[ \t")
"""What can stand next to a quotation that has a source; most stretches in quotation marks have something else there."""
_LOOKED_AT = 240
"""So many characters before and behind a quotation are looked at for its source."""


@dataclass(frozen=True)
class Quoted:
    """A stretch in quotation marks: the offsets of its first mark and of what follows its last."""

    start: int
    end: int


def quoted(text: str, start: int = 0, end: int | None = None) -> Iterator[Quoted]:
    """The outermost stretches in quotation marks, none across paragraphs."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text, start, len(text) if end is None else end):
        mark = match.group()
        if mark in _OPENING:
            opened.append((mark, match.start()))
        elif len(mark) > 1:
            opened.clear()
        elif opened and _OPENING[opened[-1][0]] == mark:
            begun = opened.pop()[1]
            if not opened:
                yield Quoted(begun, match.end())


def inline_quotations(prose: Prose, taken: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """The quotations in quotation marks with a cited source, except in the stretches that are `taken`."""
    text = prose.outline
    if "](" not in text or not ("”" in text or "」" in text):
        return
    found = [one for one in quoted(text) if not any(start <= one.start < end for start, end in taken)]
    cited = [_behind(text, one) or _before(text, one) for one in found]
    _share(text, found, cited)
    for one, sources in zip(found, cited, strict=True):
        if sources:
            start, end = one.start + 1, one.end - 1
            yield Quotation(prose, start, end, prose.words[start:end], sources)


def _share(text: str, found: Sequence[Quoted], cited: list[tuple[Citation, ...]]) -> None:
    """Quotations that follow one another at once have their source in common."""
    joined = [_JOINING.fullmatch(text, one.end, other.start) is not None for one, other in pairwise(found)]
    for index, is_joined in enumerate(joined):
        if is_joined and not cited[index + 1]:
            cited[index + 1] = cited[index]
    for index in reversed(range(len(joined))):
        if joined[index] and not cited[index]:
            cited[index] = cited[index + 1]


def _before(text: str, one: Quoted) -> tuple[Citation, ...]:
    if text[one.start - 1 : one.start] not in _ENDS_BEFORE:
        return ()
    start = max(text.rfind("\n", 0, one.start) + 1, one.start - _LOOKED_AT)
    match = _BEFORE.search(text[start : one.start]) if "](" in text[start : one.start] else None
    return citations(text, start + match.start(), one.start) if match else ()


def _behind(text: str, one: Quoted) -> tuple[Citation, ...]:
    if text[one.end : one.end + 1] not in _STARTS_BEHIND:
        return ()
    if match := _BEHIND.match(text, one.end):
        group = "inside" if match["inside"] else "dashed"
        return citations(text, *match.span(group))
    if match := _NOTE_BEHIND.match(text, one.end):
        return _in_note(text, match["name"])
    return ()


def _in_note(text: str, name: str) -> tuple[Citation, ...]:
    """The source that a footnote names first, be it several places."""
    for match in _NOTE.finditer(text):
        if match["name"] == name:
            return citations(text, *match.span("links"))
    return ()
