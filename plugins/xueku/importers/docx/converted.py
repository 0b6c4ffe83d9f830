"""What a docx gave: Markdown paragraph by paragraph, what its structure says, and an account of its characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from xueku.importers.docx.parts import Doubt, Role


@dataclass(frozen=True)
class Row:
    """One paragraph or table: its number in the file, its words there, its role, and its Markdown; `cells` are a table's."""

    number: int
    source: str
    role: Role
    markdown: str
    cells: tuple[tuple[str, ...], ...] = ()
    style: str = ""


@dataclass(frozen=True)
class Converted:
    """A docx as it crosses from the worker. `characters` counts all written characters of body and notes, blanks left out."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    media: dict[str, bytes]
    doubts: tuple[Doubt, ...]
    characters: dict[str, int]
    title: str = ""
    number: str = ""
    recipient: str = ""
    units: tuple[str, ...] = ()
    day: date | None = None
    noted: date | None = None
    attachments: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    unread: dict[str, int] = field(default_factory=dict)
    """What was not taken over, by name: objects, pictures of forms that no browser shows."""
    record: str = ""
    """The id of the record that this file was exported from; then `rows` are plain, with no guess made."""
