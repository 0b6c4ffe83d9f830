"""Titles found by how they sound: toneless pinyin, and its initials, from every unit of a title to the end of its run.

A key is such a string, cut at `LONGEST` letters; a query finds the keys that begin with it. Keys of initials begin with
`INITIALS`, so that they never meet pinyin. A word in Latin letters or figures sounds as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, groupby

from xueku.search.terms import fold, is_han, runs

# The dictionaries take four tenths of a second to load. An edit that changes no title needs none, and so each is loaded where it is used.

INITIALS = "^"
LONGEST = 24
MOST = 8
"""The impact of a sound from the beginning of a run."""

_TWO_WAYS = frozenset("重行长乐还都种相数少发朝调分好角传弹量难强省降累便差着参曾单")

STEM = 4
"""Keys that agree in so many letters share a shard, so that a query needs one."""


def stem(key: str) -> str:
    """What a key is filed under."""
    return key[:STEM]


def keys(run: list[str]) -> Iterator[tuple[str, int]]:
    """The keys of a run of units, each with its impact.

    It falls with every word, and with every eight units, before the key; inside a word it is 1.

    >>> list(keys(["入", "党", "誓", "词"]))
    [('rudangshici', 8), ('^rdsc', 8), ('dangshici', 1), ('^dsc', 1), ('shici', 7), ('^sc', 7), ('ci', 1)]
    """
    syllables = spoken(run)
    begins = _words(run)
    sound, initials = "".join(syllables), "".join(syllable[0] for syllable in syllables)
    at = 0
    for start, syllable in enumerate(syllables):
        impact = max(2, MOST - begins[start] - start // 8) if start in begins else 1
        if len(sound) - at > 1:
            yield sound[at : at + LONGEST], impact
        if len(initials) - start > 1:
            yield INITIALS + initials[start : start + LONGEST - 1], impact
        at += len(syllable)


def title_sounds(title: str) -> dict[str, int]:
    """The keys of a title as it is written, each with its best impact."""
    best: dict[str, int] = {}
    for run in runs(fold(title)):
        for key, impact in keys(run):
            best[key] = max(best.get(key, 0), impact)
    return best


def _words(run: list[str]) -> dict[int, int]:
    """For each unit that begins a word the number of words before it."""
    import rjieba

    ends = set(accumulate(map(len, rjieba.cut("".join(run)))))
    starts = [0, *accumulate(map(len, run))][:-1]
    found: dict[int, int] = {}
    for number, start in enumerate(starts):
        if start == 0 or start in ends:
            found[number] = len(found)
    return found


def spoken(run: list[str]) -> list[str]:
    """The run's toneless syllables, read as its words are read; one entry a unit."""
    found: list[str] = []
    for han, stretch in ((han, list(stretch)) for han, stretch in groupby(run, is_han)):
        found += _syllables("".join(stretch)) if han else stretch
    return found


def _syllables(text: str) -> list[str]:
    """What `lazy_pinyin` gives for a text; its words are read once each, since they come again and again."""
    from pypinyin.seg.simpleseg import seg

    return [syllable for word in seg(text) for syllable in _word_syllables(word)]


@lru_cache(maxsize=1 << 16)
def _word_syllables(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False))


@cache
def readings(character: str) -> tuple[str, ...]:
    """The toneless readings of one Han character, the most usual first: one, or two of a character that is often read in two ways."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    most = 2 if character in _TWO_WAYS else 1
    return tuple(dict.fromkeys(syllable for syllable in found if syllable.isalpha()))[:most]
