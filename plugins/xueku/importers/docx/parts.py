"""What a paragraph or table of an official paper is, once somebody has guessed; and the guesses that an editor should confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xueku.importers.docx.paper import Block

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
class Part:
    """A block with its role; `depth` is that of a heading, from 1."""

    role: Role
    block: Block
    depth: int = 0


@dataclass(frozen=True)
class Doubt:
    """Something guessed: at which paragraph (0 for the whole), what, and how to put it right. `must` says that it has to be filled in."""

    number: int
    message: str
    remedy: str = ""
    must: bool = False

    def __str__(self) -> str:
        place = f"第 {self.number} 段：" if self.number else ""
        return f"{place}{self.message}" + (f"\n      {self.remedy}" if self.remedy else "")
