"""XK817: the zero of a year written in Chinese is 〇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_DIGITS = "一二三四五六七八九〇零○ＯOo0"
_YEAR = re.compile(f"[一二][{_DIGITS}]{{3}}(?=年)(?<![{_DIGITS}].{{4}})")
_WRONG = re.compile("[零○ＯOo0]")


class YearZeros(TextRule):
    """汉字年份里的零写作〇。

    查什么：`二零二六年`、`二○二六年`（圆圈）、`二O二六年`（字母）。
    为什么：国家标准：年份和编号里的零写“〇”，数量里的写“零”；圆圈和字母搜不到。
    错例：`二零二六年`
    改法：`二〇二六年`
    """

    code = "XK817"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each year."""
        if "年" not in passage.text:
            return
        for found in _YEAR.finditer(passage.text):
            right = _WRONG.sub("〇", found.group())
            if right != found.group():
                message = f"{shown(found.group() + '年')}里的零写法不对"
                fix = passage.fix(*found.span(), right)
                yield self.finding(passage.span(*found.span()), message, f"写成 {right}年", fix)
