"""Faults that are put into a text: words within a line, or a block between two paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.bench.rules.fault import Alter


def within(words: Callable[[Random], str]) -> Alter:
    """Puts words after a comma or at the end of a line of a paragraph, drawn at random."""

    def alter(random: Random, file: str) -> tuple[str, int] | None:
        lines = file.split("\n")
        places = _paragraphs(lines)
        if not places:
            return None
        number = random.choice(places)
        line = lines[number]
        stops = [index + 1 for index, character in enumerate(line) if character in "，。；"] or [len(line)]
        at = random.choice(stops)
        lines[number] = line[:at] + words(random) + line[at:]
        return "\n".join(lines), number + 1

    return alter


def between(block: Callable[[Random], str], line: int = 0) -> Alter:
    """Puts a block between two paragraphs; the fault is on the line of this number within it, from 0."""

    def alter(random: Random, file: str) -> tuple[str, int] | None:
        lines = file.split("\n")
        places = _paragraphs(lines)
        if not places:
            return None
        number = random.choice(places) + 1
        lines[number:number] = ["", *block(random).split("\n"), ""]
        return "\n".join(lines), number + 2 + line

    return alter


def _paragraphs(lines: list[str]) -> list[int]:
    """The indexes of lines of the body that are whole paragraphs."""
    body = lines.index("---", 1) + 1
    padded = [*lines, ""]
    return [
        index
        for index in range(body, len(lines))
        if len(lines[index]) > 10
        and not lines[index].startswith(("#", ">", "|", "-", " ", "!"))
        and not padded[index + 1].strip()
        and not padded[index - 1].strip()
    ]
