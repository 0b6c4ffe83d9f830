"""XK811: numbers of items have the mark that belongs to them, and one list has one kind of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import number
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_CHINESE = "[一二三四五六七八九十]{1,3}"
_ITEM = re.compile(
    rf"\n[ \t　>]*(?:#+ +|[-*+] +)?(?:\*\*)?(?P<number>(?P<open>[（(])?(?P<value>{_CHINESE}|[0-9]{{1,2}})(?(open)[）)]|(?=[、．，]|\.(?!\.)))|[①-⑳])"
    r"(?P<mark>[、．，](?![0-9])|\.(?![0-9.]))?",
)
_ONE_IS = re.compile(
    "(?:(?P<word>[一二三四五六七八九])|(?P<figure>[1-9]))是(?=[^一不])(?<![0-9一二三四五六七八九十第唯].是)"
)


class ItemNumbers(TextRule):
    """序号后面的标点各有各的，一串序号用一种数字。

    查什么：`一.`、`（一）、`、`1、`、`①、`；一串里上一项是“一、”，下一项成了“2.”；一句里先“一是”后“2是”。
    为什么：国家标准：一、 用顿号，1. 用点，带括号和带圈的后面什么也不加；混着用，层次就乱了。
    错例：`（一）、会前准备`
    改法：`（一）会前准备`
    """

    code = "XK811"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each number with a wrong mark, and where a list goes over to other numbers."""
        # A line end in front of the first line too: a pattern that starts with one is found faster than one with ^.
        written = "\n" + (passage.prose.outline if passage.prose is not None else passage.text)
        last: dict[str, int] = {}
        before = 0
        for found in _ITEM.finditer(written):
            value = number(found["value"]) if found["value"] else None
            style = "figures" if found["value"] and found["value"].isascii() else "words"
            if value and before and value == before + 1 and last.get(style) != before:
                message = f"上一项的序号不是这种数字，这一项是{shown(found['number'])}"
                span = passage.span(found.start("number") - 1, found.end("number") - 1)
                yield self.finding(span, message, "一串序号都用汉字，或都用阿拉伯数字")
            else:
                yield from self._marks(passage, found)
            if value:
                last[style], before = value, value
        if "一是" in passage.text:
            yield from self._in_sentences(passage)

    def _marks(self, passage: Passage, found: re.Match[str]) -> Iterator[Diagnostic]:
        mark = found["mark"]
        right = "" if found["open"] or not found["value"] else "." if found["value"].isascii() else "、"
        if mark is None or mark == right or mark == "，" or (mark == "．" and right == "."):
            return
        start, end = found.start("mark") - 1, found.end("mark") - 1
        message = f"序号{shown(found['number'] + mark)}后面的标点不对"
        yield self.finding(
            passage.span(start, end),
            message,
            f"写成 {found['number']}{right}",
            passage.fix(start, end, right),
        )

    def _in_sentences(self, passage: Passage) -> Iterator[Diagnostic]:
        before = ""
        for found in _ONE_IS.finditer(passage.text):
            if found["figure"] and before and number(before) == int(found["figure"]) - 1:
                right = "〇一二三四五六七八九"[int(found["figure"])]
                message = f"前面是“{before}是”，这里是{shown(found.group())}"
                start, end = found.span("figure")
                yield self.finding(
                    passage.span(start, end), message, f"写成 {right}是", passage.fix(start, end, right)
                )
            before = found["word"] or found["figure"]
