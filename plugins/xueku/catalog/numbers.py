"""Long numbers in a text: of identity cards, telephones, bank cards; however they are split."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

LEAST, MOST = 11, 19
# What may stand between two figures of one number, and what joins them unseen: marks of emphasis, zero-width characters.
_GLUE = r"[*_~`\\\u200b-\u200d\ufeff]{0,4}"
_BLANK = r"[ \u00a0\u3000\-－–—‐‑·]{0,2}"
_FIGURE = "[0-9０-９]"
_RUN = re.compile(rf"{_FIGURE}(?:{_GLUE}{_BLANK}{_GLUE}{_FIGURE}){{10,}}")
_GROUP = re.compile(rf"{_FIGURE}(?:{_GLUE}{_FIGURE})*")
_DECIMALS = re.compile(r"\d[.．]")
_MOST_GROUPS = 48


@dataclass(frozen=True)
class Number:
    """A number of 11 to 19 figures at `start` to `end` of its text, written in groups of these `sizes`; `tail` is what follows."""

    digits: str
    sizes: tuple[int, ...]
    start: int
    end: int
    tail: str

    @property
    def is_split_evenly(self) -> bool:
        """Whether it is written in one piece, figure by figure, or in fours with the rest last."""
        *first, last = self.sizes
        return ({*first} <= {1} and last == 1) or ({*first} <= {4} and (not first or last <= 7))

    @property
    def is_whole(self) -> bool:
        """Whether the number ends here, not in a letter or in decimals."""
        return not re.match(r"[A-Za-z]|[.．]\d", self.tail)

    @property
    def masked(self) -> str:
        """What may be told of it."""
        return f"{self.digits[:3]}……{self.digits[-2:]}"


@lru_cache(maxsize=256)
def numbers(text: str) -> tuple[Number, ...]:
    """Every number of 11 to 19 figures, by place: runs of whole groups of figures, so some overlap."""
    runs = (run for run in _RUN.finditer(text) if not _goes_on_before(text, run.start()))
    return tuple(number for run in runs for number in _numbers(text, run))


def apart(found: Collection[Number]) -> Iterator[Number]:
    """The numbers without those that overlap one before them."""
    reached = 0
    for number in found:
        if number.start >= reached:
            reached = number.end
            yield number


def _goes_on_before(text: str, start: int) -> bool:
    """Whether a letter, or a number with its decimal point, stands right before."""
    before = text[max(0, start - 2) : start]
    return (before[-1:].isascii() and before[-1:].isalpha()) or bool(_DECIMALS.fullmatch(before))


def _numbers(text: str, run: re.Match[str]) -> Iterator[Number]:
    groups = [
        (match.start(), match.end(), _figures(match.group()))
        for match in _GROUP.finditer(text, run.start(), run.end())
    ]
    most = _MOST_GROUPS if len(groups) <= _MOST_GROUPS else 1
    for first in range(len(groups)):
        digits = ""
        for last in range(first, min(first + most, len(groups))):
            digits += groups[last][2]
            if len(digits) > MOST:
                break
            if len(digits) >= LEAST:
                sizes = tuple(len(figures) for _, _, figures in groups[first : last + 1])
                end = groups[last][1]
                yield Number(digits, sizes, groups[first][0], end, text[end : end + 3])


def _figures(group: str) -> str:
    """The figures alone, in half width."""
    return "".join(str(int(character)) for character in group if character.isdecimal())
