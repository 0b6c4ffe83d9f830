"""How the content of a file begins that is what its name says."""

from __future__ import annotations

from pathlib import Path

from xueku.source.file_types import type_of
from xueku.source.uninspected import UninspectedError

_OLD_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04")
_BEGINNINGS = {
    **dict.fromkeys("doc xls ppt wps et dps".split(), _OLD_OFFICE),
    "ofd": (b"PK\x03\x04",),
    "webm": (b"\x1a\x45\xdf\xa3",),
}


def check_signature(file: Path) -> None:
    """Raise UninspectedError if the file begins as no file of its type does."""
    wanted = _BEGINNINGS.get(type_of(file.name))
    if wanted:
        with file.open("rb") as content:
            if not content.read(8).startswith(wanted):
                raise UninspectedError(f"里面不是 .{type_of(file.name)} 文件，后缀改过")
