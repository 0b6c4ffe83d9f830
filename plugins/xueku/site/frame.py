"""What stands around the content of a page: rendered once a section by the engine, filled for each page by joining."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import escape

from xueku.site.page import Page

_SLOTS = ("folder", "file", "title", "description", "main")
_MARK = re.compile(f"xk0({'|'.join(_SLOTS)})0kx")


def mark(slot: str) -> str:
    """The word that keeps the place of a slot while an engine renders the frame: letters and digits, which nothing escapes."""
    return f"xk0{slot}0kx"


def section_of(address: str) -> str:
    """The section that a page shares its frame with: the address of the frame's own page, with marks.

    Pages of one first folder and of equal depth look alike; a page at the root is by itself.
    """
    first, *folders = address.split("/")
    if not folders:
        return address
    return "/".join([first, *(mark("folder") for _ in folders[:-1]), f"{mark('file')}.html"])


@dataclass(frozen=True)
class Frame:
    """The HTML of a section's pages, cut at its slots: texts and names of slots by turns."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Frame:
        """The frame of a page that was rendered with marks."""
        return cls(tuple(_MARK.split(html)))

    def fill(self, page: Page) -> str:
        """The HTML of a page of this section."""
        *folders, file = page.address.split("/")
        values = {
            "folder": quote("/".join(folders[1:])),
            "file": quote(file.removesuffix(".html")),
            "title": str(escape(page.title)),
            "description": str(escape(page.description)),
            "main": page.main_html,
        }
        return "".join(values[piece] if number % 2 else piece for number, piece in enumerate(self.pieces))
