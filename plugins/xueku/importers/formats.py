"""Which format a foreign file is in, told by the ending of its name."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

Format = Literal["docx", "markdown", "html", "table"]
ENDINGS: dict[str, Format] = {
    ".docx": "docx",
    ".doc": "docx",
    ".wps": "docx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".xlsx": "table",
    ".xlsm": "table",
    ".csv": "table",
}


def format_of(name: str) -> Format:
    """The format of a file of this name; a Word file where the name tells nothing, whose bytes then tell what it is."""
    return ENDINGS.get(PurePath(name).suffix.lower(), "docx")
