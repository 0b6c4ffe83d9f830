"""审签单: one record's sheet for those who sign by hand, as a PDF of A4 pages set by Typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError

_TEMPLATE = "review_sheet.typ"
_CREATED = 1_767_225_600
"""The date that the file gives for itself: the same bytes whenever it is made."""


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


def review_sheet(sheet: Sheet) -> bytes:
    """The PDF of a sheet, the same bytes for the same sheet on a machine. Raises XuekuError if what sets it is not installed."""
    try:
        import segno
        import typst
    except ModuleNotFoundError as error:
        raise XuekuError(
            "xueku", f"没有安装排版程序（{error.name}）", "运行 pip install 'xueku[pdf]'"
        ) from None
    code = segno.make(sheet.digest.upper(), error="m")
    with TemporaryDirectory(prefix="xueku-") as folder:
        place = Path(folder)
        (place / _TEMPLATE).write_bytes(files(__package__).joinpath(_TEMPLATE).read_bytes())
        (place / "sheet.json").write_text(json.dumps(asdict(sheet), ensure_ascii=False), "utf-8")
        code.save(str(place / "code.svg"), border=0, xmldecl=False)
        try:
            return typst.compile(str(place / _TEMPLATE), root=folder, format="pdf", timestamp=_CREATED)
        except RuntimeError as error:
            raise XuekuError(
                "审签单", f"排不出来：{str(error).splitlines()[0]}", "把这一行告诉维护的人"
            ) from None
