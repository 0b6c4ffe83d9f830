"""Whether quoted words stand in a text, in normal form, in their order."""

from __future__ import annotations

from collections.abc import Sequence

CLOSED = "。"
PAUSES = "，；：、"
Range = tuple[int, int]
"""From where to where something reaches in a text; the end is not part of it."""


def in_order(pieces: Sequence[str], normal: str, ranges: Sequence[Range] = ()) -> bool:
    """Whether the pieces follow one another in a text, each beginning in one of the ranges; without ranges, anywhere.

    The last one may be closed with a full stop where the text goes on after a pause: half a sentence has to end too.
    """
    start = 0
    for number, piece in enumerate(pieces, 1):
        end = _end_of(piece, normal, ranges, start)
        if end is None and number == len(pieces) and piece.endswith(CLOSED):
            end = _end_of(piece[:-1], normal, ranges, start, PAUSES)
        if end is None:
            return False
        start = end
    return True


def place_of(piece: str, normal: str) -> int:
    """Where a piece stands first, closed or not; -1 if nowhere."""
    place = normal.find(piece)
    return place if place >= 0 else normal.find(piece.removesuffix(CLOSED))


def _end_of(words: str, normal: str, ranges: Sequence[Range], start: int, followed: str = "") -> int | None:
    """Where `words` end that begin in one of the ranges, and are followed by one of these marks if there are any."""
    place = normal.find(words, start) if words else -1
    while place >= 0:
        end = place + len(words)
        is_within = not ranges or any(begin <= place < stop for begin, stop in ranges)
        if is_within and (not followed or normal[end : end + 1] in [*followed]):
            return end
        place = normal.find(words, place + 1)
    return None
