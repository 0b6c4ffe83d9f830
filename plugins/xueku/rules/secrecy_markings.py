"""XK901: nothing that is marked as secret is on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import WrittenRule

_GAP = r"[ \t\u3000*_]{0,4}"
_LEVEL = rf"(?:绝{_GAP}密|机{_GAP}密|秘{_GAP}密)"
_PERIOD = r"(?:[0-9０-９一二三四五六七八九十]{1,3}[ 　]?(?:年|个月|月|天|日)|长期|启用前|解密前)"
_FOUND = re.compile(_LEVEL)
# Compiled for the first text that has such words.
_MARK = rf"{_GAP}(?:[★☆✩⭐]{_GAP}{_PERIOD}?|[*＊]{_GAP}{_PERIOD})|[·．. 　]{{0,3}}启用前"
_BEFORE = re.compile(rf"[ \t\u3000*_>]{{0,12}}[（(【\[]?(?:密级[:：]?{_GAP})?")
_AFTER = re.compile(rf"[：: 　·*_]{{0,4}}{_PERIOD}?[）)】\]]?[*_ \t\u3000]*$", re.MULTILINE)
_INTERNAL = (
    r"(?m:内部(?:资料|文件|材料|刊物|参考)[*_ 　，,·：:;；！!（(【]{0,4}(?:请|须|应)?(?:注意保[管存密]|妥善保[管存]|不得外传|请勿外传|严禁外传|切勿外传)"
    r"|^[ \t\u3000*_>]{0,12}[（(【\[]?内部(?:资料|文件|材料)[）)】\]]?[*_ \t\u3000]*$)"
)


class SecrecyMarkings(WrittenRule):
    """网站上没有标着密级的东西。

    查什么：“机密★1年”“绝密★启用前”一类的密级标志，单独成行的“秘密”“机密”“绝密”；“内部资料　注意保管”一类的字样（警告）。
    为什么：标着密级的内容放到网站上就是泄密，放上以后收不回来。
    错例：`机密★5年`。
    改法：把带密级的内容整个撤下，报告保密员；只是讲保密知识的，写上原因放过这一条。
    """

    code = "XK901"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each marking."""
        for level in _FOUND.finditer(passage.text) if "密" in passage.text else ():
            if end := _marking_end(passage, level):
                yield self._marked(passage, level.start(), end)
        if "内部" in passage.text:
            for match in re.finditer(_INTERNAL, passage.text):
                span = passage.span(match.end() - len(match.group().lstrip(" \t\u3000*_>\n")), match.end())
                message = f"{shown(match.group().strip('*_ '))}：这是内部文件的字样"
                remedy = "确认能公开再放上来，并去掉这几个字"
                yield replace(self.finding(span, message, remedy), severity=Severity.WARNING)

    def _marked(self, passage: Passage, start: int, end: int) -> Diagnostic:
        words = passage.text[start:end].strip("*_ \t\u3000")
        remedy = "把带密级的内容整个撤下，报告保密员；只是讲保密知识的，写上原因放过这一条"
        return self.finding(passage.span(start, start + len(words)), f"这里有密级标志{shown(words)}", remedy)


def _marking_end(passage: Passage, level: re.Match[str]) -> int:
    """Where a marking ends that begins with a level: one with a star, or alone on its line of a text; 0 if it is none."""
    if mark := re.compile(_MARK).match(passage.text, level.end()):
        return mark.end()
    line_start = passage.text.rfind("\n", 0, level.start()) + 1
    is_alone = passage.prose is not None and _BEFORE.fullmatch(passage.text, line_start, level.start())
    after = _AFTER.match(passage.text, level.end()) if is_alone else None
    return after.end() if after else 0
