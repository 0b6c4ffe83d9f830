"""How good a ranking is, judged against the pages that are right."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Quality:
    """R@k is the share of the right pages among the first k, of at most k; the others are the usual ones at 10."""

    recall_5: float
    recall_10: float
    mrr: float
    ndcg: float
    success_1: float
    success_10: float

    @classmethod
    def mean(cls, all_of: Sequence[Quality]) -> Quality:
        """The mean of each figure; there must be at least one."""
        return cls(*(sum(getattr(one, field.name) for one in all_of) / len(all_of) for field in fields(cls)))


def judge(ranked: Sequence[str], right: Collection[str]) -> Quality:
    """The quality of one ranking of distinct pages. `right` is not empty."""
    hits = [page in right for page in ranked[:10]]
    first = next((place for place, hit in enumerate(hits, 1) if hit), None)
    gain = sum(1 / math.log2(place + 1) for place, hit in enumerate(hits, 1) if hit)
    best = sum(1 / math.log2(place + 1) for place in range(1, min(10, len(right)) + 1))
    return Quality(
        sum(hits[:5]) / min(5, len(right)),
        sum(hits) / min(10, len(right)),
        1 / first if first else 0,
        gain / best,
        float(first == 1),
        float(first is not None),
    )


def percentile(numbers: Sequence[float], part: float) -> float:
    """The number that this part of the others does not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]
