"""What differs between a source and words quoted from it, shown side by side with the differing characters marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_AROUND = 6
_MOST_SHOWN = 3


@dataclass(frozen=True)
class Change:
    """`source[start:end]` stands in the quotation as `words[begun:ended]`; either may be empty, not both."""

    start: int
    end: int
    begun: int
    ended: int


@dataclass(frozen=True)
class Difference:
    """Every change between two texts in normal form. `source` and `words` are the same texts as they are written."""

    source: str
    words: str
    changes: tuple[Change, ...]

    def shown(self) -> tuple[str, str]:
        """The source and the quotation, each in 〔〕 where they differ, with a little around it."""
        spans = [(change.start, change.end) for change in self.changes[:_MOST_SHOWN]]
        others = [(change.begun, change.ended) for change in self.changes[:_MOST_SHOWN]]
        return _marked(self.source, spans), _marked(self.words, others)


def compare(source: str, words: str, source_normal: str, words_normal: str) -> Difference:
    """The difference of two texts, compared in their normal forms, which are of equal length with them."""
    from rapidfuzz.distance import Levenshtein

    found: list[Change] = []
    for code in Levenshtein.opcodes(source_normal, words_normal):
        if code.tag == "equal":
            continue
        if found and code.src_start - found[-1].end <= 1:
            last = found.pop()
            found.append(Change(last.start, code.src_end, last.begun, code.dest_end))
        else:
            found.append(Change(code.src_start, code.src_end, code.dest_start, code.dest_end))
    return Difference(source, words, tuple(found))


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(_pieces(text, spans))


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    last = 0
    for number, (start, end) in enumerate(spans):
        gap = text[last:start]
        if number == 0:
            yield gap if len(gap) <= _AROUND else f"…{gap[-_AROUND:]}"
        else:
            yield gap if len(gap) <= 2 * _AROUND else f"{gap[:_AROUND]}…{gap[-_AROUND:]}"
        yield f"〔{text[start:end]}〕"
        last = end
    rest = text[last:]
    yield rest if len(rest) <= _AROUND else f"{rest[:_AROUND]}…"
