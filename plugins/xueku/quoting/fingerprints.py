"""Fingerprints of texts: equal runs of twenty characters have one in common, whatever stands around them. About one gram in six is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from xueku.catalog.code_points import code_points
from xueku.catalog.distinct import distinct
from xueku.model.work_text import Place, WorkText
from xueku.quoting.winnowing import Winnowing, are_among

if TYPE_CHECKING:
    from xueku.quoting.winnowing import Hashes, Offsets

LEAST_RUN = 20
GRAM = 10
_WINNOWING = Winnowing(GRAM, LEAST_RUN)


def fingerprints(normal: str) -> tuple[Hashes, Offsets]:
    """The kept hashes of a text in normal form, in the order of their grams, and where these start."""
    return _WINNOWING.marks(code_points(normal))


def as_bytes(hashes: Hashes) -> bytes:
    """The different hashes in ascending order, as eight bytes each."""
    return distinct(hashes).astype("<u8").tobytes()


def from_bytes(content: bytes) -> Hashes:
    """The hashes that `as_bytes` wrote."""
    import numpy

    return numpy.frombuffer(content, "<u8")


def united(parts: Sequence[Hashes]) -> Hashes:
    """The hashes of all parts, in ascending order; none of no parts."""
    import numpy

    return distinct(numpy.concatenate([*parts, numpy.empty(0, numpy.uint64)]))


def have_common(content: bytes, hashes: Hashes) -> bool:
    """Whether hashes that `as_bytes` wrote have one in common with others, which ascend."""
    return bool(are_among(from_bytes(content), hashes).any())


def changed_fingerprints(old: WorkText, new: WorkText) -> list[Hashes]:
    """The fingerprints of two versions of a work in and around what differs, its place included: what has none of these in common has nothing to do with the change."""
    pieces, others = _pieces(old), _pieces(new)
    first = _common(pieces, others)
    last = _common(pieces[first:][::-1], others[first:][::-1])
    start, end = _length(pieces[:first]), _length(pieces[len(pieces) - last :])
    some, other = pieces[first : len(pieces) - last], others[first : len(others) - last]
    if len(some) == len(other) == 1 and some[0][1] == other[0][1]:
        # One article or section, however long: only the words that differ count.
        same = _common(some[0][0], other[0][0])
        start += same
        end += _common(some[0][0][same:][::-1], other[0][0][same:][::-1])
    return [_around(old, start, end), _around(new, start, end)]


_Piece = tuple[str, Place | None]


def _pieces(work: WorkText) -> list[_Piece]:
    """The text cut where a place begins or ends, each piece with its place, wherever that stands."""
    cuts = sorted({0, len(work.text), *(cut for place in work.places for cut in (place.start, place.end))})
    return [(work.text[start:end], _called(work, start)) for start, end in pairwise(cuts)]


def _called(work: WorkText, offset: int) -> Place | None:
    found = work.place_at(offset)
    return found._replace(start=0, end=0) if found else None


def _common(some: Sequence[object], others: Sequence[object]) -> int:
    """How many of the first are equal."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(some), len(others)))


def _length(pieces: Sequence[_Piece]) -> int:
    return sum(len(text) for text, _ in pieces)


def _around(work: WorkText, start: int, end: int) -> Hashes:
    """The fingerprints of a work between so many characters of its start and so many of its end, and a little around."""
    hashes, offsets = fingerprints(work.normal)
    # A run that ends or begins where the change is has a fingerprint within its last or first twenty characters.
    return hashes[(offsets >= start - LEAST_RUN) & (offsets <= len(work.text) - end + LEAST_RUN)]
