"""Whom a PDF file names as its author (ISO 32000-1, 14.3)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span
from xueku.source.office import is_name
from xueku.source.uninspected import UninspectedError

MOST_BYTES = 50_000_000
_CREATORS = re.compile(r"<dc:creator\b(?P<inside>.{0,2000}?)</dc:creator>", re.DOTALL)
_RUNS = ("/JavaScript", "/Launch")
_ITEM = re.compile(r"<rdf:li(?:\s[^<>]*)?>(?P<name>[^<>]+)<")

# What is wrong with a file is told in a finding.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_portable_file(file: Path, place: Span) -> FileFacts:
    """The authors that the file names, and what runs when it is opened. Raises UninspectedError if it is damaged, locked or too large to look into."""
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
            dangers = tuple(_dangers(reader))
    except FileNotDecryptedError:
        raise UninspectedError("加了密码，没法查") from None
    except OSError:
        raise
    # A damaged file fails in as many ways as there are places in it.
    except Exception:
        raise UninspectedError("打不开，文件可能坏了") from None
    authors = tuple(name.strip() for name in names if is_name(name.strip()))
    return FileFacts(place, authors=authors, dangers=dangers)


def creators_of(metadata: str) -> list[str]:
    """The authors in a block of XMP metadata (ISO 16684-1)."""
    return [
        item["name"].strip()
        for creators in _CREATORS.finditer(metadata)
        for item in _ITEM.finditer(creators["inside"])
    ]


def _dangers(reader: Any) -> Iterator[str]:
    root = reader.trailer["/Root"]
    opened = root.get("/OpenAction")
    action = opened.get_object() if opened is not None else {}
    does = action.get("/S", "") if isinstance(action, dict) else ""
    names = root.get("/Names")
    if does in _RUNS or "/AA" in root or (names is not None and "/JavaScript" in names.get_object()):
        yield "打开时会运行程序（JavaScript）"
    if names is not None and "/EmbeddedFiles" in names.get_object():
        yield "里面还夹着别的文件"


def _metadata(reader: Any) -> str:
    stream = reader.trailer["/Root"].get("/Metadata")
    data: bytes = stream.get_object().get_data() if stream is not None else b""
    return data.decode("utf-8", "replace")
