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
    one that ends a run of the title is preferred, then the first.
    """
    width = len(title)
    before2: list[tuple[int, int]] = []
    before = [(0, start) for start in range(width + 1)]
    for i, character in enumerate(typed, 1):
        row = [(i, 0)]
        for j in range(1, width + 1):
            best = (before[j - 1][0] + (character != title[j - 1]), before[j - 1][1])
            if before[j][0] + 1 < best[0]:
                best = (before[j][0] + 1, before[j][1])
            if row[j - 1][0] + 1 < best[0]:
                best = (row[j - 1][0] + 1, row[j - 1][1])
            is_swap = i > 1 and j > 1 and character == title[j - 2] and typed[i - 2] == title[j - 1]
            if is_swap and before2[j - 2][0] + 1 < best[0]:
                best = (before2[j - 2][0] + 1, before2[j - 2][1])
            row.append(best)
        before2, before = before, row
    end = min(range(width + 1), key=lambda j: (before[j][0], not _ends_run(title, j), j))
    distance, start = before[end]
    return Stretch(
        title[start:end], distance, _ends_run(title, end) or start == 0 or not title[start - 1].isalnum()
    )


def mistakes_in(length: int) -> int:
    """How many characters may be wrong in a text of this length."""
    return 1 if length < 6 else 2


def _ends_run(title: str, end: int) -> bool:
    return end == len(title) or not title[end].isalnum()
