"""A Document as plain data for `typesetting.typ`, which knows every name that is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Any

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
    inner_blocks,
    line_text,
)

Data = dict[str, Any]
FileOf = Callable[[str], str | None]
"""The name under which the press has a picture's file; None if it cannot be printed."""

_LEAST_COLUMN, _MOST_COLUMN = 3, 24
_LONG_CELL = 300
"""A row with a cell of more characters may go on overleaf."""
_MOST_ROWS, _LONG_TABLE = 9, 500
"""A table of more rows or characters may go on overleaf."""


def tree(document: Document, file_of: FileOf, name: str = "text") -> list[Data]:
    """The blocks of a document. Its headings start at level 1 and skip none, those of footnotes become paragraphs; `name` tells its anchors from others.

    Each footnote stands where its first mark is; one that no mark names comes last, so that nothing is lost.
    """
    return _Writer(document, file_of, name, _levels(document), _anchors(document)).whole()


def _levels(document: Document) -> Iterator[int]:
    """The level of each heading in order, as deep as it stands below the headings before it."""
    above: list[int] = []
    for heading in _headings(document):
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        yield len(above)


def _headings(document: Document) -> Iterator[Heading]:
    for block in _walk(document.blocks):
        if isinstance(block, Heading):
            yield block


def _walk(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _walk(inner_blocks(block))


def _anchors(document: Document) -> Mapping[str, int]:
    """Where links of the document may lead: each anchor with a number of its own."""
    blocks = _walk(document.blocks)
    named = [block.anchor for block in blocks if isinstance(block, Heading | Paragraph) and block.anchor]
    return {anchor: number for number, anchor in enumerate(dict.fromkeys(named))}


def _weight(table: Table, column: int) -> int:
    """How many characters wide a column would be; one that is to be filled in by hand is as wide as any."""
    cells = [row[column] for row in table.rows]
    if cells and not any(cells):
        return _MOST_COLUMN
    longest = max(len(line_text(cell)) for cell in (table.head[column], *cells))
    return min(max(longest, _LEAST_COLUMN), _MOST_COLUMN)


@dataclass
class _Writer:
    document: Document
    file_of: FileOf
    name: str
    levels: Iterator[int]
    anchors: Mapping[str, int]
    placed: set[str] = field(default_factory=set)
    noted: set[int] = field(default_factory=set)
    is_in_note: bool = False

    def whole(self) -> list[Data]:
        blocks = self.blocks(self.document.blocks)
        for number, note in enumerate(self.document.notes, 1):
            if number not in self.noted:
                blocks.append({"is": "note", "number": number, "blocks": self.note(note)})
        return blocks

    def note(self, blocks: Iterable[Block]) -> list[Data]:
        before, self.is_in_note = self.is_in_note, True
        try:
            return self.blocks(blocks)
        finally:
            self.is_in_note = before

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self.block(block) for block in blocks]

    @singledispatchmethod
    def block(self, block: Block) -> Data:
        raise NotImplementedError(type(block))

    @block.register
    def _(self, block: Heading) -> Data:
        if self.is_in_note:
            return {"is": "paragraph", "line": self.line(block.line), "label": ""}
        level = next(self.levels)
        return {
            "is": "heading",
            "level": level,
            "line": self.line(block.line),
            "label": self.label(block.anchor),
        }

    @block.register
    def _(self, block: Paragraph) -> Data:
        return {"is": "paragraph", "line": self.line(block.line), "label": self.label(block.anchor)}

    @block.register
    def _(self, block: Figure) -> Data:
        picture = self.picture(block.picture)
        kind = "figure" if "file" in picture else "lost"
        return {**picture, "is": kind, "title": block.picture.title}

    @block.register
    def _(self, block: Listing) -> Data:
        items = [{"done": item.is_done, "blocks": self.blocks(item.blocks)} for item in block.items]
        return {"is": "numbers" if block.is_numbered else "bullets", "items": items}

    @block.register
    def _(self, block: Definitions) -> Data:
        entries = [
            {
                "terms": [self.line(term) for term in entry.terms],
                "blocks": [data for meaning in entry.meanings for data in self.blocks(meaning)],
            }
            for entry in block.entries
        ]
        return {"is": "definitions", "entries": entries}

    @block.register
    def _(self, block: Table) -> Data:
        rows = (block.head, *block.rows)
        lengths = [len(line_text(cell)) for row in rows for cell in row]
        return {
            "is": "table",
            "weights": [_weight(block, column) for column in range(len(block.head))],
            "alignments": block.alignments,
            "breaks": max(lengths) > _LONG_CELL,
            "whole": len(rows) <= _MOST_ROWS and sum(lengths) <= _LONG_TABLE,
            "head": [self.line(cell) for cell in block.head] if any(block.head) else [],
            "rows": [[self.line(cell) for cell in row] for row in block.rows],
        }

    @block.register
    def _(self, block: Quotation) -> Data:
        blocks = self.blocks(block.blocks)
        last = block.blocks[-1] if block.blocks else None
        has_source = isinstance(last, Paragraph) and line_text(last.line).startswith("——")
        return {
            "is": "quotation",
            "blocks": blocks[:-1] if has_source else blocks,
            "source": blocks[-1:] * has_source,
        }

    @block.register
    def _(self, block: Box) -> Data:
        return {
            "is": "box",
            "kind": block.kind,
            "title": self.line(block.title),
            "blocks": self.blocks(block.blocks),
        }

    @block.register
    def _(self, block: Code) -> Data:
        return {"is": "code", "lines": block.text.expandtabs(4).split("\n")}

    @block.register
    def _(self, block: Rule) -> Data:
        return {"is": "rule"}

    def line(self, line: Line) -> list[Data]:
        return [self.piece(piece) for piece in line]

    def piece(self, piece: Inline) -> Data:
        match piece:
            case Run():
                looks = {"strong": piece.strong, "emphasis": piece.emphasis, "code": piece.code}
                on = {name: True for name, is_on in looks.items() if is_on}
                return {"is": "run", "text": piece.text, **on, **self.link(piece.link)}
            case Break():
                return {"is": "break"}
            case Blank():
                return {"is": "blank", "width": piece.width}
            case Mark():
                return self.mark(piece.number)
            case Picture():
                picture = self.picture(piece)
                return picture if "file" in picture else {"is": "run", "text": piece.alt}

    def mark(self, number: int) -> Data:
        """A footnote at its first mark; a later one leads there; a mark within a footnote is its number alone."""
        label = f"{self.name}-note-{number}"
        if number in self.noted:
            return {"is": "again", "label": label}
        if self.is_in_note or number > len(self.document.notes):
            return {"is": "number", "number": number}
        self.noted.add(number)
        return {"is": "mark", "label": label, "blocks": self.note(self.document.notes[number - 1])}

    def picture(self, picture: Picture) -> Data:
        file = self.file_of(picture.file)
        place = {"file": file} if file else {}
        return {"is": "picture", "alt": picture.alt, "width": picture.width, **place}

    def link(self, address: str) -> Data:
        if address.startswith("#"):
            number = self.anchors.get(address[1:])
            return {} if number is None else {"label": f"{self.name}-{number}"}
        return {"link": address} if address else {}

    def label(self, anchor: str) -> str:
        """The label of the first block with this anchor."""
        if anchor not in self.anchors or anchor in self.placed:
            return ""
        self.placed.add(anchor)
        return f"{self.name}-{self.anchors[anchor]}"
