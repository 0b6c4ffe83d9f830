"""What a reader types, taken apart. web/src/query.ts is the same in TypeScript.

Words are parted by spaces. `"…"` or `“…”` between spaces is an exact phrase, `-词` leaves out, `title:词` asks for the title, `kind:类别` for a kind; each
also in full width and with the Chinese names 标题 and 类别.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xueku.search.terms import fold, function_words_in, pairs, runs

# What is a space to Python or to a browser: U+FEFF is none to Python, U+001C to U+001F and U+0085 are none to a browser.
_SPACE = r"\s\ufeff"
_TOKEN = re.compile(
    rf"(-?)(?:(title|标题|kind|类别):)?(?:[\"“”]([^\"“”]+)[\"“”](?![^{_SPACE}])|([^{_SPACE}]+))"
)
_ASKS = re.compile(
    r"[?？]|吗|呢|怎|咋|如何|什么|啥|是否|能否|可否|哪|谁|多少|为何|多久|多长|几[个年天月人次条种项]|能不能|可不可以|要不要|是不是|有没有|会不会"
)
_LONG = 18
"""A word of more units is a sentence."""


@dataclass(frozen=True)
class Query:
    """All texts are folded. `words` are found anywhere, `phrases` exactly, `titles` in titles; `without` must not occur.

    `kinds` are ids or labels of kinds, as typed. `asks` tells a question or a sentence from words.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    asks: bool = False

    def pairs_of(self, text: str) -> list[str]:
        """The distinct pairs that a text of the query is found by: in a question not those of two function words, if there are others."""
        found = list(dict.fromkeys(pairs(runs(text))))
        telling = [pair for pair in found if function_words_in(pair) < 2] if self.asks else found
        return telling or found

    @property
    def wanted(self) -> tuple[str, ...]:
        """Everything that a hit should hold, each once."""
        return tuple(dict.fromkeys((*self.words, *self.phrases, *self.titles)))


def parse(typed: str) -> Query:
    """The query that was typed; words without a letter or figure are dropped."""
    found: dict[str, list[str]] = {"words": [], "phrases": [], "titles": [], "without": [], "kinds": []}
    folded = fold(typed)
    for minus, field, phrase, word in _TOKEN.findall(folded):
        text = phrase or word
        if not runs(text):
            continue
        if minus:
            found["without"].append(text)
        elif field in ("kind", "类别"):
            found["kinds"].append(text)
        elif field:
            found["titles"].append(text)
        else:
            found["phrases" if phrase else "words"].append(text)
    words = found["words"]
    asks = bool(words) and (_ASKS.search(folded) is not None or any(_size(word) > _LONG for word in words))
    return Query(**{name: tuple(texts) for name, texts in found.items()}, asks=asks)


def _size(text: str) -> int:
    return sum(map(len, runs(text)))
