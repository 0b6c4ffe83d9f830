"""Texts and titles become the tokens that the simple engine finds them by."""

from __future__ import annotations

import re
import unicodedata

import rjieba
from pypinyin import Style, lazy_pinyin

_TOKEN = re.compile(r"[a-z0-9]+|[㐀-鿿]+")
_HAN = re.compile(r"[㐀-鿿]")
_MOST_SYLLABLES = 12


def normalise(text: str) -> str:
    """Full-width and compatibility forms folded, lower case. The client does the same to a query."""
    return unicodedata.normalize("NFKC", text).lower()


def words(text: str) -> list[str]:
    """The words of a text, with the shorter words inside long ones; signs are no words."""
    found: list[str] = []
    for run in _TOKEN.findall(normalise(text)):
        found += rjieba.cut_for_search(run) if _HAN.match(run) else [run]
    return found


def pinyin_tokens(title: str) -> list[str]:
    """The title's toneless pinyin, and its initials, from each syllable on, at most twelve syllables long.

    >>> pinyin_tokens("重温誓词")
    ['chongwenshici', 'wenshici', 'shici', 'ci', 'cwsc', 'wsc', 'sc']
    """
    tokens: list[str] = []
    for run in re.findall(r"[㐀-鿿]+", title):
        syllables = lazy_pinyin(run, style=Style.NORMAL)
        initials = [syllable[0] for syllable in syllables]
        for parts in (syllables, initials):
            tokens += ["".join(parts[start : start + _MOST_SYLLABLES]) for start in range(len(parts))]
    return [token for token in dict.fromkeys(tokens) if len(token) > 1]
