"""A Document is set in a Word file: headings, lists, tables and notes in its styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import singledispatchmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    Item,
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
from xueku.word.paper import BODY, BOX, CODE, SMALL

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

_WIDEST = 156
"""Millimetres that a line is long."""


class TextWriter:
    """Sets texts at the end of a paper. Pictures stand below `root`."""

    def __init__(self, paper: WordFile, root: Path = Path()) -> None:
        self._paper, self._root = paper, root

    def write(self, document: Document, *, deeper: int = 0) -> None:
        """Set a text, its headings `deeper` by so many levels than they say, its notes at its end."""
        self._blocks(document.blocks, BODY, deeper)
        if document.notes:
            self._paper.add_paragraph("注释", style="Heading 3")
            for number, note in enumerate(document.notes, 1):
                first, rest = _first_line(note)
                self._line((Run(f"〔{number}〕"), *first), SMALL)
                self._blocks(rest, SMALL, deeper)

    def heading(self, text: str, level: int = 1, *, on_new_page: bool = False) -> None:
        """Set a heading."""
        line = self._paper.add_paragraph(text, style=f"Heading {level}")
        line.paragraph_format.page_break_before = on_new_page or None

    def listing(self, lines: Iterable[Line], *, is_numbered: bool = False) -> None:
        """Set a list."""
        items = tuple(Item((Paragraph(line),)) for line in lines)
        self._listing(Listing(items, is_numbered), BODY, 0, 0)

    def table(
        self,
        head: Sequence[Line],
        rows: Iterable[Sequence[Line]],
        widths: Sequence[int] = (),
        *,
        height: int = 0,
    ) -> None:
        """Set a table; `head` may be empty; `widths` and the least `height` of a row are millimetres."""
        from docx.shared import Mm

        lines = [*([head] if head else []), *rows]
        if not lines:
            return
        table = self._paper.add_table(0, len(lines[0]), style="Table Grid")
        for line in lines:
            for cell, pieces in zip(table.add_row().cells, line, strict=True):
                cell.paragraphs[0].style = SMALL
                self._pieces(cell.paragraphs[0], pieces)
        _set_widths(table, widths)
        for row in table.rows:
            _set_row(row, "w:cantSplit")
            row.height = Mm(height) if height else None
        if head:
            table.rows[0].height = None
            _set_row(table.rows[0], "w:tblHeader")
            for run in (run for cell in table.rows[0].cells for run in cell.paragraphs[0].runs):
                run.bold = True

    def _blocks(self, blocks: Iterable[Block], style: str, deeper: int) -> None:
        for block in blocks:
            self._block(block, style, deeper)

    @singledispatchmethod
    def _block(self, block: Block, style: str, deeper: int) -> None:
        """Set one block, its paragraphs in this style."""

    @_block.register
    def _(self, block: Heading, style: str, deeper: int) -> None:
        self._line(block.line, f"Heading {min(max(block.level + deeper, 1), 4)}")

    @_block.register
    def _(self, block: Paragraph, style: str, deeper: int) -> None:
        self._line(block.line, style)

    @_block.register
    def _(self, block: Figure, style: str, deeper: int) -> None:
        self._figure(block.picture)

    @_block.register
    def _(self, block: Listing, style: str, deeper: int) -> None:
        self._listing(block, style, deeper, 0)

    @_block.register
    def _(self, block: Definitions, style: str, deeper: int) -> None:
        for entry in block.entries:
            for term in entry.terms:
                self._line(tuple(map(_strong, term)), style)
            for meaning in entry.meanings:
                self._blocks(meaning, BOX, deeper)

    @_block.register
    def _(self, block: Table, style: str, deeper: int) -> None:
        self.table(block.head, block.rows)

    @_block.register
    def _(self, block: Quotation, style: str, deeper: int) -> None:
        self._blocks(block.blocks, BOX, deeper)

    @_block.register
    def _(self, block: Box, style: str, deeper: int) -> None:
        self._line(tuple(map(_strong, block.title)), BOX)
        self._blocks(block.blocks, BOX, deeper)

    @_block.register
    def _(self, block: Code, style: str, deeper: int) -> None:
        for row in block.text.split("\n"):
            self._line((Run(row),), CODE)

    @_block.register
    def _(self, block: Rule, style: str, deeper: int) -> None:
        self._paper.add_paragraph(style=style)

    def _listing(self, block: Listing, style: str, deeper: int, depth: int) -> None:
        name = ("List Number" if block.is_numbered else "List Bullet") + ("", " 2", " 3")[min(depth, 2)]
        number = self._begin_numbers(name) if block.is_numbered else 0
        for item in block.items:
            first, blocks = _first_line(item.blocks)
            if item.is_done is not None:
                self._line((Run("☑　" if item.is_done else "☐　"), *first), style)
            else:
                line = self._line(first, name)
                if number:
                    line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
            for inner in blocks:
                if isinstance(inner, Listing):
                    self._listing(inner, style, deeper, depth + 1)
                else:
                    self._block(inner, style, deeper)

    def _begin_numbers(self, style: str) -> int:
        """A new count from 1 in the look of a style of numbered lists; gives its id."""
        counts = self._paper.part.numbering_part.element
        own = self._paper.styles[style].element.pPr.numPr.numId.val
        abstract = next(count.abstractNumId.val for count in counts.num_lst if count.numId == own)
        begun = counts.add_num(abstract)
        begun.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(begun.numId)

    def _figure(self, picture: Picture) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        line = self._paper.add_paragraph(style=SMALL)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._picture(line, picture)
        if picture.title:
            self._paper.add_paragraph(picture.title, style=SMALL).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _picture(self, line: WordParagraph, picture: Picture) -> None:
        """The picture, with its alternative text; only that where Word cannot show it."""
        from docx.image import exceptions
        from docx.shared import Emu, Mm

        run = line.add_run()
        try:
            shown = run.add_picture(str(self._root / picture.file))
        except (
            OSError,
            exceptions.InvalidImageStreamError,
            exceptions.UnexpectedEndOfFileError,
            exceptions.UnrecognizedImageError,
        ):
            run.text = f"（图：{picture.alt}）"
            return
        if shown.width > Mm(_WIDEST):
            shown.height = Emu(shown.height * Mm(_WIDEST) // shown.width)
            shown.width = Mm(_WIDEST)
        shown._inline.docPr.set("descr", picture.alt)

    def _line(self, pieces: Line, style: str) -> WordParagraph:
        line = self._paper.add_paragraph(style=style)
        self._pieces(line, pieces)
        return line

    def _pieces(self, line: WordParagraph, pieces: Line) -> None:
        for piece in pieces:
            self._piece(line, piece)

    def _piece(self, line: WordParagraph, piece: Inline) -> None:
        match piece:
            case Run():
                run = line.add_run(piece.text)
                run.bold = piece.strong or None
                run.italic = piece.emphasis or None
            case Break():
                line.add_run().add_break()
            case Blank():
                line.add_run("　" * max(4, piece.width // 2)).underline = True
            case Mark():
                line.add_run(f"〔{piece.number}〕").font.superscript = True
            case Picture():
                self._picture(line, piece)


def words(text: str) -> Line:
    """Plain words as a line; each line break stays one."""
    pieces: list[Inline] = []
    for number, row in enumerate(text.split("\n")):
        pieces += [Break()] if number else []
        pieces += [Run(row)] if row else []
    return tuple(pieces)


def _first_line(blocks: tuple[Block, ...]) -> tuple[Line, tuple[Block, ...]]:
    """The line of the first block if that is a paragraph, and what follows."""
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0].line, blocks[1:]
    return (), blocks


def _strong(piece: Inline) -> Inline:
    return replace(piece, strong=True) if isinstance(piece, Run) else piece


def _set_widths(table: WordTable, widths: Sequence[int]) -> None:
    """Columns so many millimetres wide, whatever stands in them; without widths as wide as what stands in them."""
    from docx.shared import Mm

    table.autofit = not widths
    for number, width in enumerate(widths):
        table.columns[number].width = Mm(width)
        for cell in table.columns[number].cells:
            cell.width = Mm(width)


def _set_row(row: Any, name: str) -> None:
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
