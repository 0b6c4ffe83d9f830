"""Whom a PDF file names as its author (ISO 32000-1, 14.3)."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from xueku.source.office import is_name
from xueku.source.uninspected import UninspectedError

MOST_BYTES = 50_000_000
_CREATORS = re.compile(r"<dc:creator\b(?P<inside>.{0,2000}?)</dc:creator>", re.DOTALL)
_ITEM = re.compile(r"<rdf:li(?:\s[^<>]*)?>(?P<name>[^<>]+)<")

# What is wrong with a file is told in a finding.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_portable_file(file: Path) -> tuple[str, ...]:
    """The authors that the file names. Raises UninspectedError if it is damaged, locked or too large to look into."""
    if file.stat().st_size > MOST_BYTES:
        raise UninspectedError(f"超过 {MOST_BYTES // 1_000_000} MB，太大了，没法查")
    # Loading it takes longer than most records do.
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    try:
        with file.open("rb") as content:
            reader = PdfReader(content)
            names = [str(reader.metadata.author or "")] if reader.metadata else []
            names += creators_of(_metadata(reader))
    except FileNotDecryptedError:
        raise UninspectedError("加了密码，没法查") from None
    except OSError:
        raise
    # A damaged file fails in as many ways as there are places in it.
    except Exception:
        raise UninspectedError("打不开，文件可能坏了") from None
    return tuple(name.strip() for name in names if is_name(name.strip()))


def creators_of(metadata: str) -> list[str]:
    """The authors in a block of XMP metadata (ISO 16684-1)."""
    return [
        item["name"].strip()
        for creators in _CREATORS.finditer(metadata)
        for item in _ITEM.finditer(creators["inside"])
    ]


def _metadata(reader: Any) -> str:
    stream = reader.trailer["/Root"].get("/Metadata")
    data: bytes = stream.get_object().get_data() if stream is not None else b""
    return data.decode("utf-8", "replace")
