"""How well a place answers a query, in whole numbers, so that browser and reference agree to the last digit.

`web/src/ranking.ts` and `web/src/xueku-engine.ts` have the same constants. FORMAT.md §5 gives the formula and where its constants come from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LEVELS = 16
"""Impacts are whole numbers from 1 to this."""


@dataclass(frozen=True)
class Field:
    """A field of the index: BM25's `k1` and `b`, and the fixed mean length in terms that `b` is measured by.

    The mean is fixed so that no page's impacts change because another page did.
    """

    name: str
    k1: float
    b: float
    mean: int

    def impact(self, count: int, length: int) -> int:
        """How much a term that occurs `count` times says of a text of `length` terms: 1 to `LEVELS`."""
        saturation = count / (count + self.k1 * (1 - self.b + self.b * length / self.mean))
        return max(1, min(LEVELS, math.floor(saturation * LEVELS + 0.5)))


TITLE = Field("title", 1.5, 0.2, 12)
HEADING = Field("heading", 3.0, 0.4, 20)
TEXT = Field("text", 3.0, 0.3, 1000)
FIELDS = (TEXT, HEADING, TITLE)
"""In the order in which a shard lists them."""

CUTS = (512, 4096, 4096)
"""Of a longer list of each field so many of the best postings are kept."""

SINGLE_CUT = 8
"""Of a single Han character's places in texts so many are kept: it says little."""


WEIGHTS = {"words": (10, 10, 30), "asks": (40, 25, 10)}
"""How much a field counts, by its position in FIELDS: for words, and for questions."""

FUNCTION_PART = 0.3
"""In a question, how much of a pair's weight is left if one of its units is a function word; of two nothing is left."""

EDGE_PART = 5
"""The ends of a run count a fifth of a pair."""

WHOLE_SOUND = 10
"""A title that sounds as typed to its end counts so many times one that only begins so."""

EXACT = 4
"""What a text is worth that holds a word of several pairs as it was typed."""

LEAST_WEIGHT = 2
LEAST_COVERAGE = 0.5
"""Words: documents that cover less than this part of what the best one covers were not found."""

LEAST_SCORE = 0.05
"""Questions: the same of scores."""


def idf(documents: int, places: int) -> int:
    """The weight of a term in `places` of `documents` places: sixteen times the binary logarithm of BM25's odds, at least 1."""
    return max(1, math.floor(16 * math.log2(1 + (documents - places + 0.5) / (places + 0.5)) + 0.5))
