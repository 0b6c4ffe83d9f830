"""Whether quoted words stand in a text, in their order; names of articles and headings within them may be left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from xueku.model.work_text import Range, WorkText

CLOSED = "。"
PAUSES = "，；：、"
_HEAD = 4


@dataclass(frozen=True)
class Match:
    """Where words stand in a text: stretches that follow one another, between them only names that are left out."""

    stretches: tuple[Range, ...]

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """Where they end."""
        return self.stretches[-1][1]


@dataclass(frozen=True)
class Source:
    """A text in normal form, and where in it the names of its parts stand: ascending, none in another."""

    normal: str
    names: tuple[Range, ...] = ()

    @classmethod
    def of(cls, work: WorkText) -> Source:
        """What the words of a work are looked for in."""
        return cls(work.normal, work.names)

    def exact(self, words: str, start: int = 0) -> Iterator[Match]:
        """Where `words` stand without anything left out, from left to right."""
        place = self.normal.find(words, start) if words else -1
        while place >= 0:
            yield Match(((place, place + len(words)),))
            place = self.normal.find(words, place + 1)

    def matches(self, words: str, start: int = 0) -> Iterator[Match]:
        """Where `words` stand, each name within them in or left out, from left to right; one way from each place."""
        for place in self._likely(words, start) if words else ():
            if stretches := self._from(words, place):
                yield Match(stretches)

    def unnamed(self, stretch: Range) -> Iterator[Range]:
        """What of a stretch is no name."""
        start, end = stretch
        for number in range(max(0, bisect_left(self._starts, start) - 1), len(self.names)):
            begin, stop = self.names[number]
            if begin >= end:
                break
            if start < begin:
                yield start, begin
            start = max(start, stop)
        if start < end:
            yield start, end

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.names]

    def _likely(self, words: str, start: int) -> list[int]:
        """The places where `words` may begin: where their first characters stand, be it that a name comes between these."""
        found = {match.start for match in self.exact(words[:_HEAD], start)}
        for length in range(1, _HEAD):
            head, ends = words[:length], (name for name in self._starts if name >= start + length)
            found.update(end - length for end in ends if self.normal.startswith(head, end - length))
        return sorted(found)

    def _from(self, words: str, place: int) -> tuple[Range, ...]:
        """The stretches of `words` that begin at a place; empty if they do not stand there."""
        # So many characters are found, in these stretches.
        ways: dict[int, tuple[Range, ...]] = {0: ()}
        for number in count(bisect_left(self._starts, place)):
            start, stop = self.names[number] if number < len(self.names) else (len(self.normal),) * 2
            further: dict[int, tuple[Range, ...]] = {}
            for done, stretches in ways.items():
                left = len(words) - done
                if left <= start - place:
                    if self.normal.startswith(words[done:], place):
                        return (*stretches, (place, place + left))
                elif words.startswith(self.normal[place:start], done):
                    reached = done + start - place
                    stretches = (*stretches, (place, start)) if place < start else stretches
                    further.setdefault(reached, stretches)
                    named = min(stop - start, len(words) - reached)
                    if named and self.normal.startswith(words[reached : reached + named], start):
                        further.setdefault(reached + named, (*stretches, (start, start + named)))
                        if reached + named == len(words):
                            return further[len(words)]
            ways, place = further, stop
            if not ways or number >= len(self.names):
                break
        return ()


def in_order(pieces: Sequence[str], source: Source, ranges: Sequence[Range] = ()) -> tuple[Match, ...]:
    """Where the pieces follow one another in a text, each within the ranges; without ranges, anywhere. Empty if they do not.

    The last one may be closed with a full stop where the text goes on after a pause: half a sentence has to end too.
    """
    # Nearly all quotations leave out no name, and a search for exact words is much the fastest.
    return _in_order(pieces, source, ranges, is_exact=True) or _in_order(
        pieces, source, ranges, is_exact=False
    )


def standing(piece: str, source: Source, is_last: bool) -> list[Match]:
    """Everywhere that a piece stands, as `in_order` takes it."""
    return [*_standing(piece, source, is_last)] or [*_standing(piece, source, is_last, is_exact=False)]


def is_within(match: Match, source: Source, ranges: Sequence[Range]) -> bool:
    """Whether the words of a match are all in these ranges; names do not count."""
    return not outside(match, source, ranges)


def outside(match: Match, source: Source, ranges: Sequence[Range]) -> list[Range]:
    """The stretches of a match that are in none of these ranges, names left out; of a mere name, that."""
    words = [part for stretch in match.stretches for part in source.unnamed(stretch)]
    return [
        (start, end)
        for start, end in words or match.stretches
        if not any(begin <= start and end <= stop for begin, stop in ranges)
    ]


def _in_order(
    pieces: Sequence[str], source: Source, ranges: Sequence[Range], is_exact: bool
) -> tuple[Match, ...]:
    found: list[Match] = []
    for number, piece in enumerate(pieces, 1):
        start = found[-1].end if found else 0
        likely = _standing(piece, source, number == len(pieces), is_exact, start)
        match = next((one for one in likely if not ranges or is_within(one, source, ranges)), None)
        if match is None:
            return ()
        found.append(match)
    return tuple(found)


def _standing(
    piece: str, source: Source, is_last: bool, is_exact: bool = True, start: int = 0
) -> Iterator[Match]:
    look = source.exact if is_exact else source.matches
    yield from look(piece, start)
    if is_last and piece.endswith(CLOSED):
        for match in look(piece[:-1], start):
            if source.normal[match.end : match.end + 1] in [*PAUSES]:
                yield match
