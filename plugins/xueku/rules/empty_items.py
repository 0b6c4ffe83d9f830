"""XK210: list items say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\])?(?P<words>[ \t]+\S.*|[ \t]*)$")


class EmptyItems(Rule):
    """列表里没有空的一项。

    查什么：只有 `-` 或 `1.`，后面没有字，而上一项或下一项有字的列表项；整个留空、让人填写的不算。
    为什么：页面上会有一个孤零零的圆点，像是漏了什么。
    错例：`- 笔` 下面一行只写了 `-`。
    改法：补上内容，或删掉这一行。
    """

    code = "XK210"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each item without words."""
        for prose in record.parts.values():
            offset = 0
            # Code is no item, but it may be the words of one.
            lines = prose.markdown.split("\n")
            for index, line in enumerate(lines):
                if _is_empty(line) and _is_empty(prose.outline[offset : offset + len(line)]):
                    around = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
                    if any((item := _ITEM.match(other)) and item["words"].strip() for other in around):
                        start = offset + len(line) - len(line.lstrip())
                        span = prose.span(start, offset + len(line))
                        yield self.finding(span, "列表里有空的一项", "补上内容，或删掉这一行")
                offset += len(line) + 1


def _is_empty(line: str) -> bool:
    item = _ITEM.match(line) if len(line) < 40 else None
    return item is not None and not item["words"].strip()
