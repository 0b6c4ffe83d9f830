"""主持词: what the facilitator says, in large type, with the minutes of the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xueku.kinds import Course
from xueku.model.direction import directions
from xueku.model.document import Block, Box, Document, Heading, Inline, Line, Paragraph, Run, line_text
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_LABEL = "主持词"


def host_script(linked: Linked, record: Record, press: Press) -> bytes:
    """The PDF of a record's part `host`, Raises XuekuError if it cannot be set.

    A heading that is a step of the agenda shows from which minute it runs; what the facilitator does stands apart from what is said.
    """
    script = part_document(linked, record, "host")
    told = Document(tuple(_told(script.blocks, _minutes(record))), script.notes)
    return press.pdf(
        "host_script.typ", f"{_LABEL}：{record.resource.title}", front(record, _LABEL), {"host": told}
    )


def _minutes(record: Record) -> dict[str, str]:
    """For the title of each step of the agenda, in which minutes after the start it runs."""
    found: dict[str, str] = {}
    begins = 0
    for item in record.resource.agenda if isinstance(record.resource, Course) else ():
        found[item.title] = f"第 {begins}—{begins + item.minutes} 分钟"
        begins += item.minutes
    return found


def _told(blocks: tuple[Block, ...], minutes: dict[str, str]) -> Iterator[Block]:
    for block in blocks:
        words = line_text(block.line) if isinstance(block, Heading | Paragraph) else ""
        if isinstance(block, Heading) and words in minutes:
            yield replace(block, line=(*block.line, Run(f"　{minutes[words]}", emphasis=True)))
        elif isinstance(block, Paragraph) and _is_direction(words):
            yield Box("aside", (), (block,))
        elif isinstance(block, Paragraph):
            yield replace(block, line=tuple(_marked(block.line)))
        else:
            yield block


def _is_direction(words: str) -> bool:
    return all(is_direction for _, is_direction in directions(words))


def _marked(line: Line) -> Iterator[Inline]:
    """The line with directions at its ends set in the hand of emphasis."""
    for position, piece in enumerate(line):
        if isinstance(piece, Run) and position in (0, len(line) - 1):
            for words, is_direction in directions(piece.text):
                yield replace(piece, text=words, emphasis=piece.emphasis or is_direction)
        else:
            yield piece
