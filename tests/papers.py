"""A press for tests, and what a PDF says; without the extra or without fonts the test is skipped and says why."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from xueku.model.diagnostic import XuekuError
from xueku.typesetting.fonts import Fonts, find_fonts
from xueku.typesetting.press import Press


def press_at(root: Path, site_url: str = "") -> Press:
    found = _found()
    if isinstance(found, XuekuError):
        pytest.skip(str(found))
    return Press(found, root, "示例学习网", site_url)


@cache
def _found() -> Fonts | XuekuError:
    """The fonts of this machine, whatever a lock says of others."""
    try:
        return find_fonts(Path("/nowhere"))
    except XuekuError as error:
        return error


def pages(pdf: bytes) -> list[str]:
    """The text of each page without blanks."""
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def fonts_in(pdf: bytes) -> dict[str, bool]:
    """The fonts that a PDF names, and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            found[str(inner["/BaseFont"])] = (
                "/FontFile3" in inner["/FontDescriptor"] or "/FontFile2" in inner["/FontDescriptor"]
            )
    return found
