"""What Word, Excel, PowerPoint and OpenDocument files hold beside their text: changes, comments, names.

The files are archives of XML (ECMA-376, ISO/IEC 26300). Only a few entries are read, none of them beyond a limit.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span
from xueku.source.uninspected import UninspectedError

OFFICE_FILES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
MOST_ENTRIES = 5_000
MOST_BYTES = 1_000_000_000
MOST_BYTES_OF_ENTRY = 50_000_000
MOST_RATIO = 200

_ENTRIES = re.compile(
    r"word/(?:document|comments|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/(?:core|app)\.xml|content\.xml|meta\.xml"
    r"|xl/(?:comments\d*|threadedComments/[^/]+|revisions/revisionHeaders)\.xml|xl/comments/[^/]+\.xml|ppt/comments/[^/]+\.xml"
)
_CHANGES = re.compile(
    r"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|(?:r|p|sect|tbl|tr|tc)PrChange)[\s/>]"
    r"|<text:changed-region[\s/>]|<(?:\w+:)?header [^<>]*userName="
)
_COMMENTS = re.compile(r"<(?:w:comment|comment|threadedComment|p:cm|p188:cm|office:annotation)[\s/>]")
_NAMES = re.compile(
    r"<(?P<tag>dc:creator|cp:lastModifiedBy|Company|Manager|meta:initial-creator|meta:printed-by)(?:\s[^<>]*)?>"
    r"(?P<name>[^<>]+)</(?P=tag)>"
)
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
_LOCKED = b"\xd0\xcf\x11\xe0"
_OF_PROGRAMS = frozenset(
    "python-docx|openpyxl|microsoft|microsoft office user|wps|wps office|kingsoft|libreoffice|administrator|admin|user"
    "|windows user|windows用户|微软用户|用户|unknown|未知作者".split("|")
)


def read_office_file(file: Path, place: Span) -> FileFacts:
    """What the file holds. Raises UninspectedError if it is damaged, locked or larger inside than any document is."""
    texts = dict(_entries(file))
    properties = [text for name, text in texts.items() if name in _PROPERTIES]
    content = [text for name, text in texts.items() if name not in _PROPERTIES]
    names = (html.unescape(match["name"]).strip() for text in properties for match in _NAMES.finditer(text))
    return FileFacts(
        place,
        has_tracked_changes=any(_CHANGES.search(text) for text in content),
        has_comments=any(_COMMENTS.search(text) for text in content),
        authors=tuple(name for name in names if is_name(name)),
    )


def is_name(text: str) -> bool:
    """Whether a property names somebody, and not just a program."""
    return bool(text) and text.casefold() not in _OF_PROGRAMS


def _entries(file: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each entry that matters."""
    with file.open("rb") as content:
        if content.read(4) == _LOCKED:
            raise UninspectedError("加了密码，或者是旧格式改了后缀")
        try:
            with zipfile.ZipFile(content) as archive:
                _check_size(archive.infolist())
                for entry in archive.infolist():
                    if _ENTRIES.fullmatch(entry.filename):
                        yield entry.filename, _text(archive, entry)
        # An archive that is damaged or made to do damage fails in any of these ways.
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise UninspectedError("打不开，文件可能坏了") from None


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    size, packed = (sum(getattr(entry, name) for entry in entries) for name in ("file_size", "compress_size"))
    if len(entries) > MOST_ENTRIES:
        raise UninspectedError(f"里面有 {len(entries):,} 个文件，不像正常的文档")
    if size > MOST_BYTES or (size > MOST_BYTES_OF_ENTRY and size > MOST_RATIO * packed):
        raise UninspectedError(f"展开有 {size / 1_000_000:,.0f} MB，不像正常的文档")


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    with archive.open(entry) as content:
        # What an archive says of its sizes may be wrong.
        data = content.read(MOST_BYTES_OF_ENTRY + 1)
    if len(data) > MOST_BYTES_OF_ENTRY:
        raise UninspectedError(f"{entry.filename} 展开太大，不像正常的文档")
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if is_wide else "utf-8", "replace")
