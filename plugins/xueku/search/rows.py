"""Postings as rows, one whole number each, and the terms that they name by number.

From its highest bits on a row holds the term's number, the position of the field in FIELDS, the slot, and the impact less one, so that
sorting rows sorts postings. A *slot* stands for a place: it stays the same while documents around it come and go.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xueku.catalog.distinct import first_places
from xueku.model.text_hash import hash_of
from xueku.search.bits import Integers
from xueku.search.hashes import hashes_of_units

FIRST_HAN, HAN = 0x3400, 0xA000 - 0x3400
NO_PAIR = HAN * HAN
"""The code of a term that is no pair of Han characters: it comes after all that are."""

_NAMED = NO_PAIR + HAN
"""The number of the first term that is neither a pair nor a single Han character."""


@dataclass(frozen=True)
class Part:
    """Some bits of a row."""

    shift: int
    width: int

    def of(self, rows: Integers) -> Integers:
        """The part's value in each row."""
        return (rows >> self.shift) & ((1 << self.width) - 1)


IMPACT, SLOT, FIELD, TERM = Part(0, 4), Part(4, 27), Part(31, 2), Part(33, 30)
POSTING = Part(0, FIELD.shift)
"""Slot and impact."""
LIST = Part(FIELD.shift, FIELD.width + TERM.width)
"""Term and field."""

NO_ROWS: Integers = np.array([], dtype=np.int64)


def rows_of(term: Integers, field: Integers, slot: Integers, impact: Integers) -> Integers:
    """Rows from their parts; impacts are from 1 on. Raises ValueError for a slot that a row cannot hold."""
    if slot.max(initial=0) >> SLOT.width:
        raise ValueError(f"slot {slot.max()} is beyond what an index can hold")
    return term << TERM.shift | field << FIELD.shift | slot << SLOT.shift | impact - 1


def each_once(numbers: Integers) -> tuple[Integers, Integers]:
    """Of sorted numbers each one once, and where it first stands."""
    starts = first_places(numbers)
    return numbers[starts], starts


def moved(starts: Integers, sizes: Integers, order: Integers) -> Integers:
    """Positions that put stretches, each given by its start and size, one after another in this order."""
    sizes = sizes[order]
    ends = np.cumsum(sizes)
    return np.repeat(starts[order] - (ends - sizes), sizes) + np.arange(ends[-1] if len(ends) else 0)


def in_lists(rows: Integers, lists: Integers) -> Integers:
    """Those of sorted rows that are in one of these lists, which are sorted."""
    starts = np.searchsorted(rows, lists << LIST.shift)
    sizes = np.searchsorted(rows, lists + 1 << LIST.shift) - starts
    return rows[moved(starts, sizes, np.arange(len(lists)))]


def sorted_runs(*runs: Integers) -> Integers:
    """All rows of some sorted runs, sorted."""
    rows = np.concatenate((NO_ROWS, *runs))
    # Not the usual way: this one finds the runs.
    rows.sort(kind="stable")
    return rows


def pair_code(term: str) -> int:
    """The number of a pair of Han characters in the order of all such pairs; NO_PAIR for any other term."""
    if len(term) != 2:
        return NO_PAIR
    first, second = (ord(unit) - FIRST_HAN for unit in term)
    return first * HAN + second if 0 <= first < HAN and 0 <= second < HAN else NO_PAIR


class Terms:
    """The terms of a table by number: a pair of Han characters has its code, then come the single ones, then others as they occur.

    `key` gives what a term is filed under; a pair and a single Han character are filed under themselves.
    """

    def __init__(self, key: Callable[[str], str]) -> None:
        self._key = key
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._hashes = array("q")

    def number(self, term: str) -> int:
        """The number of a term."""
        found = self._numbers.get(term)
        if found is not None:
            return found
        code = pair_code(term)
        if code < NO_PAIR:
            return code
        if len(term) == 1 and 0 <= ord(term) - FIRST_HAN < HAN:
            return NO_PAIR + ord(term) - FIRST_HAN
        self._numbers[term] = number = _NAMED + len(self._names)
        self._names.append(term)
        self._hashes.append(hash_of(self._key(term)))
        return number

    def numbers(self, terms: Iterable[str]) -> Integers:
        """The numbers of terms."""
        known = self._numbers
        found = [known[term] if term in known else self.number(term) for term in terms]
        return np.array(found, dtype=np.int64)

    def name(self, number: int) -> str:
        """The term that has this number, which is no pair's."""
        if number >= _NAMED:
            return self._names[number - _NAMED]
        return chr(number - NO_PAIR + FIRST_HAN)

    def hashes(self, numbers: Integers) -> Integers:
        """For sorted numbers of terms the hashes of their keys."""
        singles, named = np.searchsorted(numbers, (NO_PAIR, _NAMED))
        pairs = numbers[:singles]
        return np.concatenate(
            (
                hashes_of_units(pairs // HAN + FIRST_HAN, pairs % HAN + FIRST_HAN),
                hashes_of_units(numbers[singles:named] - NO_PAIR + FIRST_HAN),
                np.array(self._hashes, dtype=np.int64)[numbers[named:] - _NAMED]
                if named < len(numbers)
                else NO_ROWS,
            )
        )


def is_single(numbers: Integers) -> npt.NDArray[np.bool_]:
    """Which numbers are those of single Han characters."""
    return (numbers >= NO_PAIR) & (numbers < _NAMED)
