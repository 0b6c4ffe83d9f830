"""A rendered text as a small tree of blocks and inline pieces: what typesetters, Word and books are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Literal

Alignment = Literal["", "left", "center", "right"]


@dataclass(frozen=True)
class Run:
    """Words in one look. `link` is an address or `#` and an anchor of this document; `meaning` explains a glossary word."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Break:
    """A line ends here, the paragraph goes on."""


@dataclass(frozen=True)
class Blank:
    """A place to write in, as long as `width` underscores."""

    width: int


@dataclass(frozen=True)
class Mark:
    """The raised number of a footnote: `Document.notes[number - 1]`."""

    number: int


@dataclass(frozen=True)
class Picture:
    """A picture in a line. `file` is what the caller gave for its address; `width` as written, such as `300` or `50%`."""

    file: str
    alt: str
    title: str = ""
    width: str = ""
    link: str = ""


Inline = Run | Break | Blank | Mark | Picture
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1–6."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; one that starts an article of a text has an anchor."""

    line: Line
    anchor: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture that stands alone; its title is its caption."""

    picture: Picture


@dataclass(frozen=True)
class Item:
    """One item of a list; `is_done` is None where it is no task."""

    blocks: tuple[Block, ...]
    is_done: bool | None = None


@dataclass(frozen=True)
class Listing:
    """A list: numbered from 1, or with bullets."""

    items: tuple[Item, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Definition:
    """Terms that share their meanings."""

    terms: tuple[Line, ...]
    meanings: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Definitions:
    """A list of terms with their meanings."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True)
class Table:
    """A table: its head, its rows, and how each column is aligned. All rows have as many cells as the head."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    alignments: tuple[Alignment, ...]


@dataclass(frozen=True)
class Quotation:
    """A block quotation, with its source if the last paragraph names one."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Box:
    """Something set apart: an admonition or a folded text (`kind` as written, such as `note`), one of several tabs (`tab`), a card to cut out (`card`)."""

    kind: str
    title: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Code:
    """Text as typed, with the name of its language if it has one."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across the page."""


Block = Heading | Paragraph | Figure | Listing | Definitions | Table | Quotation | Box | Code | Rule


@dataclass(frozen=True)
class Document:
    """A text: its blocks, and the footnotes that marks name."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[tuple[Block, ...], ...] = field(default=())

    @property
    def text(self) -> str:
        """All words, a line for each block; pictures by their alternative text."""
        pieces = [words(block) for blocks in (self.blocks, *self.notes) for block in blocks]
        return "\n".join(filter(None, pieces))

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every picture, in order."""
        for blocks in (self.blocks, *self.notes):
            for block in blocks:
                yield from _pictures(block)


def line_text(line: Line) -> str:
    """The words of a line, breaks as line breaks, blanks as underscores."""
    return "".join(_inline_text(piece) for piece in line)


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks that stand directly in a block."""
    if isinstance(block, Quotation | Box):
        yield from block.blocks
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item.blocks
    elif isinstance(block, Definitions):
        for entry in block.entries:
            for meaning in entry.meanings:
                yield from meaning


@singledispatch
def own_lines(block: Block) -> tuple[Line, ...]:
    """The lines that stand directly in a block, in order; those of inner blocks come after them."""
    return ()


@own_lines.register
def _(block: Heading | Paragraph) -> tuple[Line, ...]:
    return (block.line,)


@own_lines.register
def _(block: Figure) -> tuple[Line, ...]:
    return ((block.picture,),)


@own_lines.register
def _(block: Definitions) -> tuple[Line, ...]:
    return tuple(term for entry in block.entries for term in entry.terms)


@own_lines.register
def _(block: Table) -> tuple[Line, ...]:
    return tuple(cell for row in (block.head, *block.rows) for cell in row)


@own_lines.register
def _(block: Box) -> tuple[Line, ...]:
    return (block.title,)


def words(block: Block) -> str:
    """The words of a block and of all in it, in the order in which they are read."""
    if isinstance(block, Code):
        return block.text
    if isinstance(block, Definitions):
        return "\n".join(_definition_texts(block))
    own = [line_text(line) for line in own_lines(block)]
    return "\n".join(filter(None, [*own, *map(words, inner_blocks(block))]))


def _definition_texts(block: Definitions) -> Iterator[str]:
    for entry in block.entries:
        yield from map(line_text, entry.terms)
        for meaning in entry.meanings:
            yield from map(words, meaning)


def _inline_text(piece: Inline) -> str:
    match piece:
        case Run():
            return piece.text
        case Picture():
            return piece.alt
        case Blank():
            return "_" * piece.width
        case Break():
            return "\n"
        case Mark():
            return ""


def _pictures(block: Block) -> Iterator[Picture]:
    for line in own_lines(block):
        yield from (piece for piece in line if isinstance(piece, Picture))
    for inner in inner_blocks(block):
        yield from _pictures(inner)
