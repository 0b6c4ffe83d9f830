"""Texts become postings, many at once: which term stands in which field of which slot, and how much it says of it.

`impacts.py` says the same of one text, plainly; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xueku.search.bits import Integers
from xueku.search.characters import HAN, NEITHER, OTHER, read
from xueku.search.documents import Document
from xueku.search.leaves import Leaf
from xueku.search.rows import FIRST_HAN, NO_PAIR, NO_ROWS, Terms, each_once, rows_of
from xueku.search.rows import HAN as HAN_CHARACTERS
from xueku.search.scoring import FIELDS, HEADING, LEVELS, TEXT, TITLE
from xueku.search.terms import BEGIN, END

_TITLE, _HEADING, _TEXT = map(FIELDS.index, (TITLE, HEADING, TEXT))


@dataclass(frozen=True)
class Text:
    """What is searched in one field, a position in FIELDS, of one slot."""

    field: int
    slot: int
    text: str


def searched(document: Document, parts: Iterable[Leaf]) -> list[str]:
    """What is searched in a document: its title, and for each leaf its headings, the first with the keywords, and its text."""
    found = [document.title]
    keywords = document.keywords
    for leaf in parts:
        found.append("\n".join((*(passage.heading for passage in leaf), *keywords)))
        found.append("\n".join(text for passage in leaf for text in (passage.heading, passage.text)))
        keywords = ()
    return found


def texts(strings: Sequence[str], slot: int) -> Iterator[Text]:
    """What `searched` gave, of a document whose first leaf has this slot."""
    yield Text(_TITLE, slot, strings[0])
    for number, text in enumerate(strings[1:]):
        yield Text((_HEADING, _TEXT)[number % 2], slot + number // 2, text)


def postings(given: Sequence[Text], terms: Terms) -> Integers:
    """The postings of texts as sorted rows. No two texts have the same field and slot."""
    # In the order of rows, so that rows come out sorted.
    given = sorted(given, key=lambda one: (one.field, one.slot))
    units = _cut([one.text for one in given], terms)
    field = np.array([one.field for one in given], dtype=np.int64)
    slot = np.array([one.slot for one in given], dtype=np.int64)
    pairs, pair_owner = _pairs(units, terms)
    with_edges = units.part(field[units.owner] != _TEXT)
    others = units.term >= NO_PAIR + HAN_CHARACTERS
    keys = [_keys(pair_owner, pairs, 0), _keys(units.owner[others], units.term[others], 1)]
    keys += [_keys(owner, edge, 1) for owner, edge in _edges(with_edges, terms)]
    term, owner, count = _merged(_counts(np.concatenate(keys)), _singles(units.part(~others), len(given)))
    length = np.bincount(pair_owner, minlength=len(given))[owner]
    return rows_of(term, field[owner], slot[owner], _impacts(field[owner], count, length))


@dataclass(frozen=True)
class _Units:
    """The units of texts, in order: where each begins and ends in `folded`, the text that it is in, its number as a term."""

    folded: str
    start: Integers
    end: Integers
    owner: Integers
    term: Integers

    @property
    def begins(self) -> npt.NDArray[np.bool_]:
        """Which units begin a run."""
        return np.concatenate(([True], self.start[1:] != self.end[:-1]))[: len(self.start)]

    @property
    def ends(self) -> npt.NDArray[np.bool_]:
        """Which units end a run."""
        return np.concatenate((self.begins[1:], [True]))[: len(self.start)]

    def part(self, chosen: npt.NDArray[np.bool_]) -> _Units:
        """Some of the units, whole runs of them."""
        arrays = (self.start, self.end, self.owner, self.term)
        return _Units(self.folded, *(one[chosen] for one in arrays))

    def names(self, first: Integers, last: Integers) -> Iterator[str]:
        """The stretches from one unit to another."""
        for start, end in zip(self.start[first].tolist(), self.end[last].tolist(), strict=True):
            yield self.folded[start:end]


def _cut(strings: Sequence[str], terms: Terms) -> _Units:
    folded, kind, codes = read("\n".join(strings))
    before = np.concatenate((np.array([NEITHER], dtype=np.uint8), kind[:-1]))[: len(kind)]
    start = np.flatnonzero((kind == HAN) | (kind == OTHER) & (before != OTHER))
    is_other = kind[start] == OTHER
    end = start + 1
    if is_other.any():
        # A unit of other characters goes on to the next character that is none.
        limits = np.append(np.flatnonzero(kind != OTHER), len(kind))
        end[is_other] = limits[np.searchsorted(limits, start[is_other])]
    owner = np.repeat(np.arange(len(strings)), [len(text) + 1 for text in strings])[start]
    units = _Units(folded, start, end, owner, codes[start].astype(np.int64) - FIRST_HAN + NO_PAIR)
    others = np.flatnonzero(is_other)
    units.term[others] = terms.numbers(units.names(others, others))
    return units


def _pairs(units: _Units, terms: Terms) -> tuple[Integers, Integers]:
    """The terms that make a text's length, pairs and the units of runs that have only one; and the text of each."""
    begins, ends = units.begins, units.ends
    first = np.flatnonzero(~ends)
    before, after = (units.term[at] - NO_PAIR for at in (first, first + 1))
    term = before * HAN_CHARACTERS + after
    mixed = np.flatnonzero((before >= HAN_CHARACTERS) | (after >= HAN_CHARACTERS))
    term[mixed] = terms.numbers(units.names(first[mixed], first[mixed] + 1))
    alone = begins & ends
    return np.concatenate((term, units.term[alone])), np.concatenate((units.owner[first], units.owner[alone]))


