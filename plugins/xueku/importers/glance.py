"""The title of a text file at a glance, before it is read: ids are given by it, so that files of one import can link to one another."""

from __future__ import annotations

import re
from pathlib import PurePath

from xueku.importers.converted import Doubt
from xueku.importers.formats import format_of
from xueku.importers.markdown.front import front_of
from xueku.importers.plain_text import text_of
from xueku.model.diagnostic import XuekuError

_HEADINGS = {
    "markdown": re.compile(r"^# +([^\n]{1,200})$", re.MULTILINE),
    "html": re.compile(r"<(?:h1|title)(?:\s[^<>]*)?>([^<>]{1,200})<", re.IGNORECASE),
}
_MOST = 200_000


def title_at_a_glance(name: str, content: bytes) -> str:
    """The title that the file most likely has; its name where nothing tells."""
    doubts: list[Doubt] = []
    try:
        text = text_of(name, content, doubts)[:_MOST]
    except XuekuError:
        return PurePath(name).stem
    if title := front_of(text).title:
        return title
    match = _HEADINGS[format_of(name)].search(text)
    return " ".join(match[1].split()) if match else PurePath(name).stem
