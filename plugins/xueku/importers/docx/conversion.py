"""The bytes of a docx become what an import needs to know of it. Pure: the same bytes, the same answer."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from xueku.importers.converted import Converted, Doubt, Row
from xueku.importers.docx.counting import characters_of
from xueku.importers.docx.markdown import UNCOUNTED, Writer
from xueku.importers.docx.package import Package
from xueku.importers.docx.paper import Block, Label, Paper, Paragraph, Table
from xueku.importers.docx.parts import Part
from xueku.importers.docx.reading import read_paper
from xueku.importers.docx.structure import Structure, structure_of
from xueku.importers.surroundings import picture_ending
from xueku.word.tags import id_in, version_in

_HEADING_STYLE = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CAPTION = re.compile(
    r"图\s*(?:[0-9０-９一二三四五六七八九十]+(?:[-—－.][0-9]+)?[\s.．、:：]*|[\s:：]+)(\S[^。；]{0,58})"
)
_LIST_STYLE = re.compile(r"List (Bullet|Number)(?: ([2-9]))?")


def convert(
    name: str, content: bytes, sections: Sequence[str] = (), *, accepts_changes: bool = False
) -> Converted:
    """What a docx holds. Raises XuekuError, with the reason, for a file that is refused."""
    package = Package(name, content)
    paper = read_paper(package, accepts_changes=accepts_changes)
    if record := _exported(paper):
        return _returned(paper, record)
    doubts: list[Doubt] = []
    structure = structure_of(paper, sections, doubts)
    media, files, unread = _pictures(paper)
    writer = Writer(files, paper.notes, doubts, _body_face(structure))
    rows = tuple(_rows([*_captioned(structure.parts)], writer))
    doubts += _on_pictures(structure.parts, files)
    if writer.added:
        doubts.append(Doubt(0, f"Word 自动加的序号写成了文字，{len(writer.added)} 处"))
    return Converted(
        rows=rows,
        notes=tuple(writer.notes_used()),
        media=media,
        doubts=tuple(sorted(doubts, key=lambda doubt: doubt.number)),
        characters=dict(characters_of(package)),
        title=structure.title,
        number=structure.number,
        recipient=structure.recipient,
        units=structure.units,
        day=structure.day,
        noted=structure.noted,
        attachments=structure.attachments,
        changes=paper.changes,
        left_out=paper.left_out,
        added=tuple(writer.added),
        unread=unread,
    )


def _exported(paper: Paper) -> str:
    """The id of the record that a file was exported from: told in its first lines, with the version; empty for any other file."""
    first = [block.words for block in paper.blocks[:12] if isinstance(block, Paragraph)]
    is_exported = any(map(version_in, first))
    return next(filter(None, map(id_in, first)), "") if is_exported else ""


def _returned(paper: Paper, record: str) -> Converted:
    """A file that was exported from a record: its paragraphs as they stand, their styles taken at their word."""
    media, files, unread = _pictures(paper)
    doubts: list[Doubt] = []
    writer = Writer(files, paper.notes, doubts)
    parts = [_plain_part(block) for block in paper.blocks]
    rows = tuple(_rows(parts, writer, keeps_empty=True))
    return Converted(rows, (), media, tuple(doubts), {}, changes=paper.changes, unread=unread, record=record)


def _plain_part(block: Block) -> Part:
    if isinstance(block, Table):
        return Part("table", block)
    if match := _HEADING_STYLE.fullmatch(block.look.style):
        return Part("heading", block, int(match[1]) - 1)
    if match := _LIST_STYLE.fullmatch(block.look.style):
        label = Label("" if match[1] == "Bullet" else "1.", int(match[2] or "1") - 1, UNCOUNTED)
        return Part("item", replace(block, label=label))
    return Part("text", replace(block, label=None))


def _rows(parts: Sequence[Part], writer: Writer, *, keeps_empty: bool = False) -> Iterator[Row]:
    for part in parts:
        if part.role != "item":
            writer.end_list()
        block = part.block
        markdown = writer.part(part)
        if isinstance(block, Table):
            cells = tuple(tuple(cell.text for cell in row) for row in block.rows)
            source = "\n".join("｜".join(row) for row in cells)
            yield Row(block.number, source, part.role, markdown, cells)
        elif markdown or keeps_empty:
            label = block.label.text if block.label and not keeps_empty else ""
            pictures = "\ufffc" * sum(bool(piece.picture) for piece in block.pieces) if keeps_empty else ""
            yield Row(
                block.number, label + block.text.strip() + pictures, part.role, markdown, (), block.look.style
            )


def _captioned(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts; what stands below a picture as its caption is what it says to those who do not see it, if nothing else does."""
    for part, below in zip_longest(parts, parts[1:]):
        caption = _caption(below.block) if below else ""
        if caption and isinstance(part.block, Paragraph):
            pieces = (
                replace(piece, alt=caption) if piece.picture and not piece.alt else piece
                for piece in part.block.pieces
            )
            yield replace(part, block=replace(part.block, pieces=tuple(pieces)))
        else:
            yield part


def _caption(block: Block) -> str:
    """The words of a caption without its number: 图1　窗口前的清单."""
    found = _CAPTION.fullmatch(block.words) if isinstance(block, Paragraph) else None
    return found[1] if found else ""


def _body_face(structure: Structure) -> str:
    weights: dict[str, int] = {}
    for part in structure.parts:
        if isinstance(part.block, Paragraph) and part.role == "text":
            for piece in part.block.pieces:
                weights[piece.face] = weights.get(piece.face, 0) + len(piece.text)
    return max(weights, key=lambda face: weights[face], default="")


def _pictures(paper: Paper) -> tuple[dict[str, bytes], dict[str, str], dict[str, int]]:
    """The bytes of each picture by the name of its file, the file of each part, and what could not be taken."""
    media: dict[str, bytes] = {}
    files: dict[str, str] = {}
    unread: dict[str, int] = {}
    by_content: dict[bytes, str] = {}
    for part, content in paper.pictures.items():
        ending = picture_ending(content)
        if not ending:
            what = f"{posixpath.splitext(part)[1].lstrip('.').upper() or '不明格式'} 图片"
            unread[what] = unread.get(what, 0) + 1
            continue
        name = by_content.setdefault(content, f"media/tu-{len(by_content) + 1}{ending}")
        media[name], files[part] = content, name
    return media, files, unread


def _on_pictures(parts: Sequence[Part], files: dict[str, str]) -> Iterator[Doubt]:
    for part in parts:
        for number, piece in _pieces_with_picture(part.block):
            file = files.get(piece)
            if file is None:
                yield Doubt(
                    number,
                    "这里有一张网页显示不了的图，没有导入",
                    "在 Word 里把图另存为 PNG，再放进材料的 media 文件夹",
                )


def _pieces_with_picture(block: Block) -> Iterator[tuple[int, str]]:
    if isinstance(block, Paragraph):
        yield from ((block.number, piece.picture) for piece in block.pieces if piece.picture)
    else:
        for row in block.rows:
            for cell in row:
                for paragraph in cell.paragraphs:
                    yield from ((block.number, piece.picture) for piece in paragraph.pieces if piece.picture)
