"""Which paragraph of the edited file was which of the exported one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

Pair = tuple[int | None, int | None]
_LEAST_ALIKE = 45.0
"""Per cent; below this a paragraph was taken away and another one written."""
_MOST_PAIRS = 250_000


def aligned(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pairs of indexes in order; None for one that was taken away or is new."""
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            pairs += _alike(before, after, range(i1, i2), range(j1, j2))
    return pairs


def _alike(before: Sequence[str], after: Sequence[str], olds: range, news: range) -> Iterator[Pair]:
    """The best pairs within a stretch that changed, none of them crossing another."""
    if not olds or not news or len(olds) * len(news) > _MOST_PAIRS:
        yield from ((i, None) for i in olds)
        yield from ((None, j) for j in news)
        return
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    worth = [[_worth(before[i], after[j]) for j in news] for i in olds]
    for a in reversed(range(len(olds))):
        for b in reversed(range(len(news))):
            best[a][b] = max(
                best[a + 1][b], best[a][b + 1], worth[a][b] + best[a + 1][b + 1] if worth[a][b] else 0
            )
    a = b = 0
    while a < len(olds) and b < len(news):
        if worth[a][b] and best[a][b] == worth[a][b] + best[a + 1][b + 1]:
            yield olds[a], news[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            yield olds[a], None
            a += 1
        else:
            yield None, news[b]
            b += 1
    yield from ((i, None) for i in olds[a:])
    yield from ((None, j) for j in news[b:])


def _worth(old: str, new: str) -> float:
    alike = ratio(old, new)
    return alike if alike >= _LEAST_ALIKE else 0.0
