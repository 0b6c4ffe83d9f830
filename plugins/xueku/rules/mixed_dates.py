"""XK810: one record writes its dates in one way, with whole years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.dates import dates_in_figures
from xueku.catalog.passages import Passage, passages
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_IN_WORDS = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_SHORT = re.compile(
    r"[0-9][0-9]年(?=[0-9]{1,2}月|[初底末]|[春夏秋冬]季|[上下]半年|第[一二三四]季度)(?<![0-9.〇零一二三四五六七八九十][0-9][0-9]年)"
)


class MixedDates(Rule):
    """同一份材料里，日期只用一种写法，年份写四位。

    查什么：正文里既有 2026年6月1日，又有 2026.6.1 或 2026-06-01；年份简写成 26年6月。
    为什么：写法不一，读者要停下来想是不是一回事；两位的年份过几年就看不懂。
    错例：`2026年6月1日开始，2026.6.30结束。`
    改法：`2026年6月1日开始，2026年6月30日结束。`
    """

    code = "XK810"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each date in figures if others are in words, and for each year of two digits."""
        texts = [*passages(record)]
        has_words = any("年" in passage.text and _IN_WORDS.search(passage.text) for passage in texts)
        for passage in texts:
            if has_words:
                yield from self._in_figures(passage)
            if "年" in passage.text:
                for found in _SHORT.finditer(passage.text):
                    message = f"年份{shown(found.group())}只写了两位"
                    yield self.finding(passage.span(*found.span()), message, "写成四位，例如 2026年")

    def _in_figures(self, passage: Passage) -> Iterator[Diagnostic]:
        for found in dates_in_figures(passage.text):
            if found.is_in_calendar:
                right = f"{found.year}年{found.month}月{found.day}日"
                yield self.finding(
                    passage.span(found.start, found.end),
                    f"{shown(passage.text[found.start : found.end])}和别处的日期写法不一",
                    f"写成 {right}",
                    passage.fix(found.start, found.end, right),
                )
