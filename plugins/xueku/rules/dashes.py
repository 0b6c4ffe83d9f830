"""XK808: a dash is ——, a range has ～ or —."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_CHINESE = f"{HAN}“”‘’，。：；！？、（）《》"
# Long to compile, and few texts have such signs: compiled for the first that has.
_OTHER_DASHES = (
    rf"(?m:[―─]{{1,6}}|－{{2,6}}|(?<!—)—{{3,6}}(?!—)|(?<!-)-{{2,3}}(?!-)(?:(?=[{_CHINESE}])|(?<=[{_CHINESE}]--)|(?<=[{_CHINESE}]---))"
    rf"|(?<!—)—(?!—)(?:(?<=[，。；：！？”]—)|(?<=^—)(?=[{_CHINESE}]))|^[ \t]{{1,8}}—(?!—)(?=[{_CHINESE}]))"
)
_UNIT = "年月日号时点分秒天周岁人名个位次条章节项页元万亿千百公米克吨%％℃度级层楼"
_NUMERAL = "一二三四五六七八九十"
_RANGE = re.compile(
    rf"(?<![0-9./-])[0-9]{{1,8}}(?:\.[0-9]{{1,4}})?[{_UNIT}]?(?P<mark>-)[0-9]{{1,8}}(?:\.[0-9]{{1,4}})?[{_UNIT}]"
    rf"|(?<=[{_NUMERAL}])(?P<mark_>-)[星周第]{{0,2}}期?[{_NUMERAL}]"
)
_SUM = re.compile("[=＝÷×+＋]")
_SIGNS = ("—", "-", "―", "─", "－")


class Dashes(TextRule):
    """破折号写作——，起止用～或—。

    查什么：`--`、`――`、`──` 和多出一截、少了一截的破折号；数目、日期的起止用了短横 `-`。日期 2026-06-01、号码、型号里的短横不算。
    为什么：短横是连接号，连的是号码和型号；数目之间写短横，容易读成减号或编号。
    错例：`每组3-5人`
    改法：`每组3～5人`
    """

    code = "XK808"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each dash in another form, and for each hyphen in a range."""
        text = passage.text
        if not any(sign in text for sign in _SIGNS):
            return
        for found in re.finditer(_OTHER_DASHES, text):
            written = found.group().lstrip()
            start, end = found.end() - len(written), found.end()
            message = f"破折号写成了{shown(written)}"
            yield self.finding(passage.span(start, end), message, "改成 ——", passage.fix(start, end, "——"))
        for found in _RANGE.finditer(text):
            if not _is_in_sum(text, found.start()):
                yield self._range(passage, found)

    def _range(self, passage: Passage, found: re.Match[str]) -> Diagnostic:
        start, end = found.span("mark" if found["mark"] else "mark_")
        first, last = min(found.start(), start - 1), found.end()
        written = passage.text[first:last]
        right = f"{passage.text[first:start]}～{passage.text[end:last]}"
        fix = passage.fix(start, end, "～")
        return self.finding(passage.span(start, end), f"{shown(written)}：起止用了短横", f"写成 {right}", fix)


def _is_in_sum(text: str, place: int) -> bool:
    """Whether a hyphen is a minus: a line with a sum has other signs too."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return bool(_SUM.search(text, start, end if end >= 0 else len(text)))
