"""Where what was withdrawn still stands: every file of a web root is looked through, compressed ones and archives unpacked.

Of PDF files only the names are looked at: their text is in no order. They are in kits, which are made anew without the record.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import brotli

from xueku.release.records import Shown

_LEAST = 10
"""Characters of a line below which others may well have it, too."""
_FORM = 3
"""A line that more than so many other records have is one of a form, and betrays nothing."""
_FIELD = re.compile(r"^[a-z][\w.]*: ")
_LEAD = re.compile(r"^(?:\s*(?:[-*+>]|\d+[.)])\s+)+")
_HEADING = re.compile(r" *#+ ")
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"[*_`|\\]+")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r'\\(?:u(?P<code>[0-9a-f]{4})|(?P<sign>["\\/]))')
_ZIPPED = (".zip", ".docx", ".xlsx", ".epub")
_DEPTH = 4
_HEAD = 1024


@dataclass(frozen=True)
class Traces:
    """What betrays a record: its id, its title, and lines of its text, without marks of any language."""

    id: str
    title: str
    lines: tuple[str, ...]

    @staticmethod
    def of(id_: str, entry: Shown, others: Mapping[str, Shown]) -> Traces:
        """The traces of a record; lines that many of `others` have are none."""
        texts = [_bare(one.text) for other, one in others.items() if other != id_]
        own = dict.fromkeys(line for line in _lines(entry.text) if line != entry.title)
        return Traces(
            id_, entry.title, tuple(line for line in own if sum(line in text for text in texts) <= _FORM)
        )

    def found_in(self, content: bytes) -> Iterator[str]:
        """Which of them are in some bytes, in words."""
        if re.search(rb"(?<![a-z0-9-])" + re.escape(self.id.encode()) + rb"(?![a-z0-9-])", content):
            yield f"编号 {self.id}"
        text = _visible(content)
        if self.title in text:
            yield f"标题《{self.title}》"
        if line := next((line for line in self.lines if line in text), ""):
            yield f"原话“{line[:20]}”"


def remains(site: Path, files: Sequence[str], traces: Traces) -> dict[str, list[str]]:
    """By address, what of a record is still in these files of a web root."""
    found: dict[str, list[str]] = {}
    for address in files:
        for content in _unpacked(address, (site / address).read_bytes(), _DEPTH):
            if told := [*traces.found_in(content)]:
                found.setdefault(address, []).extend(one for one in told if one not in found.get(address, ()))
    return found


def _unpacked(name: str, content: bytes, depth: int) -> Iterator[bytes]:
    """The bytes of a file, and of all that is in it."""
    yield content
    if not depth:
        return
    if name.endswith(".gz"):
        yield from _unpacked(name[:-3], gzip.decompress(content), depth - 1)
    elif name.endswith(".br"):
        yield from _unpacked(name[:-3], bytes(brotli.decompress(content)), depth - 1)
    elif name.endswith(_ZIPPED):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield inner.encode()
                yield from _unpacked(inner, archive.read(inner), depth - 1)


def _lines(text: str) -> list[str]:
    """Lines of a canonical text that are long enough to be its own. Headings are often those of a template."""
    lines = (
        _bare(_LEAD.sub("", _FIELD.sub("", line)))
        for line in text.split("\n")
        if not line.startswith(("== ", "xueku-text")) and not _HEADING.match(line)
    )
    return [line for line in lines if len(line) >= _LEAST and not line.isascii()]


def _bare(text: str) -> str:
    """A text in our Markdown without its marks, as a reader sees the words of a line."""
    return _MARK.sub("", _LINK.sub(lambda link: link["words"], text)).strip()


def _visible(content: bytes) -> str:
    """What stands in a page, a script or data; nothing of a film or a picture; without tags and escapes, and without the marks that `_bare` takes away."""
    if b"\0" in content[:_HEAD]:
        return ""
    text = _TAG.sub("", content.decode("utf-8", "ignore"))
    text = _ESCAPED.sub(lambda sign: chr(int(sign["code"], 16)) if sign["code"] else sign["sign"], text)
    return _MARK.sub("", html.unescape(text))
