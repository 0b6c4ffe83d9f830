"""XK805: every 《 and （ has its 》 and ）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, shown
from xueku.rules.base import TextRule

_PAIRS = {"《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】", "「": "」", "『": "』"}
_OTHER = {**_PAIRS, **{closing: opening for opening, closing in _PAIRS.items()}}
_MARK = re.compile(f"[{''.join(_OTHER)}]")
_IN_PAIRS = re.compile("(?:《(?:〈〉|（）)*》|（(?:《》|〔〕)*）|〔〕|【】)*")
# 1）and 一）in front of an item, at a line's start or behind a stop.
_NUMBER = re.compile(r"(?:^|[，。；：、\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\Z")


class UnpairedBrackets(TextRule):
    """书名号和括号成对。

    查什么：一段里 《》、〈〉、（）、〔〕、【】、「」、『』 少了一半，或者一半全角一半半角。编号 `1）` 不算。
    为什么：少一半，读者看不出书名或补充说明到哪里为止。
    错例：`见《支部工作规则第三条。`
    改法：`见《支部工作规则》第三条。`
    """

    code = "XK805"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each mark without its other one."""
        if _IN_PAIRS.fullmatch("".join(_MARK.findall(passage.text))):
            return
        for start, end in paragraphs(passage):
            for place in _unpaired(passage.text, start, end):
                yield self._finding(passage, place, start, end)

    def _finding(self, passage: Passage, place: int, start: int, end: int) -> Diagnostic:
        text, mark = passage.text, passage.text[place]
        other, span = _OTHER[mark], passage.span(place, place + 1)
        is_open = mark in _PAIRS
        half = (
            text.find(")", place, end)
            if mark == "（"
            else text.rfind("(", start, place)
            if mark == "）"
            else -1
        )
        if half >= 0:
            first, last = sorted((place, half))
            right = f"（{text[first + 1 : last]}）"
            fix = passage.fix(half, half + 1, other)
            return self.finding(span, "括号一半全角，一半半角", f"写成 {right}", fix)
        near = text[place : min(end, place + 12)] if is_open else text[max(start, place - 11) : place + 1]
        message = f"{shown(near)}这里的“{mark}”，{'后面' if is_open else '前面'}没有“{other}”和它成对"
        return self.finding(span, message, f"补上“{other}”，或删掉这个“{mark}”")


def _unpaired(text: str, start: int, end: int) -> list[int]:
    """The places of marks in `text[start:end]` that have no other one, numbers of items left aside."""
    alone: list[int] = []
    opened: list[int] = []
    for found in _MARK.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if mark in _PAIRS:
            opened.append(place)
        elif any(text[one] == _OTHER[mark] for one in opened):
            while text[opened[-1]] != _OTHER[mark]:
                alone.append(opened.pop())
            opened.pop()
        elif not (mark == "）" and _NUMBER.search(text, max(start - 1, place - 5, 0), place)):
            alone.append(place)
    return sorted([*alone, *opened])
