"""What readers cannot tell apart is written in one way: marks of a list, a space that does not break, names of pictures.

Each is written alike only where the source shows that the page is the same. Where it does not, the text stays as it was written, and a change counts.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from xueku.model.prose import Prose
from xueku.model.record import Record

PICTURE = "sha256:"
"""Stands, with the digest of its content, for the name of a picture. No text that is let through has this scheme."""

_ITEM = re.compile(r"^ {0,3}(?P<mark>[*+-]|\d+\.) +(?P<words>.*)$")
_ONLY_MARKS = re.compile(r"[*+_=\s-]*")
_OTHER_BLOCK = re.compile(r"\||^[*+_=\s-]+$|^\s*(?:!!!|\?\?\?|===)")
_STIFF = re.compile(r"(?<=[^\W_])\u00a0(?=[^\W_])")
_STRUCTURE = re.compile(r"[`\[\]<>{}|\\]")
_BEGINS_OTHERWISE = re.compile(r"^ {4}|^ {0,3}\t|^\s*(?:!!!|\?\?\?|===)")
_WHOLE = re.compile(
    r"(`[^`]+`|!?\[[^\[\]]*\]\([^()]*\)|\[\^[^\[\]]+\](?!:)|<[^<>]+>|\{[^{}]+\}|\S*://[^\s\u00a0]*)"
)
"""Code, links, notes, addresses: where a space may lead elsewhere."""
_PICTURE = re.compile(r"(?<!\\)!\[[^\[\]\n]*\]\((?P<target>[^\s()<>\"']+)(?=[)\s])")


def with_one_space(text: str) -> str:
    """The text with a plain space for one that does not break, between two words: only where a line ends may differ."""
    return "\n".join(map(_with_one_space, text.split("\n")))


def _with_one_space(line: str) -> str:
    pieces = _WHOLE.split(line)
    words = pieces[::2]
    # What is left of marks stands in no pair, and what it begins or ends is on other lines.
    if "\u00a0" not in line or _STRUCTURE.search("".join(words)) or _BEGINS_OTHERWISE.search(line):
        return line
    pieces[::2] = [_STIFF.sub(" ", piece) for piece in words]
    return "".join(pieces)


def with_one_mark(lines: Sequence[str], code: Collection[int]) -> list[str]:
    """Lines of Markdown with `-` for each mark of a list, whose items are told by where its block begins; `code` are the numbers of lines that are code.

    Not in a block that has a rule, an underlined heading, a table or a box: there a mark may be a sign that is read.
    """
    found = [*lines]
    for block in _blocks(lines, code):
        if _ITEM.match(lines[block[0]]) and not any(_OTHER_BLOCK.search(lines[number]) for number in block):
            for number in block:
                item = _ITEM.match(lines[number])
                if item and item["mark"] in "*+" and not _ONLY_MARKS.fullmatch(item["words"]):
                    place = item.start("mark")
                    found[number] = f"{lines[number][:place]}-{lines[number][place + 1 :]}"
    return found


def _blocks(lines: Sequence[str], code: Collection[int]) -> Iterator[range]:
    """The numbers of lines that Python-Markdown reads together; what touches code is left out."""
    start = 0
    for number, line in enumerate([*lines, ""]):
        if number in code or not line.strip(" \t") or line.startswith("#"):
            touches = number in code or start - 1 in code
            if start < number and not touches:
                yield range(start, number)
            start = number + 1


class Pictures:
    """The pictures of a record whose names no reader sees: files that it only shows, and whose places in the source are all known."""

    def __init__(self, record: Record) -> None:
        parts = record.parts.values()
        named = Counter(_name(link.target) for prose in parts for link in prose.links)
        shown = Counter(_name(match["target"]) for prose in parts for match in _pictures(prose))
        attached = {attachment.file for attachment in record.resource.attachments}
        self.digests: Mapping[str, str] = {
            name: digest
            for name, digest in record.file_digests.items()
            if name not in attached and shown[name] == named[name]
        }

    def written(self, prose: Prose) -> str:
        """What is converted of a text, with the content of each picture in the place of its name."""
        pieces, start = [], 0
        for match in _pictures(prose):
            if digest := self.digests.get(_name(match["target"])):
                pieces += [prose.markdown[start : match.start("target")], PICTURE, digest]
                start = match.end("target")
        return replace(prose, markdown="".join([*pieces, prose.markdown[start:]])).written


def _pictures(prose: Prose) -> Iterator[re.Match[str]]:
    """The pictures in a text. What stands so far to the right may be code, where their names are read."""
    for match in _PICTURE.finditer(prose.outline):
        line = prose.outline[prose.outline.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.startswith(("    ", "\t")):
            yield match


def _name(target: str) -> str:
    return posixpath.normpath(unquote(target.partition("#")[0]))
