"""How a broken file is written down, and put on the disk."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Link:
    """A symbolic link to this place."""

    to: str


@dataclass(frozen=True)
class Special:
    """A fifo or a socket."""

    kind: str


Content = str | bytes | Link | Special


@dataclass(frozen=True)
class Broken:
    """One mistake: `files` below the project's folder, and the errors and warnings that must be told, each as `path:line code`, without `:line` where there is none.

    `ID` in a text is an id of this case alone. With `is_alone` the case needs a project of its own.
    """

    name: str
    files: Mapping[str, Content]
    told: tuple[str, ...]
    is_alone: bool = False

    def write(self, root: Path, number: int) -> None:
        """Put the files below `root`."""
        for path, content in self.files.items():
            place = root / path
            os.makedirs(place.parent, exist_ok=True)  # noqa: PTH103 - also where the folder is a link
            if isinstance(content, Link):
                place.symlink_to(content.to)
            elif isinstance(content, Special):
                _make(place, content.kind)
            else:
                data = content.encode() if isinstance(content, str) else content
                place.write_bytes(data.replace(b"ID", f"broken-{number}".encode()))


def _make(place: Path, kind: str) -> None:
    if kind == "fifo":
        os.mkfifo(place)
        return
    before = Path.cwd()
    # The name of a socket must be short.
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(place.name)
    finally:
        os.chdir(before)


FIELDS = """\
id: ID
title: 一本书读三遍
summary: 第一遍只画线，第二遍写问题，第三遍讲给同事听。
date: 2026-04-23
topics: [读书]
column: 读书分享
author: 示例单位 某同志
"""
"""The fields of an article, lines 2 to 8 of its file."""

BODY_LINE = 11


def text(body: str = "第一遍只画线。\n", fields: str = FIELDS) -> str:
    """A valid article; its body starts in line 11."""
    return f"---\n{fields}---\n\n{body}"


def page(name: str, content: Content, *told: str) -> Broken:
    """A file of its own in `content/articles`; `told` leaves its path out: `3 XK002`, or `XK001` for the file as a whole."""
    path = f"content/articles/{name}.md"
    return Broken(name, {path: content}, tuple(_at(path, one) for one in told))


def folder(name: str, files: Mapping[str, Content], *told: str, index: Content | None = None) -> Broken:
    """A folder in `content/courses` with a valid article as `index.md` and further files; `told` starts with the name of a file: `quiz.yml:3 XK010`."""
    base = f"content/courses/{name}"
    all_files = {"index.md": course() if index is None else index, **files}
    return Broken(
        name,
        {f"{base}/{file}": content for file, content in all_files.items()},
        tuple(f"{base}/{one}" for one in told),
    )


COURSE_FIELDS = """\
id: ID
title: 重温入党誓词
summary: 先回到宣誓那一天，再用一件小事检验今天的自己。
topics: [党性教育]
audience: [支部全体]
unit: 示例单位第一支部
date: 2026-06-05
time_required: 60
form: 情景式
agenda:
  - title: 那一天
    minutes: 60
"""
"""The fields of a course, lines 2 to 13 of its file."""


def course(body: str = "会前先读规则。\n", *fields: str) -> str:
    """A valid course; further fields stand from line 14."""
    more = "".join(f"{line}\n" for line in fields)
    return f"---\n{COURSE_FIELDS}{more}---\n\n{body}"


def _at(path: str, one: str) -> str:
    line, _, code = one.rpartition(" ")
    return f"{path}:{line} {code}" if line else f"{path} {code}"
