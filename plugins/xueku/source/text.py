"""A file's bytes become text, or findings that say why not. The first gate: nothing later sees what it refuses."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span
from xueku.model.system_error import system_reason
from xueku.source.characters import mendable_characters, place, refused_characters
from xueku.source.encoding import decode

MAX_BYTES = 2_000_000
MAX_LINE_BYTES = 20_000
_BY_HAND = {
    "XK001": "用记事本打开，另存为时编码选 UTF-8",
    "XK021": "删掉这一行，重新输入",
    "XK022": "把这几个字重新输入",
}
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_LONG = re.compile(rf"[^\n]{{{MAX_LINE_BYTES // 4},}}")


def read_text(file: Path, path: str, most_bytes: int = MAX_BYTES) -> tuple[str | None, list[Diagnostic]]:
    """The text of `file` with LF line ends and without a byte order mark, and findings; None where it cannot be read.

    `path` is the name shown in findings. What is told of a text that is given can be mended by itself.
    """
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            return None, [no_plain_file(Span(path), is_link=stat.S_ISLNK(status.st_mode))]
        if status.st_size > most_bytes:
            size = status.st_size / 1_000_000
            return None, [
                Diagnostic(
                    Span(path),
                    "XK007",
                    f"文件有 {size:.1f} MB，太大了（上限 {most_bytes // 1_000_000} MB）",
                    "分成几篇，或把图片存成单独的文件",
                )
            ]
        data = file.read_bytes()
    except OSError as error:
        return None, [
            Diagnostic(Span(path), "XK001", f"打不开这个文件（{system_reason(error)}）", "检查文件权限后再试")
        ]
    text, finding = decode(data, path)
    if text is None:
        return None, [finding] if finding else []
    return _checked(text.replace("\r\n", "\n").replace("\r", "\n"), path)


def by_hand(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings on a file that `xueku check --fix` leaves alone, as what is left of the content folder: each says how it is mended without."""
    return [replace(one, fix=None, remedy=_BY_HAND[one.code]) if one.fix else one for one in findings]


def no_plain_file(span: Span, *, is_link: bool) -> Diagnostic:
    """The finding on what is no plain file: a symbolic link, or a fifo, a socket, a device."""
    if is_link:
        message = "这是一个快捷方式（符号链接），这里不能有"
        return Diagnostic(span, "XK012", message, "删掉它，把文件本身复制过来")
    return Diagnostic(span, "XK012", "这不是普通文件", "删掉它")


def _checked(text: str, path: str) -> tuple[str | None, list[Diagnostic]]:
    if not text.strip():
        return None, [Diagnostic(Span(path), "XK004", "文件是空的", "写上内容，或删掉这个文件")]
    errors = [*_long_lines(text, path), *refused_characters(text, path), *_conflicts(text, path)]
    return (None if errors else text), [*errors, *mendable_characters(text, path)]


def _long_lines(text: str, path: str) -> Iterator[Diagnostic]:
    for long in _LONG.finditer(text):
        size = len(long.group().encode())
        if size > MAX_LINE_BYTES:
            message = f"这一行有 {size / 1000:.0f} kB，太长了（上限 {MAX_LINE_BYTES // 1000} kB）"
            yield Diagnostic(place(text, long.start(), path), "XK007", message, "分成几段，中间空一行")


def _conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    if conflict := _CONFLICT.search(text):
        yield Diagnostic(
            place(text, conflict.start(), path),
            "XK006",
            "这里留着两人改动合并时的标记",
            "在 <<<<<<<、=======、>>>>>>> 之间选定一份，删掉这三行标记",
        )
