"""XK815: brackets round Chinese are full-width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_PAIR = re.compile(r"\((?P<inside>[^()（）\n]{1,200})\)")
_HAN = re.compile(f"[{HAN}]")


class HalfWidthBrackets(TextRule):
    """括着汉字的括号用全角（）。

    查什么：里面有汉字的半角 `( )`。
    为什么：半角括号偏低、偏窄，和汉字挤在一起；国家标准没有明说，所以只是提示。
    错例：`会议室(二楼)`
    改法：`会议室（二楼）`
    """

    code = "XK815"
    severity = Severity.HINT

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each pair."""
        if "(" not in passage.text:
            return
        for found in _PAIR.finditer(passage.text):
            if _HAN.search(found["inside"]):
                right = f"（{found['inside']}）"
                message = f"{shown(found.group())}用的是半角括号"
                fix = passage.fix(*found.span(), right)
                yield self.finding(passage.span(*found.span()), message, f"写成 {right}", fix)
