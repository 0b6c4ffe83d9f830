"""The text of a foreign Markdown file becomes what an import needs to know of it. Pure: the same bytes and surroundings, the same answer."""

from __future__ import annotations

import re

from xueku.importers.converted import Converted
from xueku.importers.markdown.blocks import Line, blocks_of
from xueku.importers.markdown.counting import MARKS, characters_of
from xueku.importers.markdown.front import front_of
from xueku.importers.markdown.inline import Inline
from xueku.importers.markdown.writer import Writer
from xueku.importers.outline import levelled, title_of
from xueku.importers.plain_text import text_of
from xueku.importers.surroundings import Surroundings
from xueku.importers.writing import Writing
from xueku.model.diagnostic import XuekuError
from xueku.source.text import MAX_LINE_BYTES

_MOST_LINE = MAX_LINE_BYTES // 4
"""A longer one would be refused in a record, too."""
_HELD = re.compile(r"(!\[[^\[\]\n]{0,300}\]\(\s*<?)(data:image/[A-Za-z+.-]{1,20};base64,[A-Za-z0-9+/=%]+)")
_REFERENCE = re.compile(
    r" {0,3}\[(?!\^)(?P<name>[^\[\]\n]{1,200})\]:\s+<?(?P<address>[^\s<>]{1,2000})>?(?:\s+[\"'(].*)?$"
)


def convert_markdown(name: str, content: bytes, around: Surroundings) -> Converted:
    """What a Markdown file holds. Raises XuekuError, with the reason, for a file that is refused."""
    writing = Writing(around, "行")
    text = text_of(name, content, writing.doubts)
    front = front_of(text)
    body, held = _without_held(text[front.length :])
    lines = [Line(number, _spaced(line)) for number, line in enumerate(body.split("\n"), front.lines + 1)]
    for line in lines:
        if len(line.text) >= _MOST_LINE:
            raise XuekuError(
                name, f"第 {line.number} 行有 {len(line.text):,} 个字，不像正常的文档", "分成几段再导入"
            )
    # Only outside of code, where such a line would be somebody's text.
    references = {
        match["name"].lower(): match["address"] for line in lines if (match := _REFERENCE.match(line.text))
    }
    kept = [Line(line.number, "") if references and _REFERENCE.match(line.text) else line for line in lines]
    writing.pictures.held = held
    writer = Writer(Inline(writing, references), writing)
    title, rows = title_of(list(writer.rows(blocks_of(kept))), front.title)
    rows = tuple(levelled(rows, writing))
    writing.left_out += front.unknown
    if front.is_broken:
        writing.doubt(0, "开头的属性区读不出来，没有导入", "对照原稿，把标题、日期、标签填上")
    if not any(row.markdown for row in rows):
        raise XuekuError(name, "文件里没有正文", "检查是不是选错了文件")
    return Converted(
        rows,
        tuple(writer.notes),
        writing.pictures.media,
        (*sorted(writing.doubts, key=lambda doubt: doubt.number), *writing.losses()),
        dict(characters_of(body)),
        title=title,
        day=front.day,
        left_out=tuple(writing.left_out),
        added=tuple(writing.added),
        unit="行",
        marks=MARKS,
        wanted=writing.pictures.wanted,
        given=dict(front.given),
        given_by="原稿的属性区",
    )


def _without_held(text: str) -> tuple[str, dict[str, str]]:
    """The text with a short name in place of each picture that it holds, and those pictures."""
    held: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        name = f"xueku-held-{len(held) + 1}"
        held[name] = match[2]
        return match[1] + name

    return _HELD.sub(named, text), held


def _spaced(line: str) -> str:
    """A line without tabs or full-width blanks in front."""
    indent = re.match(r"[ \t]*", line)
    assert indent is not None
    return indent[0].expandtabs(4) + line[indent.end() :].lstrip("　")
