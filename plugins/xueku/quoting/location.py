"""Where in a text altered words come from: short grams that they share vote for a place, whose ends are then made exact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_SLACK = 12
_BUCKET = 8
_MOST_HITS = 48
"""A gram that stands in a text more often says little of the place."""
_TRIED = 4
_MOST_ALTERED = 0.4
"""The part of the characters that may be altered; what differs more is another text."""


@dataclass(frozen=True)
class Located:
    """`text[start:end]` is what the words come from; `distance` is the number of characters put in, left out or replaced."""

    start: int
    end: int
    distance: int


def locate(words: str, text: str, start: int, end: int) -> Located | None:
    """The likeliest origin of `words` in `text[start:end]`; None if there is none that is near."""
    size = 4 if len(words) >= 24 else 2
    hits = _hits(words, text, start, end, size)
    votes = Counter[int]()
    for index, found in hits.items():
        for bucket in {(place - index) // _BUCKET for place in found}:
            votes[bucket] += 1
            votes[bucket + 1] += 1
    best: Located | None = None
    for bucket, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_TRIED]:
        tried = _fit(words, text, (start, end), hits, bucket * _BUCKET, size)
        if tried and (best is None or tried.distance < best.distance):
            best = tried
    longest = max(len(words), best.end - best.start) if best else 1
    return best if best and best.distance <= max(1, int(longest * _MOST_ALTERED)) else None


def _hits(words: str, text: str, start: int, end: int, size: int) -> dict[int, list[int]]:
    """For the offset of each gram of the words the places where it stands in the text."""
    places: dict[str, list[int]] = {}
    hits: dict[int, list[int]] = defaultdict(list)
    for index in range(len(words) - size + 1):
        gram = words[index : index + size]
        if gram not in places:
            places[gram] = list(_occurrences(gram, text, start, end))
        if 0 < len(places[gram]) <= _MOST_HITS:
            hits[index] = places[gram]
    return hits


def _occurrences(gram: str, text: str, start: int, end: int) -> Iterator[int]:
    place = text.find(gram, start, end)
    for _ in range(_MOST_HITS + 1):
        if place < 0:
            return
        yield place
        place = text.find(gram, place + 1, end)


def _fit(
    words: str, text: str, bounds: tuple[int, int], hits: dict[int, list[int]], shift: int, size: int
) -> Located | None:
    """What the words come from if they stand about `shift` characters further on in the text."""
    from rapidfuzz.distance import Levenshtein

    tolerance = max(_SLACK, len(words) // 4)
    near = [
        (index, place)
        for index, found in hits.items()
        for place in found
        if abs(place - index - shift) <= tolerance
    ]
    if not near:
        return None
    shifts = Counter(place - index for index, place in near)
    likeliest = min(shifts, key=lambda found: (-shifts[found], found))
    first, begun = min(near, key=lambda hit: (hit[0], abs(hit[1] - hit[0] - likeliest)))
    last, ended = max(near, key=lambda hit: (hit[0], -abs(hit[1] - hit[0] - likeliest)))
    if ended < begun:
        return None
    start = _best_start(words[:first], text, begun, bounds[0])
    end = _best_end(words[last + size :], text, ended + size, bounds[1])
    return Located(start, end, Levenshtein.distance(words, text[start:end]))


def _best_start(words: str, text: str, end: int, least: int) -> int:
    """Where words that end at `end` most likely start."""
    tried = range(max(least, end - len(words) - _SLACK), end + 1) if words else [end]
    return min(tried, key=lambda start: _unlikeness(words, text[start:end]), default=end)


def _best_end(words: str, text: str, start: int, most: int) -> int:
    """Where words that start at `start` most likely end."""
    tried = range(start, min(most, start + len(words) + _SLACK) + 1) if words else [start]
    return min(tried, key=lambda end: _unlikeness(words, text[start:end]), default=start)


def _unlikeness(words: str, source: str) -> tuple[int, int, int]:
    """Altered characters; of equally many, more that are the same are likelier, then an equal length."""
    from rapidfuzz.distance import LCSseq, Levenshtein

    distance, same = Levenshtein.distance(words, source), LCSseq.similarity(words, source)
    return distance, -same, abs(len(source) - len(words))
