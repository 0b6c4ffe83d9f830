"""Winnowing: of a text so many fingerprints that whoever has a long enough run of it has one of them, whatever stands around.

Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003. A gram is so many characters that follow one another; of the grams in each window
the one with the least hash is kept. All is done by doubling: from one character to two, four, eight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from xueku.catalog.code_points import CodePoints

    Hashes = NDArray[numpy.uint64]
    Offsets = NDArray[numpy.intp]

_BASE = 0x9E3779B97F4A7C15
_MIXER = 0xD6E8FEB86659FD93


@dataclass(frozen=True)
class Winnowing:
    """Two texts that share `least_run` characters in a row share the mark of a gram of them; `gram` is its length."""

    gram: int
    least_run: int

    def marks(self, text: CodePoints) -> tuple[Hashes, Offsets]:
        """The kept hashes of a text, in the order of their grams, and where these start; none of a text shorter than the least run."""
        import numpy

        if len(text) < self.least_run:
            return numpy.empty(0, numpy.uint64), numpy.empty(0, numpy.intp)
        window = self.least_run - self.gram + 1
        hashes = gram_hashes(text, self.gram)
        # Stands for windows that are not there: less than any least hash.
        edge = numpy.zeros(window - 1, numpy.uint64)
        padded = numpy.concatenate([edge, _sliding(hashes, window, numpy.minimum), edge])
        kept = numpy.flatnonzero(_sliding(padded, window, numpy.maximum) == hashes)
        return hashes[kept], kept


def gram_hashes(text: CodePoints, gram: int) -> Hashes:
    """A hash of every gram of a text, by where it starts, mixed so that the least ones are spread evenly."""
    import numpy

    hashes, length, total, done = text.astype(numpy.uint64), 1, None, 0
    while length <= gram:
        if gram & length:
            total = hashes if total is None else _joined(hashes, total, length, done)
            done += length
        hashes, length = _joined(hashes, hashes, length, length), 2 * length
    assert total is not None
    total = total ^ (total >> numpy.uint64(32))
    total *= numpy.uint64(_MIXER)
    return total ^ (total >> numpy.uint64(29))


def are_among(some: Hashes, hashes: Hashes) -> NDArray[numpy.bool_]:
    """For each of some hashes whether it is one of others, which ascend."""
    import numpy

    if not len(hashes):
        return numpy.zeros(len(some), numpy.bool_)
    # `numpy.isin` would sort the others each time.
    places = numpy.minimum(numpy.searchsorted(hashes, some), len(hashes) - 1)
    found: NDArray[numpy.bool_] = hashes[places] == some
    return found


def _joined(left: Hashes, right: Hashes, left_length: int, right_length: int) -> Hashes:
    """Hashes of runs out of those of their first and of their last characters."""
    import numpy

    power = numpy.uint64(pow(_BASE, right_length, 1 << 64))
    follow = right[left_length:]
    joined: Hashes = left[: len(follow)] * power + follow[: len(left)]
    return joined


def _sliding(values: Hashes, window: int, best: numpy.ufunc) -> Hashes:
    """The best of every so many values that follow one another."""
    width = 1
    while 2 * width <= window:
        values, width = best(values[:-width], values[width:]), 2 * width
    rest = window - width
    return best(values[:-rest], values[rest:]) if rest else values
