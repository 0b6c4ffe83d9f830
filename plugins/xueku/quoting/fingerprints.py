"""Fingerprints of texts: equal runs of twenty characters have one in common, whatever stands around them. About one gram in six is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xueku.quoting.winnowing import Winnowing, are_among, code_points

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
