"""XK812: no word and no stop stands there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_SINGLE = "的了是在和与及或而对把被从向为也就都不有会以能要但将并其于由这我他她它该所则且给让使因"
_LONGER = "我们 他们 进行 应当 可以 必须 需要 以及 或者 并且 但是 因此 因为 如果 通过 根据 按照 关于 对于 由于 为了 没有 这个 这些 一个 不得 负责 属于 包括"
# Each character stands first in its own pattern, so that the search jumps from one to the next.
_DOUBLED = re.compile(
    "|".join([*(f"{one}{one}+" for one in _SINGLE), *(f"{one}{one}" for one in _LONGER.split())])
)
_STOPS = re.compile("[，。、；：]{2,}|。”。")
_RIGHT = frozenset("了了 是是非非 的的确确 不了了之 把把 等等 会会 要要".split())
_LONGEST = 16


class DoubledWords(TextRule):
    """没有重复的字和标点。

    查什么：`的的`、`了了`、`进行进行` 一类不会叠用的词；`，，`、`，。`、`。。` 和引号内外两个句号。“目的的”“委员会会议”不算。
    为什么：多半是修改时留下的，读者一眼就看到。
    错例：`大家的的意见都记下来了。。`
    改法：`大家的意见都记下来了。`
    """

    code = "XK812"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each word and each stop that stands there twice."""
        for found in _DOUBLED.finditer(passage.text):
            if _is_doubled(passage.text, found):
                word = (
                    found.group()[: len(found.group()) // 2]
                    if len(found.group()) % 2 == 0
                    else found.group()[0]
                )
                yield self._finding(passage, found, word)
        for found in _STOPS.finditer(passage.text):
            marks = found.group()
            if marks == "。”。":
                yield self.finding(passage.span(*found.span()), "引号里外各有一个句号", "只留一个，例如 。”")
            elif not (set(marks) == {"。"} and len(marks) > 2):
                yield self._finding(passage, found, marks[0] if len(set(marks)) == 1 else "")

    def _finding(self, passage: Passage, found: re.Match[str], right: str) -> Diagnostic:
        if not right:
            return self.finding(
                passage.span(*found.span()), f"{shown(found.group())}：两个标点连在一起", "只留一个"
            )
        fix = passage.fix(*found.span(), right)
        return self.finding(
            passage.span(*found.span()), f"{shown(found.group())}重复了", f"写成 {right}", fix
        )


def _is_doubled(text: str, found: re.Match[str]) -> bool:
    """Whether both halves are words of their own: 为目的的 is 目的 and 的, 委员会会议 is 委员会 and 会议."""
    start, end = found.span()
    if end - start > 3:
        return True
    first = max(0, start - _LONGEST)
    words = rjieba.cut(text[first : end + _LONGEST], True)
    place, alone = first, 0
    for word in words:
        if start <= place and place + len(word) <= end:
            alone += 1
        place += len(word)
    return alone == end - start
