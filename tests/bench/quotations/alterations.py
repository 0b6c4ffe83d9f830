"""How quotations go wrong: each way with what it does to the words, and what is to be told of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Altered:
    """Words after one alteration: `old` stood at `place` where `new` stands now; either may be empty."""

    words: str
    place: int
    old: str
    new: str


Alter = Callable[[random.Random, str], "Altered | None"]
"""Alters words in one place; None if they have no place for it."""

_CHARACTERS = "事工部办法定规时日人会行用理"
_SYNONYMS = {
    "应当": "应该",
    "不得": "不能",
    "可以": "能够",
    "及时": "立即",
    "按照": "依照",
    "进行": "开展",
    "或者": "还是",
    "规定": "要求",
    "负责": "承担",
    "提出": "提交",
    "依法": "合法",
    "有关": "相关",
}
_WORD = re.compile(r"(?=([\u4e00-\u9fff]{2}))")


def one_character(rng: random.Random, words: str) -> Altered | None:
    """One Chinese character is another one."""
    places = [match.start() for match in re.finditer(r"[\u4e00-\u9fff]", words)]
    if not places:
        return None
    place = rng.choice(places)
    new = rng.choice([one for one in _CHARACTERS if one not in words[max(0, place - 1) : place + 2]])
    return _replaced(words, place, words[place], new)


def word_dropped(rng: random.Random, words: str) -> Altered | None:
    """Two characters within the words are left out."""
    places = [match.start() for match in _WORD.finditer(words, 2, len(words) - 3)]
    if not places:
        return None
    place = rng.choice(places)
    return _replaced(words, place, words[place : place + 2], "")


def synonym(rng: random.Random, words: str) -> Altered | None:
    """A word is one that means nearly the same."""
    found = [(place, old) for old in _SYNONYMS if (place := words.find(old)) >= 0]
    if not found:
        return None
    place, old = rng.choice(found)
    return _replaced(words, place, old, _SYNONYMS[old])


def comma(rng: random.Random, words: str) -> Altered | None:
    """、 becomes ，."""
    places = [match.start() for match in re.finditer("、", words)]
    return _replaced(words, rng.choice(places), "、", "，") if places else None


def number(rng: random.Random, words: str) -> Altered | None:
    """A numeral is another one."""
    places = [match.start() for match in re.finditer(r"[二三四五六七八九](?=[十百日年个人])|\d", words)]
    if not places:
        return None
    place = rng.choice(places)
    choice = "23456789" if words[place].isascii() else "二三四五六七八九"
    return _replaced(words, place, words[place], rng.choice([one for one in choice if one != words[place]]))


ALTERATIONS: dict[str, Alter] = {
    "one character": one_character,
    "word dropped": word_dropped,
    "synonym": synonym,
    "、 → ，": comma,
    "number": number,
}


def _replaced(words: str, place: int, old: str, new: str) -> Altered:
    return Altered(words[:place] + new + words[place + len(old) :], place, old, new)
