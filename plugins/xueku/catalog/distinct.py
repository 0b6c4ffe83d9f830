"""Numbers, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Number = TypeVar("Number", bound=numpy.generic)


def distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """The different numbers of an array in ascending order. `numpy.unique` gives the same, but loads numpy's masked arrays to begin with."""
    import numpy

    ordered = numpy.sort(numbers)
    return ordered[first_places(ordered)]


def first_places(ordered: NDArray[Number]) -> NDArray[numpy.int64]:
    """Where in a sorted array each number stands for the first time."""
    import numpy

    is_first = numpy.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return numpy.flatnonzero(is_first)
