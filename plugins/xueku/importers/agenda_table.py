"""A table of a meeting's course (流程, 议程) becomes the agenda of a course package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMNS = {
    "title": ("环节", "流程", "议程", "步骤", "内容", "事项", "活动内容", "活动环节", "主要内容"),
    "minutes": (
        "时间",
        "时长",
        "分钟",
        "用时",
        "时间安排",
        "时长（分钟）",
        "用时（分钟）",
        "所需时间",
        "分钟数",
    ),
    "mode": ("方式", "形式", "组织方式"),
    "lead": ("主持", "负责人", "责任人", "主持人", "主讲", "主讲人", "牵头"),
    "notes": ("说明", "备注", "要求", "具体要求", "注意事项"),
}
_ORDER = ("序号", "编号", "次序")
_SPAN = re.compile(r"(\d{1,2})[:：.时](\d{2})分?\s*[-－–—~～至到]+\s*(\d{1,2})[:：.时](\d{2})分?")
_MINUTES = re.compile(r"(?:约\s*)?(\d{1,3})\s*(?:分钟|分|min)?")
_HOURS = re.compile(r"(\d+(?:\.\d)?)\s*(?:个)?小时")
_TOTAL = re.compile(r"合\s*计|总\s*计|共\s*计")


@dataclass(frozen=True)
class Step:
    """One step; empty texts stand for what the table does not say."""

    title: str
    minutes: int
    mode: str = ""
    lead: str = ""
    notes: str = ""


def agenda_of(rows: Sequence[Sequence[str]]) -> tuple[Step, ...]:
    """The steps of a table; none if it is no agenda, or has a column or a cell that would be lost."""
    if len(rows) < 3:
        return ()
    head = [re.sub(r"\s", "", cell) for cell in rows[0]]
    columns: dict[str, int] = {}
    for index, cell in enumerate(head):
        name = _column(cell)
        # Beside 环节 a column 主要内容 says what is done in it.
        name = "notes" if name == "title" and name in columns else name
        if name:
            columns.setdefault(name, index)
    known = [cell for cell in head if _column(cell) or cell in _ORDER]
    if not {"title", "minutes"} <= columns.keys() or len(known) != len(head) or len(columns) < len(head) - 1:
        return ()
    steps = []
    for row in rows[1:]:
        if _TOTAL.search("".join(row)):
            continue
        minutes = minutes_in(row[columns["minutes"]])
        values = {name: " ".join(row[at].split()) for name, at in columns.items() if name != "minutes"}
        if not minutes or not values["title"]:
            return ()
        steps.append(Step(minutes=minutes, **values))
    return tuple(steps)


def minutes_in(text: str) -> int:
    """How many minutes a cell says: 20, 20分钟, 1小时, 14:00-14:20; 0 where it says none."""
    words = text.strip()
    if span := _SPAN.fullmatch(words):
        first, second = (int(span[at]) * 60 + int(span[at + 1]) for at in (1, 3))
        return max(second - first, 0)
    if hours := _HOURS.fullmatch(words):
        return int(float(hours[1]) * 60)
    match = _MINUTES.fullmatch(words)
    return int(match[1]) if match else 0


def _column(cell: str) -> str:
    return next((name for name, words in _COLUMNS.items() if cell in words), "")
