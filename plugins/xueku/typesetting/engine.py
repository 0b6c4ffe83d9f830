"""The programs that an installation may lack."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from xueku.model.diagnostic import XuekuError


def program(name: str) -> Any:
    """A module of the extra `pdf`. Raises XuekuError if it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise XuekuError("xueku", f"没有安装排版程序（{name}）", "运行 pip install 'xueku[pdf]'") from None


def code_picture(text: str) -> bytes:
    """A QR code of `text` as SVG, without a border of its own."""
    picture = BytesIO()
    program("segno").make(text, error="m", micro=False).save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue()
