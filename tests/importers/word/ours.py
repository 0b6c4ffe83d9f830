"""What our own reader finds in a file, taken from the Markdown that it writes."""

from __future__ import annotations

import re
from html import unescape

from tests.importers.word.scoring import Found
from xueku.importers.docx.conversion import convert
from xueku.importers.visible import visible_text

_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)


def read(name: str, content: bytes, *, accepts_changes: bool = False) -> Found:
    """Everything that is scored."""
    found = convert(name, content, accepts_changes=accepts_changes)
    body = "\n\n".join([*(row.markdown for row in found.rows), *found.notes])
    return Found(
        headings=[(len(match[1]) - 1, _shown(match[2])) for match in _HEADING.finditer(body)],
        tables=[_cells(row.markdown) for row in found.rows if row.role == "table"],
        pictures=len(re.findall(r"!\[[^\]]*\]\(media/", body)),
        units=found.units,
        day=found.day.isoformat() if found.day else "",
        attachments=found.attachments,
        title=found.title,
        text=visible_text(body),
    )


def _cells(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.split("\n") if line.startswith("|")]
    rows = [[_shown(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in rows if not all(re.fullmatch("-+", cell) for cell in row)]


def _shown(markdown: str) -> str:
    return unescape(re.sub(r"\\(.)", r"\1", markdown).replace("**", ""))
