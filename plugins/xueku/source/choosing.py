"""What an editor types when asked for one of several words: a number, the word, its pinyin or initials, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xueku.model.diagnostic import shown

_BETWEEN = re.compile(r"[\s,，、;；\[\]]+")


@dataclass(frozen=True)
class Choice:
    """One of the words: what is written for it, how it is shown, and other words that mean it."""

    value: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What was meant, in the order typed; or why that cannot be told."""

    values: tuple[str, ...] = ()
    problem: str = ""


def chosen(choices: Sequence[Choice], typed: str, *, is_many: bool) -> Chosen:
    """The choices that were typed; several are parted by spaces or commas."""
    words = [word for word in _BETWEEN.split(typed) if word]
    if not is_many and len(words) > 1:
        return _one(choices, typed.strip()) if _meant(choices, typed.strip()) else Chosen((), "这里只选一个")
    values: dict[str, None] = {}
    for word in words:
        found = _one(choices, word)
        if found.problem:
            return found
        values |= dict.fromkeys(found.values)
    return Chosen(tuple(values), "" if values else "没有选")


def _one(choices: Sequence[Choice], word: str) -> Chosen:
    if word.isdecimal() and 0 < int(word) <= len(choices):
        return Chosen((choices[int(word) - 1].value,))
    found = _meant(choices, word)
    if len(found) == 1:
        return Chosen((found[0].value,))
    if found:
        numbered = "、".join(f"{choices.index(one) + 1} {one.name}" for one in found[:8])
        return Chosen((), f"{shown(word)}可能是：{numbered}；写数字")
    return Chosen((), f"没有{shown(word)}；写数字、词，或者拼音、首字母")


def _meant(choices: Sequence[Choice], word: str) -> list[Choice]:
    """The choices that a word may mean, by the strictest way of reading it that gives any."""
    small = word.lower()
    ways: Sequence[Callable[[str], bool]] = (
        lambda name: small == name.lower(),
        lambda name: _sounds(name, small, whole=True),
        lambda name: _sounds(name, small, whole=False),
        lambda name: small in name.lower(),
    )
    for reads_so in ways:
        found = [one for one in choices if any(reads_so(name) for name in (one.value, one.name, *one.also))]
        if found:
            return found
    return []


def _sounds(name: str, typed: str, *, whole: bool) -> bool:
    """Whether something typed in letters is the pinyin or the initials of a name, or how one of them begins."""
    if not re.fullmatch("[a-z'-]+", typed):
        return False
    # A tenth of a second to load, which most commands need not spend.
    from pypinyin import Style, pinyin

    letters = re.sub("['-]", "", typed)
    ends = {0}
    for readings in pinyin(name, style=Style.NORMAL, heteronym=True):
        ends = {end for start in ends for end in _ends(letters, start, readings)}
        if not whole and len(letters) in ends:
            return True
    return len(letters) in ends


def _ends(letters: str, start: int, readings: Sequence[str]) -> Iterator[int]:
    """Where in `letters` a character that begins at `start` may end: after a reading, its initial, or as much of it as was typed."""
    rest = letters[start:]
    for reading in map(str.lower, readings):
        if rest.startswith(reading):
            yield start + len(reading)
        elif rest and reading.startswith(rest):
            yield len(letters)
        if rest.startswith(reading[0]):
            yield start + 1
