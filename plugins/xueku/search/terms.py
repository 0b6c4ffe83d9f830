"""Texts become the terms that they are found by; a query is cut by the same rules, so both always agree.

A text is a row of *units*: a Han character is one, and so is a run of other letters and digits. Its terms are the pairs of
adjacent units (重温, 温入, 3年, a4纸) and, where asked for, the units themselves. Signs and spaces part a text into runs.
No dictionary is needed, and any stretch of two units or more can be found. web/src/terms.ts is the same in TypeScript.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

BEGIN, END = "<", ">"
"""With a pair they make the terms for the beginning and the end of a run: `<重温`, `誓词>`."""


@cache
def variants() -> dict[str, str]:
    """Traditional characters and the one simplified character that each is read as. Source: OpenCC, TSCharacters.

    Both are of the basic plane, so that a text keeps its length. What a character is read as is in no need of reading itself.
    """
    text = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    rows = (line.split() for line in text.splitlines() if line)
    found = {
        old: new[0]
        for old, *new in rows
        if new and len(old) == len(new[0]) == 1 and is_han(old) and is_han(new[0]) and old != new[0]
    }
    # 薴 is read as 苧, and 苧 as 苎.
    return {old: found.get(new, new) for old, new in found.items()}


def variants_for(texts: Iterable[str]) -> dict[str, str]:
    """The variants that a browser needs from the beginning: those in these texts, and those that a query does not give away.

    The latter are in GB 2312, whose other characters are simplified ones: 乾, 後, 於 and a dozen more.
    """
    characters = {_level(character) for text in texts for character in set(text)}
    return {
        old: new for old, new in variants().items() if old in characters or old.encode("gb2312", "ignore")
    }


def is_variant(character: str) -> bool:
    """Whether a character, once levelled, is read as another."""
    return _level(character) in variants()


class _Foldings(dict[int, str]):
    """What each character is read as, worked out when it first occurs."""

    def __missing__(self, code: int) -> str:
        level = _level(chr(code))
        self[code] = variants().get(level, level)
        return self[code]


_FOLDINGS = _Foldings()


@cache
def _level(character: str) -> str:
    """A character with width and case levelled, if that makes one character of equal length in UTF-16, as a browser counts."""
    folded = unicodedata.normalize("NFKC", character).lower()
    is_alike = len(folded) == 1 and (ord(folded) > 0xFFFF) == (ord(character) > 0xFFFF)
    return folded if is_alike else character


def fold(text: str) -> str:
    """The text with width, case and traditional forms levelled, character by character, at equal length."""
    return text.translate(_FOLDINGS)


@cache
def _patterns() -> tuple[Callable[[str], list[str]], Callable[[str], object], Callable[[str], list[str]]]:
    """What finds runs, tells that one is of Han characters only, and finds units. Long to compile: most builds cut no text with them."""
    return (
        re.compile(r"(?:[^\W_]+|[㐀-鿿]+)+").findall,
        re.compile(r"[㐀-鿿]+").fullmatch,
        re.compile(r"[㐀-鿿]|[^㐀-鿿]+").findall,
    )


def runs(text: str) -> list[list[str]]:
    """The units of a folded text, run by run."""
    run, is_han_only, unit = _patterns()
    return [[*found] if is_han_only(found) else unit(found) for found in run(text)]


def pairs(found: Iterable[list[str]]) -> list[str]:
    """The terms of runs: pairs of adjacent units, and the unit of a run that has only one."""
    return [term for run in found for term in ([a + b for a, b in pairwise(run)] if len(run) > 1 else run)]


def units(found: Iterable[list[str]]) -> list[str]:
    """Every unit of runs as a term."""
    return [unit for run in found for unit in run]


def edges(found: Iterable[list[str]]) -> list[str]:
    """The terms for the beginning and the end of each run: its first and its last pair, or its one unit."""
    return [term for run in found for term in (BEGIN + "".join(run[:2]), "".join(run[-2:]) + END)]


def key_of(term: str) -> str:
    """What a term is filed under: an end of a run beside its pair, so that a query fetches both at once."""
    return term.removeprefix(BEGIN).removesuffix(END)


_FUNCTION_WORDS = frozenset(
    "的了吗呢么吧啊呀是我你他她它这那哪谁会能要就都也很在和与把被给到从着过得地之其或及而但若则如何怎什否可以应该"
)
"""Characters that build sentences and say little of what a question is about. General Chinese, made by hand."""


def function_words_in(pair: str) -> int:
    """How many units of a pair build sentences: 0, 1 or 2."""
    return sum(unit in _FUNCTION_WORDS for unit in pair)


def is_han(unit: str) -> bool:
    """Whether a unit is a Han character."""
    return "㐀" <= unit[:1] <= "鿿"
