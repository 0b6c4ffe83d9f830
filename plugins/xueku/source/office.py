"""What Word, Excel, PowerPoint and OpenDocument files hold beside their text: changes, comments, names, and what runs when they are opened.

The files are archives of XML (ECMA-376, ISO/IEC 26300). Only a few entries are read, none of them beyond a limit of `packed`; no XML is parsed.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span, shown
from xueku.source.packed import opened_archive, read_entry
from xueku.source.uninspected import DangerousError, UninspectedError

OFFICE_FILES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")

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
_ACTIVE = (
    (re.compile(r"vbaProject|vbaData|/macrosheets/|^(?:Basic|Scripts)/", re.IGNORECASE), "带着宏（程序）"),
    (re.compile(r"/activeX/", re.IGNORECASE), "带着控件（程序）"),
    (re.compile(r"/embeddings/[^/]+\.(?!docx$|xlsx$|pptx$)\w+$", re.IGNORECASE), "嵌着别的程序的对象"),
)
_RELATION = re.compile(r"<Relationship\s(?P<said>[^<>]*)>")
_TARGET = re.compile(r"""\bTarget\s*=\s*["'](?P<target>[^"']*)""")
_IS_LINK = re.compile(r"""/hyperlink["']""")
_OPEN = ("http://", "https://", "mailto:")
_COMMANDS = re.compile(r"<w:(?:instrText|fldSimple)\b[^<]*?\bDDE(?:AUTO)?\b", re.IGNORECASE)
_OF_PROGRAMS = frozenset(
    "python-docx|openpyxl|microsoft|microsoft office user|wps|wps office|kingsoft|libreoffice|administrator|admin|user"
    "|windows user|windows用户|微软用户|用户|unknown|未知作者".split("|")
)


def read_office_file(file: Path, place: Span) -> FileFacts:
    """What the file holds. Raises UninspectedError if it is damaged or locked, DangerousError as `opened_archive`."""
    with file.open("rb") as content:
        return read_office_content(content, place)


def read_office_content(content: IO[bytes], place: Span) -> FileFacts:
    """What these bytes hold. Raises as `read_office_file`."""
    if content.read(4) == _LOCKED:
        raise UninspectedError("加了密码，或者是旧格式改了后缀")
    with opened_archive(content) as archive:
        return _facts(archive, place)


def _facts(archive: zipfile.ZipFile, place: Span) -> FileFacts:
    texts = dict(_entries(archive))
    if not texts and "[Content_Types].xml" not in archive.namelist():
        raise UninspectedError("里面不是文档，后缀改过")
    properties = [text for name, text in texts.items() if name in _PROPERTIES]
    content = [text for name, text in texts.items() if name not in _PROPERTIES]
    said = (html.unescape(match["name"]).strip() for text in properties for match in _NAMES.finditer(text))
    return FileFacts(
        place,
        has_tracked_changes=any(_CHANGES.search(text) for text in content),
        has_comments=any(_COMMENTS.search(text) for text in content),
        authors=tuple(name for name in said if is_name(name)),
        dangers=tuple(dict.fromkeys(_dangers(archive, texts))),
    )


def is_name(text: str) -> bool:
    """Whether a property names somebody, and not just a program."""
    return bool(text) and text.casefold() not in _OF_PROGRAMS


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and text of each entry that matters."""
    for entry in archive.infolist():
        if _ENTRIES.fullmatch(entry.filename):
            yield entry.filename, _text(archive, entry)


def _dangers(archive: zipfile.ZipFile, texts: Mapping[str, str]) -> Iterator[str]:
    """What runs or asks another machine when the file is opened."""
    for entry in archive.infolist():
        yield from (what for pattern, what in _ACTIVE if pattern.search(entry.filename))
        if entry.filename.endswith(".rels"):
            yield from _outside(_text(archive, entry))
    if any(_COMMANDS.search(text) for text in texts.values()):
        yield "带着一打开就运行命令的域（DDE）"


def _outside(relations: str) -> Iterator[str]:
    """What a document takes from elsewhere; links that a reader may follow are none of it."""
    for relation in _RELATION.finditer(relations):
        said = relation["said"]
        if "External" in said:
            target = html.unescape(found["target"]) if (found := _TARGET.search(said)) else ""
            if not (_IS_LINK.search(said) and target.lower().startswith(_OPEN)):
                yield f"打开时要到别处取东西（{shown(target, 40)}）"


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    data = read_entry(archive, entry)
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if is_wide else "utf-8", "replace")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DangerousError("里面写着外部实体，不像正常的文档")
    return text
