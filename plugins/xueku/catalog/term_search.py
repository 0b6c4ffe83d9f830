"""Every word of the unit's table in one pass over a text, at any size of the table (Aho and Corasick, 1975)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xueku.model.terminology import Enumeration, Terminology, WrongTerm

_JOINT = re.compile(r"[”’》]?(?:、|和|与|及|以及|，以及|、以及)?[“‘《]?")
_KEPT_TEXTS = 256


@dataclass(frozen=True)
class FoundTerm:
    """A wrong word at `start` to `end` of a text."""

    term: WrongTerm
    start: int
    end: int


@dataclass(frozen=True)
class Listing:
    """Items of an enumeration, named one after the other: their numbers, from 0, in the order of the text."""

    enumeration: Enumeration
    given: tuple[int, ...]
    start: int
    end: int

    @property
    def is_complete(self) -> bool:
        """Whether every item is there."""
        return len({*self.given}) == len(self.enumeration.sequence)

    @property
    def is_in_order(self) -> bool:
        """Whether each item stands after those before it, and once."""
        return all(one < other for one, other in zip(self.given, self.given[1:], strict=False))


@dataclass(frozen=True)
class Found:
    """What one text holds, by place."""

    terms: tuple[FoundTerm, ...] = ()
    listings: tuple[Listing, ...] = ()


class TermSearch:
    """A table, made ready for search."""

    def __init__(self, terminology: Terminology) -> None:
        # Only where there is a table are these loaded, which takes a tenth of a second.
        import ahocorasick

        from xueku.catalog.first_characters import FirstCharacters

        self.terminology = terminology
        self._words = ahocorasick.Automaton()
        self.find = lru_cache(maxsize=_KEPT_TEXTS)(self._find)
        uses: dict[str, list[Any]] = defaultdict(list)
        for term in terminology.terms:
            uses[term.right].append(None)
            for word in term.wrong:
                uses[word].append(term)
        for number, enumeration in enumerate(terminology.enumerations):
            for index, item in enumerate(enumeration.sequence):
                uses[item].append((number, index))
        for word, meanings in uses.items():
            self._words.add_word(word, (len(word), tuple(meanings)))
        self._words.make_automaton()
        sought = [word for word, meanings in uses.items() if any(meanings)]
        self._beginnings = FirstCharacters(sought)
        self._longest = max(map(len, uses), default=0)

    def _find(self, text: str) -> Found:
        hits = [
            (last + 1 - length, last + 1, meanings)
            for start, end in self._stretches(text)
            for last, (length, meanings) in self._words.iter(text, start, end)
            if _is_word(text, last + 1 - length, last + 1)
        ]
        if not hits:
            return Found()
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        return Found(tuple(_terms(hits)), tuple(self._listings(text, hits)))

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """The parts of a text that may hold a wrong word, each with room for a right one around it.

        An automaton of many words takes its time with each character; most texts hold no such part.
        """
        start = end = -1
        for place in self._beginnings.places(text) if len(self._words) else ():
            if place - self._longest > end:
                if end > 0:
                    yield start, end
                start = max(0, place - self._longest)
            end = min(len(text), place + 2 * self._longest)
        if end > 0:
            yield start, end

    def _listings(self, text: str, hits: Sequence[tuple[int, int, Any]]) -> Iterator[Listing]:
        """The listings in a text, without those that are part of one that is right."""
        items: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for start, end, meanings in hits:
            for meaning in meanings:
                if isinstance(meaning, tuple) and (
                    not items[meaning[0]] or items[meaning[0]][-1][1] <= start
                ):
                    items[meaning[0]].append((start, end, meaning[1]))
        found = [
            listing
            for number, places in items.items()
            for listing in _chains(text, self.terminology.enumerations[number], places)
        ]
        right = [listing for listing in found if listing.is_complete and listing.is_in_order]
        for listing in sorted(found, key=lambda listing: listing.start):
            covering = (one for one in right if one.start <= listing.start and listing.end <= one.end)
            if all(one is listing for one in covering):
                yield listing


_last: list[TermSearch] = []


def search_of(terminology: Terminology) -> TermSearch:
    """The table made ready for search: once in each process, for as long as it is the same object."""
    if not _last or _last[0].terminology is not terminology:
        _last[:] = [TermSearch(terminology)]
    return _last[0]


def _terms(hits: Sequence[tuple[int, int, Any]]) -> Iterator[FoundTerm]:
    """The wrong words that stand neither inside a right one nor inside a longer wrong one."""
    right_until = wrong_until = 0
    for start, end, meanings in hits:
        wrong = next((meaning for meaning in meanings if isinstance(meaning, WrongTerm)), None)
        if None in meanings:
            right_until = max(right_until, end)
        elif wrong is not None and end > right_until and start >= wrong_until:
            wrong_until = end
            yield FoundTerm(wrong, start, end)


def _chains(text: str, enumeration: Enumeration, places: Sequence[tuple[int, int, int]]) -> Iterator[Listing]:
    """Two or more items that are joined, at least once by 、; not where 等 follows, which says that some are left out."""
    for chain in _joined(text, places):
        start, end = chain[0][0], chain[-1][1]
        if len(chain) > 1 and "、" in text[start:end] and text[end : end + 1] != "等":
            yield Listing(enumeration, tuple(index for _, _, index in chain), start, end)


def _joined(text: str, places: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """The places in runs between which nothing stands but what joins them."""
    chains: list[list[tuple[int, int, int]]] = []
    for place in places:
        if chains and _JOINT.fullmatch(text, chains[-1][-1][1], place[0]):
            chains[-1].append(place)
        else:
            chains.append([place])
    return chains


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut."""
    return not any(
        text[edge - 1 : edge + 1].isascii() and text[edge - 1 : edge + 1].isalnum() and 0 < edge < len(text)
        for edge in (start, end)
    )