def _edges(units: _Units, terms: Terms) -> Iterator[tuple[Integers, Integers]]:
    """The ends of runs as terms: their texts and numbers."""
    first, last = np.flatnonzero(units.begins), np.flatnonzero(units.ends)
    second, last_but_one = np.minimum(first + 1, last), np.maximum(last - 1, first)
    yield units.owner[first], terms.numbers(BEGIN + name for name in units.names(first, second))
    yield units.owner[last], terms.numbers(name + END for name in units.names(last_but_one, last))


_OWNER_WIDTH = 32


def _keys(owner: Integers, term: Integers, is_further: int) -> Integers:
    return (term << _OWNER_WIDTH | owner) << 1 | is_further


_Counts = tuple[Integers, Integers]
"""Keys, sorted, and how often each occurs."""


def _counts(keys: Integers) -> _Counts:
    keys.sort()
    found, starts = each_once(keys)
    return found, np.diff(starts, append=len(keys))


def _singles(units: _Units, owners: int) -> _Counts:
    """The counts of single Han characters: there are few enough of them to be counted without sorting."""
    character = units.term - NO_PAIR
    used = np.flatnonzero(np.bincount(character))
    place = np.zeros(HAN_CHARACTERS, dtype=np.int64)
    place[used] = np.arange(len(used))
    counts = np.bincount(place[character] * owners + units.owner)
    found = np.flatnonzero(counts)
    place, owner = np.divmod(found, max(1, owners))
    return _keys(owner, used[place] + NO_PAIR, 1), counts[found]


def _merged(*parts: _Counts) -> tuple[Integers, Integers, Integers]:
    """Term, text and count of what occurs, sorted; a term that makes a text's length is counted as such only."""
    keys, counts = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.argsort(keys, kind="stable")
    found, chosen = each_once(keys[order] >> 1)
    return found >> _OWNER_WIDTH, found & ((1 << _OWNER_WIDTH) - 1), counts[order][chosen]


_K1, _B, _MEAN = (
    np.array(values) for values in zip(*((one.k1, one.b, one.mean) for one in FIELDS), strict=True)
)


def _impacts(field: Integers, count: Integers, length: Integers) -> Integers:
    """`Field.impact` of many, to the last digit."""
    b = _B[field]
    saturation = count / (count + _K1[field] * (1 - b + b * length / _MEAN[field]))
    levels: Integers = np.floor(saturation * LEVELS + 0.5).astype(np.int64)
    return levels.clip(1, LEVELS)


def sound_postings(sounds: Iterable[tuple[int, Mapping[str, int]]], terms: Terms) -> Integers:
    """Sorted rows for slots with the keys of their titles and the impacts of these."""
    rows: list[Integers] = []
    for slot, impacts in sounds:
        size = len(impacts)
        values = np.fromiter(impacts.values(), dtype=np.int64, count=size)
        rows.append(rows_of(terms.numbers(impacts), np.full(size, _TITLE), np.full(size, slot), values))
    return np.sort(np.concatenate([NO_ROWS, *rows]))
