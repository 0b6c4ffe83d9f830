"""XK805: every 《 and （ has its 》 and ）."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, shown
from xueku.rules.base import TextRule

_PAIRS = {"《": "》", "〈": "〉", "（": "）", "(": ")", "〔": "〕", "【": "】", "「": "」", "『": "』"}
_OTHER = {**_PAIRS, **{closing: opening for opening, closing in _PAIRS.items()}}
_WIDTHS = {"(": "（", ")": "）", "（": "(", "）": ")"}
# Brackets of both widths are one kind: （…) is a pair, if a wrong one.
_KIND = {
    mark: min(mark, _OTHER[mark], *_WIDTHS.get(mark, mark), *_WIDTHS.get(_OTHER[mark], mark))
    for mark in _OTHER
}
_MARK = re.compile(r"[《》〈〉（）()〔〕【】「」『』]")
_IN_PAIRS = re.compile(r"(?:《(?:〈〉|（）|\(\))*》|（(?:《》|〔〕)*）|\((?:《》|〔〕)*\)|〔〕|【】)*")
_HAN = re.compile(f"[{HAN}]")
# 1）and 一）in front of an item, at a line's start or behind a stop.
_NUMBER = re.compile(r"(?:^|[，。；：、\s])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\Z")


class UnpairedBrackets(TextRule):
    """书名号和括号成对。

    查什么：一段里 《》、〈〉、（）、〔〕、【】、「」、『』 少了一半，或者一半全角一半半角。编号 `1）` 不算。
    为什么：少一半，读者看不出书名或补充说明到哪里为止。
    错例：`见《工作条例第三条。`
    改法：`见《工作条例》第三条。`
    """

    code = "XK805"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each mark without its other one."""
        if _IN_PAIRS.fullmatch("".join(_MARK.findall(passage.text))):
            return
        for start, end in paragraphs(passage):
            if _HAN.search(passage.text, start, end):
                for place, other in _troubles(passage.text, start, end):
                    if other is None:
                        yield self._finding(passage, place, start, end)
                    else:
                        yield self._half(passage, place, other)

    def _finding(self, passage: Passage, place: int, start: int, end: int) -> Diagnostic:
        text, mark = passage.text, passage.text[place]
        is_open, other = mark in _PAIRS, _OTHER[mark]
        near = text[place : min(end, place + 12)] if is_open else text[max(start, place - 11) : place + 1]
        message = f"{shown(near.strip())}这里的{mark}，{'后面' if is_open else '前面'}没有成对的{other}"
        return self.finding(passage.span(place, place + 1), message, f"补上{other}，或删掉这个{mark}")

    def _half(self, passage: Passage, first: int, last: int) -> Diagnostic:
        right = f"（{passage.text[first + 1 : last]}）"
        half = first if passage.text[first] == "(" else last
        fix = passage.fix(half, half + 1, _WIDTHS[passage.text[half]])
        return self.finding(passage.span(half, half + 1), "括号一半全角，一半半角", f"写成 {right}", fix)


def _troubles(text: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    """The places of marks in `text[start:end]` that have no other one, and of brackets whose other one has another width."""
    opened: list[int] = []
    waiting = Counter[str]()
    for found in _MARK.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if mark in _PAIRS:
            opened.append(place)
            waiting[_KIND[mark]] += 1
        elif waiting[_KIND[mark]]:
            while _KIND[text[last := opened.pop()]] != _KIND[mark]:
                waiting[_KIND[text[last]]] -= 1
                yield last, None
            waiting[_KIND[mark]] -= 1
            if text[last] != _OTHER[mark]:
                yield last, place
        elif not _is_number(text, start, place):
            yield place, None
    yield from ((place, None) for place in opened)


def _is_number(text: str, start: int, place: int) -> bool:
    """Whether a closing bracket belongs to the number of an item, such as 1）."""
    return text[place] in "）)" and bool(_NUMBER.search(text, max(start, place - 5), place))
