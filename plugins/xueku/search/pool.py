"""Rows that wait to be filed, taken shard by shard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xueku.search.bits import Integers
from xueku.search.rows import TERM, Terms, each_once, moved, sorted_runs

_TOGETHER = 250_000
"""About how many rows are parted at once."""


@dataclass(frozen=True)
class _Filed:
    """Rows shard by shard, and where the rows of each shard begin, with the end of all."""

    rows: Integers
    starts: Integers


class Pool:
    """Takes sorted rows and gives them back by shard, once `file` has said how many shards there are."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._waiting: list[Integers] = []
        self._filed: list[_Filed] = []

    def add(self, rows: Integers) -> None:
        """Take sorted rows."""
        if len(rows):
            self._waiting.append(rows)

    def clear(self) -> None:
        """Let go of all rows."""
        self._waiting.clear()
        self._filed.clear()

    def file(self, count: int) -> list[int]:
        """Part all rows into `count` shards; gives the numbers of those that hold any, ascending."""
        used = np.zeros(count, dtype=bool)
        while self._waiting:
            filed = self._arranged(self._next(), count)
            used |= np.diff(filed.starts) > 0
            self._filed.append(filed)
        found: list[int] = np.flatnonzero(used).tolist()
        return found

    def _next(self) -> Integers:
        """Some of the rows that wait, sorted; small additions together."""
        rows = [self._waiting.pop()]
        while self._waiting and sum(map(len, rows)) + len(self._waiting[-1]) < _TOGETHER:
            rows.append(self._waiting.pop())
        return sorted_runs(*rows) if len(rows) > 1 else rows[0]

    def _arranged(self, rows: Integers, count: int) -> _Filed:
        numbers, starts = each_once(rows >> TERM.shift)
        sizes = np.diff(starts, append=len(rows))
        shard = self._terms.hashes(numbers) % count
        order = np.argsort(shard, kind="stable")
        by_shard = np.bincount(shard, weights=sizes, minlength=count).astype(np.int64)
        starts_of = np.concatenate(([0], np.cumsum(by_shard)))
        return _Filed(rows[moved(starts, sizes, order)], starts_of)

    def take(self, shards: Sequence[int]) -> Integers:
        """The rows that are filed in these shards, sorted."""
        found: list[Integers] = []
        for filed in self._filed:
            starts = filed.starts[shards].tolist()
            ends = filed.starts[np.asarray(shards) + 1].tolist()
            found += [filed.rows[start:end] for start, end in zip(starts, ends, strict=True) if start < end]
        return sorted_runs(*found)
