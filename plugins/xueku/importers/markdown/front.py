"""The fields in front of a foreign Markdown file: those that mean what ours mean, and the others by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_MOST = 100_000
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题"),
    "date": ("date", "日期", "created", "create_time", "created_at", "创建时间"),
    "tags": ("tags", "tag", "categories", "category", "keywords", "标签", "分类", "关键词"),
    "authors": ("author", "authors", "作者"),
    "summary": ("summary", "description", "excerpt", "摘要", "描述"),
    "unit": ("unit", "单位"),
}


@dataclass(frozen=True)
class Front:
    """`length` lines and characters of the file are fields, not text; `given` are values by what they are, `unknown` the others."""

    lines: int = 0
    length: int = 0
    title: str = ""
    day: date | None = None
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[tuple[str, str], ...] = ()
    is_broken: bool = False


def front_of(text: str) -> Front:
    """The fields of a text with LF line ends."""
    opened = _OPEN.match(text)
    closed = _CLOSE.search(text, opened.end(), _MOST) if opened else None
    if not opened or not closed:
        return Front()
    inner, length = text[opened.end() : closed.start()], closed.end()
    lines = text.count("\n", 0, length)
    try:
        # Every value as text: what a date or a number is, is decided here and not by YAML.
        found = yaml.load(inner, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return Front(lines, length, unknown=(("属性区", inner),), is_broken=True)
    if found is not None and not isinstance(found, dict):
        # A line of dashes above and below a text is no field.
        return Front()
    return _read(found or {}, lines, length)


def _read(found: Mapping[Any, Any], lines: int, length: int) -> Front:
    given: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, str]] = []
    for key, value in found.items():
        name = next((name for name, words in _NAMES.items() if str(key).lower() in words), "")
        values = _values(value)
        if name == "tags" and isinstance(value, str):
            values = tuple(filter(None, re.split(r"[,，、;；\s]+", value)))
        if name and values is not None:
            given[name] = (
                tuple(dict.fromkeys((*given.get(name, ()), *values)))
                if name == "tags"
                else given.get(name) or values
            )
        else:
            unknown.append(
                (f"属性区里的 {key} ", "、".join(values) if values is not None else "（一层套一层的值）")
            )
    title = " ".join(given.pop("title", ("",))[:1]).strip()
    day = day_in(" ".join(written := given.pop("date", ())))
    if written and day is None:
        unknown.append(("属性区里的 date ", "、".join(written)))
    return Front(
        lines,
        length,
        " ".join(title.split()),
        day,
        {name: values for name, values in given.items() if values},
        tuple(unknown),
    )


def _values(value: object) -> tuple[str, ...] | None:
    """A text or a list of texts; None for anything else."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(one.strip() for one in value if one.strip())
    return None


def day_in(text: str) -> date | None:
    """The first day that a text names in numbers."""
    match = _DAY.search(text)
    try:
        return date(*(int(match[at]) for at in (1, 2, 3))) if match else None
    except ValueError:
        return None
