"""审签单: one record's sheet for those who sign by hand, as a PDF of A4 pages set by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from xueku.typesetting.engine import code_picture
from xueku.typesetting.press import Press


@dataclass(frozen=True)
class Sheet:
    """All that stands on a sheet.

    `facts` are (label, value); `signed` are (stage, who, day, note); `changes` are (where, what changed since the last signature); `findings` are told as
    in a report; `stages` are those that are still to be signed. `code` is the short code of the text, `digest` all of it.
    """

    site_name: str
    title: str
    code: str
    digest: str
    facts: Sequence[tuple[str, str]]
    signed: Sequence[tuple[str, str, str, str]]
    changes: Sequence[tuple[str, str]]
    findings: Sequence[str]
    stages: Sequence[str]
    command: str


def review_sheet(sheet: Sheet, press: Press) -> bytes:
    """The PDF of a sheet, the same bytes for the same sheet and fonts. Raises XuekuError if it cannot be set."""
    data = {**asdict(sheet), "name": sheet.title}
    code = code_picture(sheet.digest.upper())
    return press.pdf("review_sheet.typ", f"审签单：{sheet.title}", data, enclosed={"code.svg": code})
