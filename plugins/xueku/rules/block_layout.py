"""XK207: lists, tables and boxes are laid out so that they become lists, tables and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Fix, Severity, Span
from xueku.model.prose import Prose
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_ITEM = re.compile(r"^(?P<indent> *)(?P<mark>[-*+]|\d+[.)])[ \t]+\S")
_TABLE = re.compile(r"^ *\|.*\| *$")
_BOX = re.compile(r"^(?P<indent> *)(?:!!!|\?\?\?\+?|===)[ \t]+\S")
_OTHER_BLOCK = re.compile(
    r"^ *(?:#{1,6} |>|```|~~~|\||!!!|\?\?\?|===|\[\^?[^\]]+\]:|:[ \t]|</?\w|[-*+][ \t]*$)"
)

_STARTS = frozenset("-*+|!?=0123456789")


class BlockLayout(Rule):
    """列表、表格、提示框前面空一行，里面的内容缩进四格。

    查什么：紧跟在段落下面的列表和表格；缩进不是四的倍数的列表；内容没有缩进的 `!!!`、`???`、`===`。
    为什么：少一个空行或两个空格，列表就会连成一段话，提示框就会是空的，自己看稿时不容易发现。
    错例：`要带的东西：` 下一行直接写 `- 笔`。
    改法：在列表前空一行；下一级的内容前面空四格。
    """

    code = "XK207"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each block that would not become what it looks like."""
        for prose in record.parts.values():
            yield from self._check(prose)

    def _check(self, prose: Prose) -> Iterator[Diagnostic]:
        lines = prose.outline.split("\n")
        below = _next_written(lines)
        start = 0
        for index, line in enumerate(lines):
            words = line.lstrip()
            if words[:1] in _STARTS:
                span = prose.span(start + len(line) - len(words))
                yield from self._check_line(
                    prose, line, lines[index - 1] if index else "", below[index], span
                )
            start += len(line) + 1

    def _check_line(
        self, prose: Prose, line: str, above: str, below: str, span: Span
    ) -> Iterator[Diagnostic]:
        if item := _ITEM.match(line):
            yield from self._check_item(prose, item, above, span)
        elif _TABLE.match(line) and _is_text(above):
            remedy = "在表格前空一行"
            yield self.finding(span, "表格紧跟在段落下面，会连成一段话", remedy, _blank_line(prose, span))
        elif (box := _BOX.match(line)) and len(below) - len(below.lstrip()) < len(box["indent"]) + 4:
            yield self.finding(span, "这里面的内容没有缩进，会跑到框外面", "下面每一行的前面空四格")

    def _check_item(self, prose: Prose, item: re.Match[str], above: str, span: Span) -> Iterator[Diagnostic]:
        if len(item["indent"]) % 4:
            remedy = "下一级前面空四格，不是两格或三格"
            yield self.finding(span, f"列表前面空了 {len(item['indent'])} 格，层级会乱", remedy)
        elif not item["indent"] and _is_text(above):
            fix = _blank_line(prose, span) if item["mark"] in "-*+" else None
            yield self.finding(span, "列表紧跟在段落下面，会连成一段话", "在列表前空一行", fix)


def _blank_line(prose: Prose, span: Span) -> Fix | None:
    """A blank line above; None in a field, whose lines may be written in another way than they read."""
    return None if prose.indent else Fix(Span(span.path, span.line, 1, span.line, 1), "\n")


def _next_written(lines: list[str]) -> list[str]:
    """For each line the next one that is not blank; empty for the last."""
    found, following = [], ""
    for line in reversed(lines):
        found.append(following)
        following = line if line.strip() else following
    return found[::-1]


def _is_text(line: str) -> bool:
    """Whether a line is one of a paragraph that starts at the margin."""
    return (
        bool(line.strip())
        and not line.startswith(" ")
        and not _ITEM.match(line)
        and not _OTHER_BLOCK.match(line)
    )
