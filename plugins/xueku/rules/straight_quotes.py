"""XK802: Chinese text has curved quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_PAIR = re.compile(r"(?P<mark>[\"'])(?P<inside>[^\"'\n]*)(?P=mark)|[\"']")
_HAN = re.compile(f"[{HAN}]")
_NEAR = re.compile(f"[{HAN}，。：；、！？（）《》]")
_HEADER = re.compile(r"[ \t>]*(?:!!!|\?\?\?|===)")


class StraightQuotes(TextRule):
    """中文里的引号用弯的“”和‘’。

    查什么：括着汉字或挨着汉字的直引号 `"` 和 `'`。英文里的不算。
    为什么：直引号分不出前后，少了一个也看不出来。
    错例：`他说："先听大家的。"`
    改法：`他说：“先听大家的。”`
    """

    code = "XK802"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each pair, or for a mark without its other one."""
        text = passage.text
        if '"' not in text and "'" not in text:
            return
        for found in _PAIR.finditer(text):
            if _is_chinese(text, found) and not _is_box_title(passage, found.start()):
                yield self._finding(passage, found)

    def _finding(self, passage: Passage, found: re.Match[str]) -> Diagnostic:
        start, end = found.span()
        span = passage.span(start, end)
        if found["mark"] is None:
            return self.finding(
                span, f"中文里用了直引号 {found.group()}", "开头换成“，结尾换成”；引号里面的换成‘和’"
            )
        is_inner = _is_quoted(passage.text, start)
        right = ("‘{}’" if is_inner else "“{}”").format(found["inside"])
        fix = None
        if passage.fix(start, end, right) and found["mark"] == '"':
            fix = passage.fix(start, end, right)
        return self.finding(
            span, f"{shown(found['inside'])}用的是直引号 {found['mark']}", f"改成 {right}", fix
        )


def _is_chinese(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if found["mark"] is None:
        return bool(_NEAR.search(around))
    return bool(_HAN.search(found["inside"]) or (found["mark"] == '"' and _NEAR.search(around)))


def _is_box_title(passage: Passage, index: int) -> bool:
    """Whether the mark belongs to the Markdown of `!!! note "…"`."""
    if passage.prose is None:
        return False
    return bool(_HEADER.match(passage.prose.markdown, passage.text.rfind("\n", 0, index) + 1))


def _is_quoted(text: str, index: int) -> bool:
    line = text.rfind("\n", 0, index) + 1
    return text.count("“", line, index) > text.count("”", line, index)
