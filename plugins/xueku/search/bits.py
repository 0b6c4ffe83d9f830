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
    words = _words(ends, value + (1 << width), int(starts[-1]))
    text = _ALPHABET[np.stack((words // BASE, words % BASE), axis=1).ravel()].tobytes().decode("ascii")
    return [text[2 * start : 2 * end] for start, end in pairwise(starts.tolist())]


_BLOCK = 4 * WORD
"""As many bits as a float holds exactly, so that sums of distinct bits are these bits."""


def _words(ends: Integers, values: Integers, count: int) -> Integers:
    """`count` words that hold each value in the bits before its end. Values are below 2**`_BLOCK` and do not overlap."""
    blocks = -(-count // 4)
    block = (ends - 1) // _BLOCK
    room = (block + 1) * _BLOCK - ends
    last = (values & ((1 << _BLOCK - room) - 1)) << room
    first = values >> _BLOCK - room
    # What does not go into the block with a value's end goes into the one before.
    sums = np.bincount(block, weights=last, minlength=blocks)
    over = np.flatnonzero(first)
    sums += np.bincount(block[over] - 1, weights=first[over], minlength=blocks)
    bits = sums.astype(np.int64)
    words = np.stack([bits >> place * WORD & (1 << WORD) - 1 for place in (3, 2, 1, 0)], axis=1)
    return words.ravel()[:count]
