"""An edit of what is read becomes the same edit of the Markdown behind it: links and emphasis stay where they are."""

from __future__ import annotations

from difflib import SequenceMatcher

from rapidfuzz.distance import Levenshtein

from xueku.importers.escaping import escaped
from xueku.importers.visible import visible_text


def edited(markdown: str, before: str, after: str) -> str | None:
    """`markdown`, which reads `before`, changed so that it reads `after`; None where it cannot be changed in this way."""
    places = _places(markdown, before)
    pieces: list[tuple[int, int, str]] = []
    for edit in Levenshtein.opcodes(before, after):
        i1, i2, j1, j2 = edit.src_start, edit.src_end, edit.dest_start, edit.dest_end
        if edit.tag == "equal":
            continue
        removed = [places[index] for index in range(i1, i2)]
        if None in removed:
            return None
        at = removed[0] if removed else _after(places, i1)
        if at is None:
            return None
        pieces.append((at, at, escaped(after[j1:j2])))
        pieces += [(place, place + 1, "") for place in removed if place is not None]
    text, reached = "", 0
    for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
        text += markdown[reached:start] + new
        reached = max(end, reached)
    text += markdown[reached:]
    return text if reads(text) == reads_as(after) else None


def reads(markdown: str) -> str:
    """What a reader sees of a block, without blanks."""
    return reads_as(visible_text(markdown))


def reads_as(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def _places(markdown: str, words: str) -> list[int | None]:
    """Where in the Markdown each character of its words stands; None for one that it does not spell out."""
    found: list[int | None] = [None] * len(words)
    matcher = SequenceMatcher(None, words, markdown, autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            found[block.a + offset] = block.b + offset
    return found


def _after(places: list[int | None], index: int) -> int | None:
    """Where new words go that stand before the character `index`: right behind the one before, so within its emphasis."""
    if index > 0:
        before = places[index - 1]
        return None if before is None else before + 1
    return places[0] if places else 0
