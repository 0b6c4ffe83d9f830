"""Passages that two records have nearly word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio

from xueku.catalog.code_points import code_points, text_of
from xueku.health.fingerprints import (
    GAP,
    RUN,
    WINDOW,
    Fingerprints,
    Stretch,
    fingerprints,
    stretches,
    without,
)
from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.diagnostic import Span, shown
from xueku.model.prose import Prose
from xueku.model.record import Record

if TYPE_CHECKING:
    from xueku.catalog.code_points import CodePoints

DUPLICATE = Concern(
    "duplicate", "两份材料有一段几乎一样", Urgency.SOON, "留一处，另一处改成链接，免得改了一处忘了另一处"
)

LEAST_CHARACTERS = 60
"""A shorter passage, punctuation not counted, is a turn of phrase."""

LEAST_LIKENESS = 80
"""Per cent of characters that two passages have in common in the same order, to count as nearly the same."""

_LEAST_MATCHES = 5
_LEAST_FOUND = LEAST_CHARACTERS - 2 * (RUN + WINDOW)
"""So much of a passage has a first and a last fingerprint around it, wherever they fall."""
_LEAST_SHARE_OF_WORK = 0.5
"""Texts of the library repeat one another rightly; only one that is there twice is told."""

_QUOTED = re.compile(r"^ {0,3}>.*$", re.MULTILINE)
_LETTERS = np.array([chr(code).isalnum() for code in range(0x10000)])
_RARE_CHARACTERS = 0x20000


@dataclass(frozen=True)
class _Letters:
    """The characters of a text without punctuation and quotations, and where in the text each stands."""

    characters: CodePoints
    offsets: NDArray[np.int64]

    def words(self, start: int, end: int) -> str:
        return text_of(self.characters[start:end])


@dataclass(frozen=True)
class _Text:
    """One part of a record. Its letters are taken anew where they are needed: those of a whole library are many."""

    record: Record
    prose: Prose
    marks: Fingerprints
    size: int

    @property
    def letters(self) -> _Letters:
        return _letters(self.prose)


@dataclass(frozen=True)
class _Passage:
    """A passage that two texts share, and how alike they are, in per cent."""

    first: _Text
    second: _Text
    stretch: Stretch
    likeness: float

    @property
    def size(self) -> int:
        return self.stretch.first_end - self.stretch.first_start


def check_duplicates(holdings: Holdings) -> Iterator[Line]:
    """One line for each two records with a passage in common, at the longest one, on the record that came later.

    Quotations are no duplicates: block quotes are passed over, and so is what stands in a text of the library. Two texts of the library
    are told only where most of one stands in the other.
    """
    texts = [text for record in holdings.kept for text in _texts(record)]
    works = [text for text in texts if text.record.kind.has_articles]
    others = [text for text in texts if not text.record.kind.has_articles]
    quoted = np.unique(np.concatenate([np.empty(0, np.uint64), *(work.marks.hashes for work in works)]))
    yield from _lines(_shared(others, [without(text.marks, quoted) for text in others]))
    twice = _shared(works, [work.marks for work in works])
    yield from _lines(found for found in twice if _is_most(found))


def _texts(record: Record) -> Iterator[_Text]:
    for name, prose in record.parts.items():
        if not name.startswith("quiz."):
            characters = _letters(prose).characters
            yield _Text(record, prose, fingerprints(characters), len(characters))


def _letters(prose: Prose) -> _Letters:
    codes = code_points(prose.words)
    is_kept = _LETTERS[np.minimum(codes, 0xFFFF)] | (codes >= _RARE_CHARACTERS)
    for match in _QUOTED.finditer(prose.markdown):
        is_kept[match.start() : match.end()] = False
    offsets = np.flatnonzero(is_kept)
    return _Letters(codes[offsets], offsets)


def _shared(texts: Sequence[_Text], marks: Sequence[Fingerprints]) -> Iterator[_Passage]:
    """The passages that two of these texts, of different records, have in common."""
    promising = (stretch for stretch in stretches(marks, _LEAST_MATCHES) if _length(stretch) >= _LEAST_FOUND)
    for number, group in groupby(promising, key=lambda stretch: stretch.first):
        first, ours = texts[number], texts[number].letters
        for stretch in group:
            second = texts[stretch.second]
            if first.record.id != second.record.id and (passage := _passage(first, ours, second, stretch)):
                yield passage


def _passage(first: _Text, ours: _Letters, second: _Text, stretch: Stretch) -> _Passage | None:
    """The passage at a stretch, if it is long enough and enough alike. `ours` are the letters of the first text."""
    theirs = second.letters
    found = _extended(stretch, ours.characters, theirs.characters)
    likeness = ratio(
        ours.words(found.first_start, found.first_end),
        theirs.words(found.second_start, found.second_end),
        score_cutoff=LEAST_LIKENESS,
    )
    return (
        _Passage(first, second, found, likeness) if likeness and _length(found) >= LEAST_CHARACTERS else None
    )


def _extended(stretch: Stretch, ours: CodePoints, theirs: CodePoints) -> Stretch:
    """The stretch with what is the same right before and after it: fingerprints do not begin where a passage does."""
    before = _same(ours[: stretch.first_start][::-1], theirs[: stretch.second_start][::-1])
    after = _same(ours[stretch.first_end :], theirs[stretch.second_end :])
    return replace(
        stretch,
        first_start=stretch.first_start - before,
        second_start=stretch.second_start - before,
        first_end=stretch.first_end + after,
        second_end=stretch.second_end + after,
    )


def _same(ours: CodePoints, theirs: CodePoints) -> int:
    """How many characters are the same before the first that differs; at most `GAP`."""
    count = min(len(ours), len(theirs), GAP)
    differing = np.flatnonzero(ours[:count] != theirs[:count])
    return int(differing[0]) if len(differing) else count


def _length(stretch: Stretch) -> int:
    return min(stretch.first_end - stretch.first_start, stretch.second_end - stretch.second_start)


def _is_most(found: _Passage) -> bool:
    return found.size >= _LEAST_SHARE_OF_WORK * min(found.first.size, found.second.size)


def _lines(passages: Iterator[_Passage]) -> Iterator[Line]:
    by_records: dict[tuple[str, str], list[_Passage]] = {}
    for passage in passages:
        first, second = sorted((passage.first.record.id, passage.second.record.id))
        by_records.setdefault((first, second), []).append(passage)
    for found in by_records.values():
        yield _line(found)


def _line(found: Sequence[_Passage]) -> Line:
    longest = max(found, key=lambda passage: passage.size)
    stretch = longest.stretch
    sides = (
        (longest.first, stretch.first_start, stretch.first_end),
        (longest.second, stretch.second_start, stretch.second_end),
    )
    older, newer = sorted(sides, key=lambda side: (side[0].record.resource.date, side[0].record.id))
    other, (there, _), (here, words) = older[0].record, _place(*older), _place(*newer)
    likeness = "一字不差" if longest.likeness == 100 else f"{longest.likeness:.0f}% 相同"
    more = f"；另有 {len(found) - 1} 段也是" if len(found) > 1 else ""
    size = f"{longest.size} 字，{likeness}"
    what = f"{shown(words, 30)}和 {there.path}:{there.line} 的一段几乎一样（{size}）{more}"
    remedy = f"留一处，这里改成链接：见[{other.resource.title}](xk:{other.id})"
    return DUPLICATE.line(newer[0].record, here, what, remedy)


def _place(text: _Text, start: int, end: int) -> tuple[Span, str]:
    """Where a stretch of letters stands, and the words there."""
    offsets = text.letters.offsets
    first, last = int(offsets[start]), int(offsets[end - 1]) + 1
    return text.prose.span(first, last), text.prose.words[first:last]
