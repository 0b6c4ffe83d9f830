"""All texts of the library at once: which of them have words in common with a text, and where quoted words stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from xueku.model.work_text import Place, WorkText
from xueku.quoting.fingerprints import GRAM, LEAST_RUN, fingerprints, united
from xueku.quoting.matching import CLOSED, Source, in_order
from xueku.quoting.quotations import Quotation
from xueku.quoting.winnowing import are_among

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from xueku.quoting.winnowing import Hashes

LEAST_FOREIGN = 8
"""Fewer characters stand in many works by chance."""
_MOST_PLACES = 16
_MOST_WORKS = 8
"""A form of words that more works have leads to the first of them only; rarer words of a run lead to the others."""
_STRIDE = 64
_MOST_AT_HAND = 512
"""Records that follow one another mostly share their works, and a large library takes more room than all the rest."""


@dataclass(frozen=True)
class Run:
    """`normal[start:end]` of a text is equal to what stands at `place` of a work's normal form."""

    start: int
    end: int
    work: WorkText
    place: int

    @property
    def length(self) -> int:
        """The number of characters."""
        return self.end - self.start


class Indexed(Protocol):
    """Where to ask which works have which fingerprints."""

    def part(self, marks: Hashes) -> Index:
        """An index that has of all fingerprints at least those that are among `marks`, which ascend."""
        ...


class Library:
    """The works by id, and an index of their fingerprints."""

    def __init__(self, works: Mapping[str, WorkText], index: Indexed) -> None:
        self._works, self._index = works, index
        self._normal: dict[str, tuple[WorkText, str]] = {}

    @classmethod
    def of(cls, works: Mapping[str, WorkText]) -> Library:
        """The library of these works."""
        found = ((id_, fingerprints(works[id_].normal)[0]) for id_ in sorted(works))
        return cls(works, Index.of(found))

    def has_one_of(self, marks: Hashes) -> bool:
        """Whether a work has one of these fingerprints, which ascend."""
        return bool(are_among(marks, self._index.part(marks).hashes).any())

    def origins(self, quotation: Quotation) -> Iterator[tuple[WorkText, Place | None]]:
        """The works in which quoted words stand, by id, with the place where they begin."""
        words = [piece.normal for piece in quotation.pieces]
        if len(quotation.normal) < LEAST_FOREIGN or not words:
            return
        for id_ in self._having(max(words, key=len)):
            work, normal = self._get(id_)
            if found := in_order(words, Source(normal, work.names)):
                yield work, work.place_at(found[0].start)

    def runs(self, normal: str) -> Iterator[Run]:
        """Runs of a text in normal form that also stand in a work, from left to right, none within another.

        At each place the longest is given, of equal ones that of the work whose id comes first.
        """
        hashes, offsets = fingerprints(normal)
        index = self._index.part(united([hashes]))
        is_known = are_among(hashes, index.hashes)
        end = 0
        for hash_, offset in zip(hashes[is_known], offsets[is_known], strict=True):
            if offset + GRAM <= end:
                continue
            run = self._longest(normal, int(offset), index.owners_of(hash_))
            if run and run.length >= LEAST_RUN:
                yield run
                end = run.end

    def _longest(self, normal: str, offset: int, ids: Iterable[str]) -> Run | None:
        found = (run for id_ in sorted(ids)[:_MOST_WORKS] for run in self._runs_at(normal, offset, id_))
        return max(found, key=lambda run: run.length, default=None)

    def _runs_at(self, normal: str, offset: int, id_: str) -> Iterator[Run]:
        """The runs round one gram that is in a work, one for each place where it stands there."""
        work, text = self._get(id_)
        gram = normal[offset : offset + GRAM]
        place = text.find(gram)
        for _ in range(_MOST_PLACES):
            if place < 0:
                return
            back = _equal_before(normal, offset, text, place)
            length = _equal_from(normal, offset, text, place)
            yield Run(offset - back, offset + length, work, place - back)
            place = text.find(gram, place + 1)

    def _having(self, words: str) -> Sequence[str]:
        """The ids of all works in which these words can stand, closed or not."""
        marks = united([fingerprints(words.removesuffix(CLOSED))[0]])
        if not len(marks):
            # Words that are so short need not have a fingerprint in common.
            return sorted(self._works)
        index = self._index.part(marks)
        return sorted({id_ for mark in marks for id_ in index.owners_of(mark)})

    def _get(self, id_: str) -> tuple[WorkText, str]:
        if id_ not in self._normal:
            if len(self._normal) >= _MOST_AT_HAND:
                self._normal.clear()
            work = self._works[id_]
            self._normal[id_] = work, work.normal
        return self._normal[id_]


