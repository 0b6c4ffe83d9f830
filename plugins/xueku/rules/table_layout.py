"""XK209: tables have a head, and rows of one length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xueku.model.diagnostic import Diagnostic, Severity, Span
from xueku.model.prose import Prose
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_BETWEEN = re.compile(r"(?<!\\)\|")
Row = tuple[int, str]
"""A line of a table: where it begins in the text, and what is written there."""


class TableLayout(Rule):
    """表格有表头，每行格数一样。

    查什么：表头是空的、没有表头或没有第二行横线的表格；格数和表头不同的行。
    为什么：没有表头，听读屏的人不知道哪一列是什么；多出来的格子不会显示，内容就丢了。
    错例：表头两格，某一行写了三格。
    改法：第一行写各列的名称，第二行写 `| --- | --- |`，每行的 `|` 一样多。
    """

    code = "XK209"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for a head that is missing, and one for each row of another length."""
        for prose in record.parts.values():
            if "|" in prose.outline:
                for table in _tables(prose):
                    yield from self._check(prose, table)

    def _check(self, prose: Prose, table: Sequence[Row]) -> Iterator[Diagnostic]:
        head, *rows = table
        if _is_rule(head[1]) or not any(_cells(head[1])):
            remedy = "第一行写各列的名称，如 | 环节 | 分钟 |"
            yield self.finding(_span(prose, head), "表格没有表头", remedy)
        elif not rows or not _is_rule(rows[0][1]):
            remedy = f"在第一行下面加一行 |{' --- |' * len(_cells(head[1]))}"
            yield self.finding(_span(prose, head), "表格少了第二行的横线，不会显示成表格", remedy)
        else:
            yield from self._check_lengths(prose, len(_cells(head[1])), rows)

    def _check_lengths(self, prose: Prose, wanted: int, rows: Sequence[Row]) -> Iterator[Diagnostic]:
        for row in rows:
            found = len(_cells(row[1]))
            if found != wanted:
                message = f"这一行有 {found} 格，表头有 {wanted} 格"
                remedy = "补上缺的格子，空的也要有 |" if found < wanted else "合并多出的格子，或给表头加一列"
                yield self.finding(_span(prose, row), message, remedy)


def _tables(prose: Prose) -> Iterator[list[Row]]:
    """The tables of a text: blocks of lines that stand between | each, or whose second line is a rule."""
    block: list[Row] = []
    offset = 0
    for line in [*prose.outline.split("\n"), ""]:
        if line.strip():
            block.append((offset, line))
        else:
            if _is_table(block):
                yield block
            block = []
        offset += len(line) + 1


def _is_table(block: Sequence[Row]) -> bool:
    if len(block) < 2 or "|" not in block[0][1] or "|" not in block[1][1]:
        return False
    return _is_rule(block[1][1]) or all(line.strip()[0] == line.strip()[-1] == "|" for _, line in block)


def _is_rule(line: str) -> bool:
    return {*line} <= {*" \t|:-"} and "-" in line


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _BETWEEN.split(line.strip())]
    first = 1 if len(cells) > 1 and line.strip().startswith("|") else 0
    last = len(cells) - (1 if len(cells) > 1 and not cells[-1] and line.strip().endswith("|") else 0)
    return cells[first:last]


def _span(prose: Prose, row: Row) -> Span:
    start, line = row
    return prose.span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
