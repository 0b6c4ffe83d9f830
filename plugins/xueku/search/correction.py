"""Words that were mistyped: the stretch of a title that was probably meant. web/src/correction.ts is the same in TypeScript."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """A stretch of a title, its distance from what was typed, and whether a run of the title begins or ends with it."""

    text: str
    distance: int
    is_at_edge: bool


def nearest_stretch(typed: str, title: str) -> Stretch:
    """The stretch of `title` that is nearest to `typed`.

    The distance is the number of characters to change, add, leave out or swap with their neighbour. Of equally near stretches the
    one whose length is nearest to that of `typed` is preferred, then one that ends a run of the title, then the first; with several
    mistakes one that is nearly as good may be taken.
    """
    width = len(title)
    before2: list[tuple[int, int]] = []
    before = [(0, start) for start in range(width + 1)]
    for i, character in enumerate(typed, 1):
        row = [(i, 0)]
        for j in range(1, width + 1):
            ways = [(before[j - 1], int(character != title[j - 1])), (before[j], 1), (row[j - 1], 1)]
            if i > 1 and j > 1 and character == title[j - 2] and typed[i - 2] == title[j - 1]:
                ways.append((before2[j - 2], 1))
            row.append(_nearest([(distance + more, start) for (distance, start), more in ways], j - i))
        before2, before = before, row

    def grade(end: int) -> tuple[int, int, bool, int]:
        distance, start = before[end]
        return distance, abs(end - start - len(typed)), not _ends_run(title, end), end

    end = min(range(width + 1), key=grade)
    distance, start = before[end]
    return Stretch(
        title[start:end], distance, _ends_run(title, end) or start == 0 or not title[start - 1].isalnum()
    )


def _nearest(ways: list[tuple[int, int]], diagonal: int) -> tuple[int, int]:
    """Of pairs of distance and start the least distance; of equal ones the start that makes the lengths most alike."""
    return min(ways, key=lambda way: (way[0], abs(way[1] - diagonal)))


def mistakes_in(length: int) -> int:
    """How many characters may be wrong in a text of this length."""
    return 1 if length < 6 else 2


def _ends_run(title: str, end: int) -> bool:
    return end == len(title) or not title[end].isalnum()