@dataclass(frozen=True)
class Index:
    """Hashes in ascending order, for each the number of its owner, and the owners' ids in the order of these numbers."""

    ids: tuple[str, ...]
    hashes: Hashes
    owners: NDArray[numpy.uint32]

    @classmethod
    def of(cls, works: Iterable[tuple[str, Hashes]]) -> Index:
        """The index of the hashes of some works, or of whatever has hashes."""
        import numpy

        found = dict(works)
        empty = cls((), numpy.empty(0, numpy.uint64), numpy.empty(0, numpy.uint32))
        return empty.changed(found.keys(), found)

    @classmethod
    def from_kept(cls, ids: tuple[str, ...], hashes: bytes, owners: bytes) -> Index:
        """The index of these hashes and owners, as `kept` gave them."""
        import numpy

        return cls(ids, numpy.frombuffer(hashes, "<u8"), numpy.frombuffer(owners, "<u4"))

    def kept(self, start: int, end: int) -> tuple[bytes, bytes]:
        """The hashes from `start` to `end` and their owners as bytes."""
        return self.hashes[start:end].astype("<u8").tobytes(), self.owners[start:end].astype("<u4").tobytes()

    def part(self, marks: Hashes) -> Index:
        """All hashes; see `Indexed`."""
        return self

    def compacted(self) -> Index:
        """The same without ids that own nothing."""
        import numpy

        used, owners = numpy.unique(self.owners, return_inverse=True)
        return Index(tuple(self.ids[number] for number in used), self.hashes, owners.astype(numpy.uint32))

    def changed(self, ids: Collection[str], works: Mapping[str, Hashes]) -> Index:
        """The index without the works of these ids, but with `works` by id."""
        import numpy

        numbers = {id_: number for number, id_ in enumerate(self.ids)}
        out = [numbers[id_] for id_ in ids if id_ in numbers]
        is_kept = ~numpy.isin(self.owners, numpy.array(out, numpy.uint32))
        names = [*self.ids, *(id_ for id_ in works if id_ not in numbers)]
        numbers = {id_: number for number, id_ in enumerate(names)}
        owners = numpy.repeat(
            numpy.array([numbers[id_] for id_ in works], numpy.uint32), [len(one) for one in works.values()]
        )
        hashes = numpy.concatenate([*works.values(), numpy.empty(0, numpy.uint64)])
        order = numpy.argsort(hashes, kind="stable")
        kept = self.hashes[is_kept]
        places = numpy.searchsorted(kept, hashes[order])
        return Index(
            tuple(names),
            numpy.insert(kept, places, hashes[order]),
            numpy.insert(self.owners[is_kept], places, owners[order]),
        )

    def owners_of(self, hash_: numpy.uint64) -> Collection[str]:
        """The ids of the works that have this hash."""
        import numpy

        start, end = numpy.searchsorted(self.hashes, hash_), numpy.searchsorted(self.hashes, hash_, "right")
        return {self.ids[number] for number in self.owners[start:end]}


def _equal_before(one: str, offset: int, other: str, place: int) -> int:
    count = 0
    while count < min(offset, place) and one[offset - count - 1] == other[place - count - 1]:
        count += 1
    return count


def _equal_from(one: str, offset: int, other: str, place: int) -> int:
    count, most = 0, min(len(one) - offset, len(other) - place)
    while (
        one[offset + count : offset + count + _STRIDE] == other[place + count : place + count + _STRIDE] != ""
    ):
        count += _STRIDE
    count = min(count, most)
    while count < most and one[offset + count] == other[place + count]:
        count += 1
    return count
