"""What a foreign file gave: Markdown paragraph by paragraph, what its structure says, what to confirm, and an account of its characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Role = Literal[
    "title",
    "front",
    "number",
    "recipient",
    "heading",
    "text",
    "item",
    "attachment",
    "unit",
    "date",
    "copy",
    "caption",
    "table",
]
ROLE_NAMES: dict[Role, str] = {
    "title": "标题",
    "front": "标题前后",
    "number": "文号",
    "recipient": "主送",
    "heading": "小标题",
    "text": "正文",
    "item": "列表",
    "attachment": "附件说明",
    "unit": "落款单位",
    "date": "落款日期",
    "copy": "抄送",
    "caption": "图表名称",
    "table": "表格",
}


@dataclass(frozen=True)
class Doubt:
    """Something guessed: at which paragraph (0 for the whole), what, and how to put it right. `must` says that it has to be filled in."""

    number: int
    message: str
    remedy: str = ""
    must: bool = False
    unit: str = "段"
    """What places are counted in."""

    def __str__(self) -> str:
        place = f"第 {self.number} {self.unit}：" if self.number else ""
        return f"{place}{self.message}" + (f"\n      {self.remedy}" if self.remedy else "")


@dataclass(frozen=True)
class Row:
    """One paragraph or table: its number in the file, its words there, its role, and its Markdown; `cells` are a table's."""

    number: int
    source: str
    role: Role
    markdown: str
    cells: tuple[tuple[str, ...], ...] = ()
    style: str = ""
    plain: str = ""
    """Its words without the marks of its format, where `source` has such marks."""


@dataclass(frozen=True)
class Converted:
    """A file as it crosses from the worker. `characters` counts all written characters of body and notes, blanks left out."""

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
    unit: str = "段"
    """What the numbers of rows count."""
    marks: str = ""
    """Characters that may be marks of the format and are therefore not counted."""
    wanted: dict[str, str] = field(default_factory=dict)
    """The pictures beside the file that it uses: the path of each by the name that it gets."""
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Values of fields that the file itself names, by field; `tags` are topics or keywords."""
    given_yaml: dict[str, str] = field(default_factory=dict)
    """Values of fields that are more than words, as YAML behind the key."""
    given_by: str = ""
    """Where the file names them."""
    record: str = ""
    """The id of the record that this file was exported from; then `rows` are plain, with no guess made."""
