"""Whole numbers packed bit by bit into printable ASCII, thirteen bits in two characters.

A *code* is some zeros, a one, and then `width` bits of `value`, highest first. That one shape writes Golomb-Rice codes (gaps)
and Elias gamma codes (counts); see FORMAT.md §3. web/src/bits.ts reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

WORD = 13
_ALPHABET = np.array([code for code in range(0x21, 0x7F) if chr(code) not in '"\\'], dtype=np.uint8)
BASE = len(_ALPHABET)
"""92 characters: all that are printable but the space and the two that a string literal must escape."""


@dataclass(frozen=True)
class Codes:
    """Arrays with one entry a code: `zeros` and `width` of at least 0, `value` below 2**`width`."""

    zeros: Integers
    width: Integers
    value: Integers

    @classmethod
    def joined(cls, *parts: Codes) -> Codes:
        """The codes of all parts, one part after another."""
        return cls(*(np.concatenate(arrays) for arrays in zip(*(part.arrays for part in parts), strict=True)))

    @property
    def arrays(self) -> tuple[Integers, Integers, Integers]:
        """Zeros, width and value."""
        return self.zeros, self.width, self.value

    def __getitem__(self, positions: Integers) -> Codes:
        return Codes(*(array[positions] for array in self.arrays))


def gamma(numbers: Integers) -> Codes:
    """Elias gamma codes of numbers of at least 1: as many zeros as there are digits after the first, and those digits."""
    width = bit_length(numbers) - 1
    return Codes(width, width, numbers - (1 << width))


def bit_length(numbers: Integers) -> Integers:
    """How many binary digits each number has; 0 has none. Numbers are below 2**52."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def pack(codes: Codes, group: Integers, groups: int) -> list[str]:
    """The codes of each of `groups` groups one after another, as one text a group. `group` is ascending, an entry a code."""
    zeros, width, value = codes.arrays
    sizes = zeros + 1 + width
    words_of = -(-np.bincount(group, weights=sizes, minlength=groups).astype(np.int64) // WORD)
    starts = np.concatenate(([0], np.cumsum(words_of)))
    before = np.concatenate(([0], np.cumsum(sizes)))[np.searchsorted(group, np.arange(groups))]
    ends = np.cumsum(sizes) - before[group] + starts[group] * WORD
    bits = np.zeros(int(starts[-1]) * WORD, dtype=np.uint8)
    bits[ends - width - 1] = 1
    for place in range(int(width.max(initial=0))):
        has_place = width > place
        bits[ends[has_place] - 1 - place] = (value[has_place] >> place) & 1
    words = np.zeros(int(starts[-1]), dtype=np.uint16)
    for place in range(WORD):
        words |= bits[place::WORD].astype(np.uint16) << (WORD - 1 - place)
    text = _ALPHABET[np.stack((words // BASE, words % BASE), axis=1).ravel()].tobytes().decode("ascii")
    return [text[2 * start : 2 * end] for start, end in pairwise(starts)]
