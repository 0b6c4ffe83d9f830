"""What a host script says the facilitator does, not says: a bracket that is a paragraph, or begins or ends one."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"（[^（）]*）")
_SENTENCE_ENDS = tuple("。！？…”：")


def directions(words: str) -> list[tuple[str, bool]]:
    """The words of a paragraph in pieces, each with whether it is a direction. Joined they are `words`; none is empty.

    A bracket within speech, or at the end of an unfinished sentence, is speech.
    """
    head = _BRACKET.match(words)
    begins = head.end() if head else 0
    tail = next((found for found in _BRACKET.finditer(words, begins) if found.end() == len(words)), None)
    ends = tail.start() if tail and words[: tail.start()].endswith(_SENTENCE_ENDS) else len(words)
    pieces = [(words[:begins], True), (words[begins:ends], False), (words[ends:], True)]
    return [piece for piece in pieces if piece[0]]
