"""A book as EPUB 3: Pandoc makes the file from the same tree of blocks."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xueku.archive import unzipped, zip_of
from xueku.model.book import Book, Chapter
from xueku.model.diagnostic import XuekuError
from xueku.model.document import (
    Blank,
    Block,
    Box,
    Break,
    Code,
    Definitions,
    Document,
    Figure,
    Heading,
    Inline,
    Line,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Run,
    Table,
)

Node = dict[str, Any]
_PLAIN = ["", [], []]
_ALIGNMENTS = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight", "": "AlignDefault"}
_FIRST = "mimetype"


def book_epub(book: Book, root: Path) -> bytes:
    """The file, the same bytes for the same book and Pandoc; pictures stand below `root`. Raises XuekuError if Pandoc is not installed or refuses."""
    try:
        from pypandoc import get_pandoc_path

        program = get_pandoc_path()
    except (ModuleNotFoundError, OSError):
        raise XuekuError("EPUB", "没有安装 Pandoc", "运行 pip install 'xueku[epub]'") from None
    with TemporaryDirectory(prefix="xueku-") as folder:
        made = Path(folder) / "book.epub"
        command = [program, "--from=json", "--to=epub3", "--toc", "--toc-depth=1", f"--output={made}"]
        clock = {**os.environ, "SOURCE_DATE_EPOCH": "315532800"}
        done = subprocess.run(
            command,
            input=_tree(book),
            cwd=root,
            env=clock,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        if done.returncode:
            raise XuekuError(book.title, f"Pandoc 没有做成：{done.stderr.strip()}", "把这一行告诉维护的人")
        files = unzipped(made.read_bytes())
    return zip_of({_FIRST: files.pop(_FIRST), **files}, stored=(_FIRST,))


def _tree(book: Book) -> str:
    day = book.day.isoformat()
    meta = {
        "title": book.title,
        "subtitle": book.subtitle,
        "date": day,
        "lang": "zh-CN",
        # The same book has the same number, whoever makes it.
        "identifier": f"urn:xueku:{sha256(f'{book.title} {day}'.encode()).hexdigest()[:32]}",
    }
    blocks = [node for number, chapter in enumerate(book.chapters, 1) for node in _chapter(chapter, number)]
    if book.is_sample:
        blocks.insert(0, _paragraph("示例：单位、人物和制度都是虚构的。"))
    if book.sources:
        blocks.append(_heading(1, "参考文献", "sources"))
        blocks += [_paragraph(f"[{number}] {source}") for number, source in enumerate(book.sources, 1)]
    if book.units:
        blocks.append(_heading(1, "单位索引", "units"))
        for unit, numbers in book.units:
            places = [_link(f"第{number}篇", f"#chapter-{number}") for number in numbers]
            blocks.append(_node("Para", [_word(f"{unit}："), *_joined(places)]))
    return json.dumps(
        {
            "pandoc-api-version": [1, 23, 1],
            "meta": {name: {"t": "MetaInlines", "c": [_word(value)]} for name, value in meta.items()},
            "blocks": blocks,
        },
        ensure_ascii=False,
    )


def _chapter(chapter: Chapter, number: int) -> Iterator[Node]:
    yield _heading(1, chapter.title, f"chapter-{number}")
    yield _paragraph(chapter.note)
    yield _paragraph(chapter.summary)
    yield from _Writer(chapter.text).blocks(chapter.text.blocks)
    for heading, entries in chapter.lists:
        yield _heading(2, heading)
        yield _numbered([[_paragraph(entry)] for entry in entries])
    if chapter.cited:
        yield _paragraph(f"依据：{chapter.cited}")


class _Writer:
    """Writes the blocks of one text; its footnotes stand where they are named."""

    def __init__(self, document: Document) -> None:
        self._notes = document.notes

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        return [self._block(block) for block in blocks]

    @singledispatchmethod
    def _block(self, block: Block) -> Node:
        raise NotImplementedError(type(block))

    @_block.register
    def _(self, block: Heading) -> Node:
        return _node("Header", [min(block.level, 6), _PLAIN, self._line(block.line)])

    @_block.register
    def _(self, block: Paragraph) -> Node:
        return _node("Para", self._line(block.line))

    @_block.register
    def _(self, block: Figure) -> Node:
        caption = [_paragraph(block.picture.title)] if block.picture.title else []
        picture = _node("Plain", [self._piece(block.picture)])
        return _node("Figure", [_PLAIN, [None, caption], [picture]])

    @_block.register
    def _(self, block: Listing) -> Node:
        items = [
            [
                *([] if item.is_done is None else [_paragraph("☑" if item.is_done else "☐")]),
                *self.blocks(item.blocks),
            ]
            for item in block.items
        ]
        return _numbered(items) if block.is_numbered else _node("BulletList", items)

    @_block.register
    def _(self, block: Definitions) -> Node:
        entries = [
            [
                [piece for term in entry.terms for piece in self._line(term)],
                [self.blocks(meaning) for meaning in entry.meanings],
            ]
            for entry in block.entries
        ]
        return _node("DefinitionList", entries)

    @_block.register
    def _(self, block: Table) -> Node:
        columns = [[{"t": _ALIGNMENTS[name]}, {"t": "ColWidthDefault"}] for name in block.alignments]
        head = [_PLAIN, [self._row(block.head)] if any(block.head) else []]
        body = [_PLAIN, 0, [], [self._row(row) for row in block.rows]]
        return _node("Table", [_PLAIN, [None, []], columns, head, [body], [_PLAIN, []]])

    @_block.register
    def _(self, block: Quotation) -> Node:
        return _node("BlockQuote", self.blocks(block.blocks))

    @_block.register
    def _(self, block: Box) -> Node:
        title = [_node("Para", [_node("Strong", self._line(block.title))])] if block.title else []
        return _node("Div", [["", ["box"], []], [*title, *self.blocks(block.blocks)]])

    @_block.register
    def _(self, block: Code) -> Node:
        return _node("CodeBlock", [_PLAIN, block.text])

    @_block.register
    def _(self, block: Rule) -> Node:
        return {"t": "HorizontalRule"}

    def _row(self, cells: Iterable[Line]) -> list[Any]:
        return [
            _PLAIN,
            [[_PLAIN, {"t": "AlignDefault"}, 1, 1, [_node("Plain", self._line(cell))]] for cell in cells],
        ]

    def _line(self, line: Line) -> list[Node]:
        return [self._piece(piece) for piece in line]

    def _piece(self, piece: Inline) -> Node:
        match piece:
            case Run():
                return _run(piece)
            case Break():
                return {"t": "LineBreak"}
            case Blank():
                return _word("＿" * max(4, piece.width // 2))
            case Mark():
                return _node("Note", self.blocks(self._notes[piece.number - 1]))
            case Picture():
                return _node("Image", [_PLAIN, [_word(piece.alt)], [piece.file, piece.title]])


def _run(run: Run) -> Node:
    node = _node("Code", [_PLAIN, run.text]) if run.code else _word(run.text)
    if run.strong:
        node = _node("Strong", [node])
    if run.emphasis:
        node = _node("Emph", [node])
    return node


def _node(kind: str, content: Any) -> Node:
    return {"t": kind, "c": content}


def _word(text: str) -> Node:
    return _node("Str", text)


def _paragraph(text: str) -> Node:
    return _node("Para", [_word(text)])


def _heading(level: int, text: str, anchor: str = "") -> Node:
    return _node("Header", [level, [anchor, [], []], [_word(text)]])


def _numbered(items: list[list[Node]]) -> Node:
    return _node("OrderedList", [[1, {"t": "Decimal"}, {"t": "Period"}], items])


def _link(text: str, target: str) -> Node:
    return _node("Link", [_PLAIN, [_word(text)], [target, ""]])


def _joined(nodes: Iterable[Node]) -> Iterator[Node]:
    for number, node in enumerate(nodes):
        if number:
            yield _word("、")
        yield node
