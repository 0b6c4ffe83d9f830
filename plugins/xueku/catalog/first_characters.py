"""Where in a text one of very many words begins: a look at its first characters, which costs about the same however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xueku.catalog.code_points import code_points

if TYPE_CHECKING:
    from xueku.catalog.code_points import CodePoints

_MOST_CHARACTERS = 8
_BITS = 20
_SHORT = 200
_FACTOR = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(32 - _BITS)


class FirstCharacters:
    """The first characters, up to eight, of some words."""

    def __init__(self, words: Collection[str]) -> None:
        self._beginnings = {word[:_MOST_CHARACTERS] for word in words}
        self._initials = {word[0] for word in words}
        self._marks: dict[int, NDArray[np.bool_]] = {}
        for size in sorted({len(beginning) for beginning in self._beginnings}):
            of_size = "".join(beginning for beginning in self._beginnings if len(beginning) == size)
            marks = np.zeros(1 << _BITS, dtype=np.bool_)
            marks[_hashes([*code_points(of_size).reshape(-1, size).T])[-1] >> _SHIFT] = True
            self._marks[size] = marks

    def places(self, text: str) -> list[int]:
        """In ascending order, each offset at which the first characters of a word stand."""
        if len(text) < _SHORT and self._initials.isdisjoint(text):
            return []
        codes = code_points(text)
        most = min(len(codes), max(self._marks, default=0))
        columns = [codes[first : len(codes) - most + first + 1] for first in range(most)]
        # The last few characters are fewer than the longest beginning: there each size is tried by itself.
        found = [*self._in(columns, text), *self._at_end(text, len(codes) - most + 1)] if most else []
        return sorted({*found})

    def _in(self, columns: list[CodePoints], text: str) -> Iterator[int]:
        for size, hashes in enumerate(_hashes(columns), 1):
            if size in self._marks:
                for place in np.flatnonzero(self._marks[size][hashes >> _SHIFT]).tolist():
                    if text[place : place + size] in self._beginnings:
                        yield place

    def _at_end(self, text: str, first: int) -> Iterator[int]:
        for place in range(first, len(text)):
            if any(text[place : place + size] in self._beginnings for size in self._marks):
                yield place


def _hashes(columns: list[CodePoints]) -> list[CodePoints]:
    """For each number of columns, from one to all, the hash of what stands in them in each row."""
    found: list[CodePoints] = []
    before: CodePoints = np.zeros(1, dtype=np.uint32)
    for column in columns:
        before = (before ^ column) * _FACTOR
        found.append(before)
    return found
