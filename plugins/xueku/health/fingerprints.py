"""Fingerprints of texts, and stretches that two texts have in common, at a cost that grows with the texts and not with their pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xueku.quoting.winnowing import Winnowing, are_among

if TYPE_CHECKING:
    from xueku.catalog.code_points import CodePoints
    from xueku.quoting.winnowing import Hashes

RUN = 6
WINDOW = 4

MOST_PAIRED = 8
"""A fingerprint in more texts than this pairs each with the next only: a form of words that all have does not make every pair."""

GAP = 40
"""Matches of one stretch lie no farther apart than this."""

BAND = 64
"""So much may be left out or put in between the first match of a stretch and the last."""

_WINNOWING = Winnowing(RUN, RUN + WINDOW - 1)
_Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of one text, each once, at its first place."""

    hashes: Hashes
    places: _Numbers


@dataclass(frozen=True, order=True)
class Stretch:
    """Where two texts, by their numbers, seem to say the same: `start` to `end` in each."""

    first: int
    second: int
    first_start: int
    first_end: int
    second_start: int
    second_end: int

    def overlaps(self, other: Stretch) -> bool:
        """Whether both are of the same two texts and have a place in common in each."""
        return (
            (self.first, self.second) == (other.first, other.second)
            and max(self.first_start, other.first_start) < min(self.first_end, other.first_end)
            and max(self.second_start, other.second_start) < min(self.second_end, other.second_end)
        )


def fingerprints(text: CodePoints) -> Fingerprints:
    """The fingerprints of a text."""
    hashes, places = _WINNOWING.marks(text)
    found, first = np.unique(hashes, return_index=True)
    return Fingerprints(found, places[first])


def stretches(texts: Sequence[Fingerprints], least_matches: int) -> list[Stretch]:
    """Where any two texts share `least_matches` fingerprints in one stretch, ordered by numbers of texts and by place.

    Matches belong together that are near each other in the first text and about as far apart in the second. Those are looked for in bands of
    distances that overlap by half, so that words left out or put in part no stretch.
    """
    pairs = _pairs(texts)
    if not pairs.shape[1]:
        return []
    found = {stretch for shift in (0, BAND // 2) for stretch in _in_bands(pairs, shift, least_matches)}
    return _outermost(sorted(found))


def _in_bands(pairs: _Numbers, shift: int, least_matches: int) -> Iterator[Stretch]:
    bands = (pairs[3] - pairs[2] + shift) // BAND
    order = np.lexsort((pairs[2], bands, pairs[1], pairs[0]))
    first, second, first_place, second_place = pairs[:, order]
    breaks = (
        (np.diff(first) != 0)
        | (np.diff(second) != 0)
        | (np.diff(bands[order]) != 0)
        | (np.diff(first_place) > GAP)
    )
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    counts = np.diff(np.concatenate((starts, [len(first)])))
    columns = (
        first[starts],
        second[starts],
        np.minimum.reduceat(first_place, starts),
        np.maximum.reduceat(first_place, starts) + RUN,
        np.minimum.reduceat(second_place, starts),
        np.maximum.reduceat(second_place, starts) + RUN,
    )
    kept = counts >= least_matches
    return (Stretch(*row) for row in np.stack(columns)[:, kept].T.tolist())


def _outermost(found: Sequence[Stretch]) -> list[Stretch]:
    """Of stretches that overlap in both texts only the longest."""
    kept: list[Stretch] = []
    for stretch in found:
        if kept and kept[-1].overlaps(stretch):
            kept[-1] = max(kept[-1], stretch, key=lambda one: one.first_end - one.first_start)
        else:
            kept.append(stretch)
    return kept


def without(text: Fingerprints, known: Hashes) -> Fingerprints:
    """The fingerprints of a text that are not among `known`, which is sorted."""
    new = ~are_among(text.hashes, known)
    return Fingerprints(text.hashes[new], text.places[new])


def _pairs(texts: Sequence[Fingerprints]) -> _Numbers:
    """Four rows: the numbers of two texts, the lesser first, and the places in each of a fingerprint that they share."""
    hashes = np.concatenate([text.hashes for text in texts] or [np.empty(0, np.uint64)])
    numbers = np.repeat(np.arange(len(texts)), [len(text.hashes) for text in texts])
    places = np.concatenate([text.places for text in texts] or [np.empty(0, np.int64)])
    order = np.argsort(hashes, kind="stable")
    hashes, numbers, places = hashes[order], numbers[order], places[order]
    _, starts, sizes = np.unique(hashes, return_index=True, return_counts=True)
    size, rank = np.repeat(sizes, sizes), np.arange(len(hashes)) - np.repeat(starts, sizes)
    found = []
    for distance in range(1, min(MOST_PAIRED, int(sizes.max(initial=1)))):
        is_paired = (rank + distance < size) & ((distance == 1) | (size <= MOST_PAIRED))
        left = np.flatnonzero(is_paired)
        right = left + distance
        found.append(np.stack((numbers[left], numbers[right], places[left], places[right])))
    return np.concatenate(found, axis=1) if found else np.empty((4, 0), np.int64)
