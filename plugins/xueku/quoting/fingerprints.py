"""Fingerprints of texts: equal runs of twenty characters have one in common, whatever stands around them.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of every eleven grams of ten characters that follow one another the one with the least
hash is kept. A run of twenty characters has eleven grams, so its least one is kept on both sides. About one gram in six is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Hashes = NDArray[numpy.uint64]
    Offsets = NDArray[numpy.intp]

LEAST_RUN = 20
GRAM = 10
_BASE = 0x9E3779B97F4A7C15
_MIXER = 0xD6E8FEB86659FD93


def fingerprints(normal: str) -> tuple[Hashes, Offsets]:
    """The kept hashes of a text in normal form, in the order of their grams, and where these start."""
    import numpy

    if len(normal) < LEAST_RUN:
        return numpy.empty(0, numpy.uint64), numpy.empty(0, numpy.intp)
    hashes = _gram_hashes(normal)
    least = _sliding(hashes, numpy.minimum)
    padded = numpy.concatenate([_edge(), least, _edge()])
    kept = numpy.flatnonzero(_sliding(padded, numpy.maximum) == hashes)
    return hashes[kept], kept


def as_bytes(hashes: Hashes) -> bytes:
    """The different hashes in ascending order, as eight bytes each."""
    import numpy

    return numpy.unique(hashes).astype("<u8").tobytes()


def from_bytes(content: bytes) -> Hashes:
    """The hashes that `as_bytes` wrote."""
    import numpy

    return numpy.frombuffer(content, "<u8")


def united(parts: Sequence[Hashes]) -> Hashes:
    """The hashes of all parts, in ascending order; none of no parts."""
    import numpy

    return numpy.unique(numpy.concatenate([*parts, numpy.empty(0, numpy.uint64)]))


def have_common(content: bytes, hashes: Hashes) -> bool:
    """Whether hashes that `as_bytes` wrote have one in common with others, which ascend."""
    return bool(are_among(from_bytes(content), hashes).any())


def are_among(some: Hashes, hashes: Hashes) -> NDArray[numpy.bool_]:
    """For each of some hashes whether it is one of others, which ascend."""
    import numpy

    if not len(hashes):
        return numpy.zeros(len(some), numpy.bool_)
    # `numpy.isin` would sort the others each time.
    places = numpy.minimum(numpy.searchsorted(hashes, some), len(hashes) - 1)
    found: NDArray[numpy.bool_] = hashes[places] == some
    return found


def _gram_hashes(normal: str) -> Hashes:
    """A mixed hash of every gram, by where it starts: powers of a base, doubled from one character to two, four, eight, ten."""
    import numpy

    def power(exponent: int) -> numpy.uint64:
        return numpy.uint64(pow(_BASE, exponent, 1 << 64))

    # A lone surrogate cannot stand in a file that was read as UTF-8, but a test may make one.
    one = numpy.frombuffer(normal.encode("utf-32-le", "surrogatepass"), "<u4").astype(numpy.uint64)
    two = one[:-1] * power(1) + one[1:]
    four = two[:-2] * power(2) + two[2:]
    eight = four[:-4] * power(4) + four[4:]
    ten: Hashes = eight[:-2] * power(2) + two[8:]
    ten ^= ten >> numpy.uint64(32)
    ten *= numpy.uint64(_MIXER)
    ten ^= ten >> numpy.uint64(29)
    return ten


def _sliding(values: Hashes, best: numpy.ufunc) -> Hashes:
    """The best of every eleven values that follow one another."""
    two = best(values[:-1], values[1:])
    four = best(two[:-2], two[2:])
    eight = best(four[:-4], four[4:])
    eleven: Hashes = best(eight[:-3], eight[3:])
    return eleven


def _edge() -> Hashes:
    """Stands for windows that are not there: less than any least hash."""
    import numpy

    return numpy.zeros(LEAST_RUN - GRAM, numpy.uint64)
