"""Some shards of a table together: their terms in the order in which they are written, and the rows that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from xueku.search.bits import Integers
from xueku.search.rows import FIELD, LIST, NO_PAIR, TERM, Terms, each_once, moved
from xueku.search.scoring import FIELDS

_FIELDS = len(FIELDS)


@dataclass(frozen=True)
class Group:
    """Terms shard by shard, in each the pairs by code, then the others by name.

    `shards` are the numbers of the shards, ascending; `numbers` those of the terms; `shard` has for each term the position of its shard
    in `shards`; `rows` are sorted, and their terms are positions in `numbers`.
    """

    shards: Sequence[int]
    numbers: Integers
    shard: Integers
    rows: Integers
    terms: Terms

    @classmethod
    def of(cls, shards: Sequence[int], count: int, rows: Integers, terms: Terms) -> Group:
        """The group that holds sorted rows, all of which are filed in these of `count` shards."""
        numbers, starts = each_once(rows >> TERM.shift)
        shard = np.searchsorted(np.array(shards, dtype=np.int64), terms.hashes(numbers) % count)
        order = np.lexsort((_rank(numbers, terms), shard))
        places = np.empty(len(numbers), dtype=np.int64)
        places[order] = np.arange(len(order))
        sizes = np.diff(starts, append=len(rows))
        renamed = rows + np.repeat((places - numbers) << TERM.shift, sizes)
        return cls(shards, numbers[order], shard[order], renamed[moved(starts, sizes, order)], terms)

    @cached_property
    def list_sizes(self) -> Integers:
        """How many rows each term and field has, shape (terms × fields)."""
        width = 1 << FIELD.width
        counts = np.bincount(LIST.of(self.rows), minlength=len(self.numbers) * width)
        by_term: Integers = counts.reshape(len(self.numbers), width)[:, :_FIELDS]
        return by_term

    def each(self) -> Iterator[tuple[int, slice, slice]]:
        """Each shard's number, and where its terms and its rows stand."""
        terms = np.searchsorted(self.shard, np.arange(len(self.shards) + 1))
        rows = np.searchsorted(self.rows, terms << TERM.shift)
        for shard, own, its in zip(
            self.shards, pairwise(terms.tolist()), pairwise(rows.tolist()), strict=True
        ):
            yield shard, slice(*own), slice(*its)

    def names(self, own: slice) -> list[str]:
        """The names of those terms that are no pairs."""
        return [self.terms.name(number) for number in self.numbers[own].tolist() if number >= NO_PAIR]


def _rank(numbers: Integers, terms: Terms) -> Integers:
    """Numbers that sort terms: pairs by code, then the others by name."""
    first = int(np.searchsorted(numbers, NO_PAIR))
    names = [terms.name(number) for number in numbers[first:].tolist()]
    rank = numbers.copy()
    rank[first + np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64)] = (
        NO_PAIR + np.arange(len(names))
    )
    return rank
