"""Which names have which marks, kept in buckets by the first bits of the marks: a question costs what it asks for, a change what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from xueku.catalog.distinct import distinct
from xueku.quoting.index import Index
from xueku.quoting.winnowing import are_among
from xueku.update.store import Store, Table, digest_of

if TYPE_CHECKING:
    from xueku.quoting.winnowing import Hashes

_ABOUT = "about"
_FULL = 512
"""So many marks come to a bucket where all are written; four times as many different ones are too many for it."""
_ALL_FROM = 0.5
"""Where this part of all buckets changes, all are written, in the right number."""


def marks_of(words: Iterable[str]) -> Hashes:
    """A mark for each word, ascending; two words that share one cost work that is done for nothing."""
    import numpy

    return distinct(numpy.array([int.from_bytes(digest_of(word)[:8]) for word in words], numpy.uint64))


class Inverted:
    """A table of marks (64 bits, spread evenly) with the names that have them. All marks that are given ascend, none twice."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._table: Table[tuple[bytes, bytes]] = store.table(name)
        self._abouts: Table[tuple[int, tuple[str, ...]]] = store.table(f"{name}, names")
        self._read: tuple[int, tuple[str, ...]] | None = None
        self._before: dict[str, Hashes] = {}
        self._now: dict[str, Hashes] = {}

    def owners(self, marks: Hashes) -> set[str]:
        """The names that have one of these marks."""
        part = self.part(marks)
        return {part.ids[number] for number in {*part.owners[are_among(part.hashes, marks)].tolist()}}

    def part(self, marks: Hashes) -> Index:
        """Of all marks at least those that are among `marks`."""
        return self._load(self._buckets(marks))

    def whole(self) -> Index:
        """All marks."""
        import numpy

        return self._load(numpy.arange(1 << self._bits, dtype=numpy.uint64))

    def note(self, name: str, before: Hashes, now: Hashes) -> None:
        """Remember for `settle` which marks a name has, and had when all was settled last."""
        self._before.setdefault(name, before)
        self._now[name] = now

    def settle(self) -> None:
        """Make all changes that were noted: many together cost less than one by one."""
        before, now, self._before, self._now = self._before, self._now, {}, {}
        self.change(before, {name: marks for name, marks in now.items() if len(marks)})

    def change(self, before: Mapping[str, Hashes], now: Mapping[str, Hashes]) -> None:
        """Let the names that had the marks `before` have those of `now`; names that are in neither keep theirs."""
        names = before.keys() | now.keys()
        if not names:
            return
        import numpy

        none = numpy.empty(0, numpy.uint64)
        other = [numpy.setxor1d(before.get(name, none), now.get(name, none), True) for name in names]
        touched = self._buckets(distinct(numpy.concatenate([none, *other])))
        if not len(touched):
            return
        if len(touched) >= _ALL_FROM * (1 << self._bits):
            self._write_all(self.whole().changed(names, now))
            return
        within = {name: marks[are_among(marks >> self._shift, touched)] for name, marks in now.items()}
        part = self._load(touched).changed(names, within)
        if self._write(touched, part) > 4 * _FULL:
            self._write_all(self.whole())

    @property
    def _about(self) -> tuple[int, tuple[str, ...]]:
        """The number of first bits that tell the bucket, and the names in the order of their numbers."""
        if self._read is None:
            self._read = self._abouts.must(_ABOUT) if self._table or self._abouts else (1, ())
        return self._read

    @property
    def _bits(self) -> int:
        return self._about[0]

    @property
    def _shift(self) -> Hashes:
        import numpy

        shift: Hashes = numpy.uint64(64 - self._bits)  # type: ignore[assignment]
        return shift

    def _buckets(self, marks: Hashes) -> Hashes:
        """The numbers of the buckets in which these marks stand, ascending."""
        return distinct(marks >> self._shift)

    def _load(self, buckets: Hashes) -> Index:
        names = self._about[1]
        if not names:
            return Index.of([])
        kept = [self._table.must(f"{bucket:x}") for bucket in buckets.tolist()]
        return Index.from_kept(
            names, *(b"".join(part) for part in zip(*kept, strict=True)) if kept else (b"", b"")
        )

    def _write(self, buckets: Hashes, part: Index) -> int:
        """Write these buckets; gives how many different marks the fullest has, if it has many."""
        import numpy

        numbers = part.hashes >> self._shift
        starts, ends = numpy.searchsorted(numbers, buckets), numpy.searchsorted(numbers, buckets, "right")
        self._table.put(
            {
                f"{bucket:x}": part.kept(start, end)
                for bucket, start, end in zip(buckets.tolist(), starts, ends, strict=True)
            }
        )
        if part.ids != self._about[1]:
            self._keep_about(self._bits, part.ids)
        large = [
            part.hashes[start:end] for start, end in zip(starts, ends, strict=True) if end - start > _FULL
        ]
        return max((len(distinct(marks)) for marks in large), default=0)

    def _write_all(self, index: Index) -> None:
        import numpy

        self._table.clear()
        index = index.compacted()
        self._keep_about(max(1, (len(index.hashes) // _FULL).bit_length()), index.ids)
        self._write(numpy.arange(1 << self._bits, dtype=numpy.uint64), index)

    def _keep_about(self, bits: int, names: tuple[str, ...]) -> None:
        self._read = bits, names
        self._abouts[_ABOUT] = self._read
