"""主持词: what the facilitator says, in large type, with the clock of the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xueku.kinds import Course
from xueku.model.document import Block, Box, Document, Heading, Paragraph, Run, line_text
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_LABEL = "主持词"


def host_script(linked: Linked, record: Record, press: Press, starts: int = 870) -> bytes:
    """The PDF of a record's part `host`, for a course that starts so many minutes after midnight. Raises XuekuError if it cannot be set.

    A heading that is a step of the agenda shows its time; a paragraph all in brackets is what the facilitator does.
    """
    script = part_document(linked, record, "host")
    told = Document(tuple(_told(script.blocks, _clock(record, starts))), script.notes)
    return press.pdf(
        "host_script.typ", f"{_LABEL}：{record.resource.title}", front(record, _LABEL), {"host": told}
    )


def _clock(record: Record, starts: int) -> dict[str, str]:
    """For the title of each step of the agenda, when it starts and how long it takes."""
    clock: dict[str, str] = {}
    for item in record.resource.agenda if isinstance(record.resource, Course) else ():
        clock[item.title] = f"{starts // 60 % 24:02}:{starts % 60:02}　{item.minutes} 分钟"
        starts += item.minutes
    return clock


def _told(blocks: tuple[Block, ...], clock: dict[str, str]) -> Iterator[Block]:
    for block in blocks:
        words = line_text(block.line) if isinstance(block, Heading | Paragraph) else ""
        if isinstance(block, Heading) and words in clock:
            yield replace(block, line=(*block.line, Run(f"　{clock[words]}", emphasis=True)))
        elif isinstance(block, Paragraph) and words.startswith("（") and words.endswith("）"):
            yield Box("aside", (), (block,))
        else:
            yield block
