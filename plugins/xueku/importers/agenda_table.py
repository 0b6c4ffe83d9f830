"""A table of a meeting's course (流程, 议程) becomes the agenda of a course package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_TOTAL = re.compile(r"(?:合|总|共)\s*计\s*[:：]?\s*(?:约?\s*\d.*)?")


@dataclass(frozen=True)
class Step:
    """One step; empty texts stand for what the table does not say."""

    title: str
    minutes: int
    mode: str = ""
    lead: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Agenda:
    """The steps of a table, and its other rows by their number from 1: why each is no step, and all its words."""

    steps: tuple[Step, ...]
    unread: Mapping[int, tuple[str, str]]
    has_total: bool = False


def agenda_of(rows: Sequence[Sequence[str]]) -> Agenda | None:
    """The agenda that a table is; None if it is none, has a column that would be lost, or fewer steps than other rows."""
    if len(rows) < 3:
        return None
    columns = _columns(rows[0])
    if not columns:
        return None
    steps: list[Step] = []
    unread: dict[int, tuple[str, str]] = {}
    has_total = False
    for number, row in enumerate(rows[1:], 2):
        words = "　".join(cell for cell in (" ".join(cell.split()) for cell in row) if cell)
        values = {name: " ".join(row[at].split()) for name, at in columns.items() if at < len(row)}
        minutes = minutes_in(values.pop("minutes", ""))
        is_total = any(_TOTAL.fullmatch(cell.strip()) for cell in row)
        has_total = has_total or is_total
        if is_total or not words:
            continue
        if any(cell.strip() for cell in row[len(rows[0]) :]):
            unread[number] = ("比表头多出几格", words)
        elif not values.get("title"):
            unread[number] = ("没有写是什么环节", words)
        elif not minutes:
            unread[number] = ("没有分钟", words)
        else:
            steps.append(Step(minutes=minutes, **values))
    return Agenda(tuple(steps), unread, has_total) if len(steps) > len(unread) else None


def _columns(first: Sequence[str]) -> dict[str, int]:
    """Which column holds what; none where a column would be lost, or steps or minutes have none."""
    head = [re.sub(r"\s", "", cell) for cell in first]
    columns: dict[str, int] = {}
    for index, cell in enumerate(head):
        name = _column(cell)
        # Beside 环节 a column 主要内容 says what is done in it.
        name = "notes" if name == "title" and name in columns else name
        if name:
            columns.setdefault(name, index)
    known = [cell for cell in head if _column(cell) or cell in _ORDER]
    is_whole = len(known) == len(head) and len(columns) >= len(head) - 1
    return columns if is_whole and {"title", "minutes"} <= columns.keys() else {}


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
