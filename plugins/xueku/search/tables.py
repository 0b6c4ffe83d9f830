"""A table of the index: its shards are written again where their rows changed, from what the last build kept of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from xueku.search.bits import Integers
from xueku.search.blobs import decode_shard, encode_shard
from xueku.search.cuts import best, rest_in, rest_of
from xueku.search.engine import State
from xueku.search.groups import Group
from xueku.search.places import Columns, Move, Places
from xueku.search.pool import Pool
from xueku.search.rows import LIST, NO_ROWS, Terms, each_once, in_lists, sorted_runs
from xueku.search.shards import write_shards

_BATCH = 32
"""Shards written together: as many as memory should hold taken apart."""


class StateError(Exception):
    """What was kept is not what the last build left."""


class Changes:
    """Rows that a table gets and rows that it loses; no row is in both."""

    def __init__(self, terms: Terms) -> None:
        self.added, self.removed = Pool(terms), Pool(terms)

    def clear(self) -> None:
        """Let go of all changes."""
        self.added.clear()
        self.removed.clear()

    def replace(self, old: Integers, new: Integers) -> None:
        """Sorted rows take the place of others."""
        self.added.add(without(new, old))
        self.removed.add(without(old, new))


def without(rows: Integers, others: Integers) -> Integers:
    """Those of sorted distinct rows that are not among other ones."""
    return np.setdiff1d(rows, others, assume_unique=True) if len(others) else rows


@dataclass
class Kept:
    """What the state says of a table: for each shard the check value of what is kept of it, and the hash in its file's name."""

    checks: list[int] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """One table. `name` gives what a term is called in a shard."""

    letter: str
    terms: Terms
    name: Callable[[str], str]
    state: State
    kept: Kept

    def clear(self) -> None:
        """Forget all shards."""
        for shard in range(len(self.kept.checks)):
            self.state.pop(self._key(shard), None)
        self.kept.checks.clear()

    def writes_all(self, count: int, move: Move) -> bool:
        """Whether every shard may have changed, if there are to be `count`."""
        return count != len(self.kept.checks) or not move.keeps_numbers

    def write(
        self, changes: Changes, count: int, move: Move, rest: Changes | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """The number and content of each of `count` shards that may have changed.

        The changes are used up. If `rest` is given, lists are cut, and it gets what changes in what is beyond the cut; if all shards are
        written, it gets all there is.
        """
        is_refiled, is_whole = count != len(self.kept.checks), self.writes_all(count, move)
        if is_refiled:
            self._empty_into(changes.added)
            self.kept.checks[:] = [0] * count
        dirty = {*changes.added.file(count), *changes.removed.file(count)}
        todo: Sequence[int] = range(count) if is_whole else sorted(dirty)
        for shards in (todo[first : first + _BATCH] for first in range(0, len(todo), _BATCH)):
            stored = NO_ROWS if is_refiled else self._stored(shards)
            added, removed = changes.added.take(shards), changes.removed.take(shards)
            rows = _changed(stored, added, removed)
            if rest and not is_whole:
                lists, _ = each_once(sorted_runs(added, removed) >> LIST.shift)
                before, after = (
                    Group.of(shards, count, in_lists(one, lists), self.terms) for one in (stored, rows)
                )
                rest.replace(rest_in(before, move.before), rest_in(after, move.after))
            group = Group.of(shards, count, rows, self.terms)
            self._keep(group, set(shards) if is_refiled else dirty)
            contents = self._contents(group, move.after, rest, is_whole)
            yield from zip(shards, contents, strict=True)
        changes.clear()

    def _contents(self, group: Group, places: Places, rest: Changes | None, is_whole: bool) -> list[bytes]:
        columns = Columns.of(group, places)
        kept = np.arange(len(group.rows)) if rest is None else best(group, columns)
        if rest and is_whole:
            rest.added.add(rest_of(group, columns, kept, places))
        return write_shards(self.letter, group, columns, kept, places, self.name)

    def _key(self, shard: int) -> str:
        return f"{self.letter}{shard}"

    def _stored(self, shards: Sequence[int]) -> Integers:
        """The rows that are kept of shards, sorted."""
        return sorted_runs(*map(self._read, shards))

    def _read(self, shard: int) -> Integers:
        return decode_shard(checked(self.state, self._key(shard), self.kept.checks[shard]), self.terms)

    def _keep(self, group: Group, dirty: set[int]) -> None:
        for shard, own, its in group.each():
            if shard in dirty:
                content = encode_shard(group, own, its)
                self.state[self._key(shard)] = content
                self.kept.checks[shard] = zlib.crc32(content)

    def _empty_into(self, pool: Pool) -> None:
        """Forget all shards; their rows go into the pool."""
        count = len(self.kept.checks)
        for first in range(0, count, _BATCH):
            pool.add(self._stored(range(first, min(first + _BATCH, count))))
        self.clear()


def checked(state: State, key: str, check: int) -> bytes:
    """What is kept under a key. Raises StateError if it is not what has this check value."""
    content = state.get(key)
    if content is None or zlib.crc32(content) != check:
        raise StateError(key)
    return content


def _changed(stored: Integers, added: Integers, removed: Integers) -> Integers:
    """Sorted rows with some more and without others. Raises StateError if they do not have these."""
    rows = sorted_runs(stored, added)
    left = without(rows, removed)
    if len(left) != len(rows) - len(removed):
        raise StateError("rows")
    return left
