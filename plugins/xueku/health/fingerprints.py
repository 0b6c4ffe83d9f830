"""Winnowed fingerprints: which stretches of which texts are the same, at a cost that grows with the texts and not with their pairs.

Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003. Of the hashes of all runs of `RUN` characters the least in each window of `WINDOW` is kept, so
two texts with `RUN + WINDOW - 1` characters in common share a fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RUN = 6
WINDOW = 4

MOST_PAIRED = 8
"""A fingerprint in more texts than this pairs each with the next only: a form of words that all have does not make every pair."""

GAP = 40
"""Matches of one stretch lie no farther apart than this."""

BAND = 64
"""So much may be left out or put in between the first match of a stretch and the last."""

_MULTIPLIER = np.uint64(0x9E37_79B9_7F4A_7C15)
_OTHER_MULTIPLIER = np.uint64(0xBF58_476D_1CE4_E5B9)
_Hashes = NDArray[np.uint64]
_Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of one text, each once, at its first place."""

    hashes: _Hashes
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


def fingerprints(characters: NDArray[np.uint32]) -> Fingerprints:
    """The fingerprints of a text, given as code points."""
    if len(characters) < RUN:
        return Fingerprints(np.empty(0, np.uint64), np.empty(0, np.int64))
    hashes = _hashes(characters.astype(np.uint64))
    kept = _winnowed(hashes)[::-1]
    found, first = np.unique(hashes[kept], return_index=True)
    return Fingerprints(found, kept[first])


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


def without(text: Fingerprints, known: _Hashes) -> Fingerprints:
    """The fingerprints of a text that are not among `known`, which is sorted."""
    if not len(known) or not len(text.hashes):
        return text
    at = np.minimum(np.searchsorted(known, text.hashes), len(known) - 1)
    new = known[at] != text.hashes
    return Fingerprints(text.hashes[new], text.places[new])


def _hashes(characters: _Hashes) -> _Hashes:
    """A hash of each run of `RUN` characters, mixed so that the least ones are spread evenly."""
    count = len(characters) - RUN + 1
    total = np.zeros(count, np.uint64)
    for offset in range(RUN):
        total = total * _MULTIPLIER + characters[offset : offset + count]
    total ^= total >> np.uint64(31)
    total *= _OTHER_MULTIPLIER
    return total ^ (total >> np.uint64(29))


def _winnowed(hashes: _Hashes) -> _Numbers:
    """The places of the least hash of each window, of equal ones the last, in descending order."""
    window = min(WINDOW, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes[::-1], window)
    least: _Numbers = len(hashes) - 1 - (np.arange(len(windows)) + windows.argmin(axis=1))
    # From one window to the next this place never turns back, so equal ones stand together.
    is_new: NDArray[np.bool_] = np.concatenate(([True], np.diff(least) != 0))
    return least[is_new]


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
