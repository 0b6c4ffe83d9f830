"""主持词: what the facilitator says, in large type, with the minutes of the agenda."""

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


def host_script(linked: Linked, record: Record, press: Press) -> bytes:
    """The PDF of a record's part `host`, Raises XuekuError if it cannot be set.

    A heading that is a step of the agenda shows from which minute it runs; a paragraph all in brackets is what the facilitator does.
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
        elif isinstance(block, Paragraph) and words.startswith("（") and words.endswith("）"):
            yield Box("aside", (), (block,))
        else:
            yield block
