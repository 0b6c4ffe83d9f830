"""What every character is read as and whether it belongs to a unit, looked up for whole texts at once."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from xueku.catalog.code_points import code_points, text_of
from xueku.catalog.distinct import distinct
from xueku.search.terms import fold, is_han, is_variant

if TYPE_CHECKING:
    from xueku.catalog.code_points import CodePoints

NEITHER, HAN, OTHER = range(3)
"""What a folded character is: no part of a unit, a unit by itself, or a part of one."""

_UNKNOWN = 0xFFFFFFFF


class _Characters:
    """Tables with an entry for every character there is; one is filled in when it first occurs."""

    def __init__(self) -> None:
        self.folded = np.full(sys.maxunicode + 1, _UNKNOWN, dtype=np.uint32)
        self.kind = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
        self.is_variant = np.zeros(sys.maxunicode + 1, dtype=bool)

    def fold(self, codes: CodePoints) -> CodePoints:
        """What each character is read as."""
        folded: CodePoints = self.folded[codes]
        unknown = folded == _UNKNOWN
        if unknown.any():
            for code in distinct(codes[unknown]).tolist():
                self._fill(code)
            folded = self.folded[codes]
        return folded

    def _fill(self, code: int) -> None:
        level = fold(chr(code))
        self.folded[code] = ord(level)
        self.kind[ord(level)] = HAN if is_han(level) else OTHER if level.isalnum() else NEITHER
        self.is_variant[code] = is_variant(chr(code))


@cache
def _characters() -> _Characters:
    return _Characters()


def read(text: str) -> tuple[str, npt.NDArray[np.uint8], CodePoints]:
    """The text as `terms.fold` gives it, and for each character what it is, and its number."""
    folded = _characters().fold(code_points(text))
    return text_of(folded), _characters().kind[folded], folded


def variants_in(text: str) -> str:
    """The characters of a text that are read as another, sorted, each once."""
    codes = code_points(text)
    _characters().fold(codes)
    found = codes[_characters().is_variant[codes]]
    return "".join(map(chr, distinct(found).tolist()))
