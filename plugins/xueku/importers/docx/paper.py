"""What is read from a docx: paragraphs and tables in order, each with how it looks, before anybody guesses what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: the evidence for what it is.

    `face` and `size` (points) are those of most of its characters, in Chinese text; `is_strong` says that all of it is bold.
    `outline` counts from 0, None where it has no level. Indents are in characters of the paragraph's size.
    """

    style: str = ""
    outline: int | None = None
    face: str = ""
    size: float = 0
    is_strong: bool = False
    align: Alignment = "left"
    first_line: float = 0
    left: float = 0


@dataclass(frozen=True)
class Label:
    """A number or bullet that Word puts in front: its text, empty for a bullet; how deep, from 0; which list it belongs to."""

    text: str
    depth: int
    listing: str


@dataclass(frozen=True)
class Piece:
    """Words in one look, or a line break, or one of: a footnote's key, a picture's part.

    `face` is kept where a part of a paragraph differs.
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    face: str = ""
    link: str = ""
    is_break: bool = False
    note: str = ""
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `number` counts the file's paragraphs and tables from 1, as an editor would find it again."""

    number: int
    pieces: tuple[Piece, ...]
    look: Look = Look()
    label: Label | None = None

    @property
    def text(self) -> str:
        """Its words, line breaks as such."""
        return "".join("\n" if piece.is_break else piece.text for piece in self.pieces)

    @property
    def words(self) -> str:
        """Its words on one line, without blanks around them."""
        return self.text.replace("\n", "").strip()


@dataclass(frozen=True)
class Cell:
    """A cell of the grid; one that a merged cell covers has no paragraphs and is `covered`."""

    paragraphs: tuple[Paragraph, ...] = ()
    covered: bool = False

    @property
    def text(self) -> str:
        """Its words, a line for each paragraph."""
        return "\n".join(filter(None, (paragraph.text.strip() for paragraph in self.paragraphs)))


@dataclass(frozen=True)
class Table:
    """A table as a full grid: all rows have as many cells."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class Paper:
    """A whole docx: blocks, footnotes by key, pictures' bytes by part, what was changed by whom, and what is not imported.

    `left_out` names text that stays behind, with what it is: headers and footers.
    """

    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Paragraph, ...]]
    pictures: dict[str, bytes]
    changes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    title: str = ""
