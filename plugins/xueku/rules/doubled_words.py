"""XK812: no word and no stop stands there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.code_points import code_points
from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_SINGLE = frozenset(
    "的了是在和与及或而对把被从向为也就都不有会以能要但将并其于由这我那他她它该所则且给让使因"
)
# Said twice on purpose: 大家讨论讨论, 非常非常; or once as a noun, once as a verb: 本规定规定.
_ON_PURPOSE = frozenset(
    "研究 讨论 商量 学习 考虑 了解 休息 活动 检查 比较 分析 体验 尝试 打听 收拾 整理 锻炼 认识 介绍 照顾 关心 参观 总结 调查 "
    "评价 琢磨 合计 交流 沟通 议论 核对 回忆 打扫 熟悉 放松 热闹 高兴 非常 很多 许多 永远 千万 特别 十分 好多 哈哈 谢谢 "
    "规定 组织 设计 保管 决定 报告 通知 计划".split()
)
# 一个一个, 几个几个; 直接管理的航道的航道保护范围.
_JOINING = frozenset("一几的和与之")
# Nothing else can be meant by two of them; 再审申请人申请人民法院鉴定 shows that a person must look at longer ones.
_CERTAIN = frozenset("的了是也我他她它这其，。、；：")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_ALWAYS = re.compile("不得不得|不不(?!论|一定)|了了(?![解结然如之断])")
# 放在在一起 is a slip, though 放在 is a word: only behind these characters do 在 and 的 end one that another may follow.
_WORD_ENDS = {"在": "存现正所实内外潜旨好自", "的": "目标"}
_STOPS = re.compile("[，。、；：]{2,}|。”。")
_AROUND = 12
# Below this many characters it is cheaper to ask first whether any stands there twice.
_SHORT = 100


class DoubledWords(TextRule):
    """没有重复的字、词和标点。

    查什么：`的的`、`了了`、`会议会议`；`，，`、`，。`、`。。` 和引号里外两个句号。“目的的”“委员会会议”“讨论讨论”不算。
    为什么：多半是修改时留下的，读者一眼就看到。
    错例：`大家的的意见都记下来了。。`
    改法：`大家的意见都记下来了。`
    """

    code = "XK812"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each word and each stop that stands there twice."""
        last = -1
        for start, length in _repeated(passage.text):
            if start >= last and _is_slip(passage.text, start, length):
                word = passage.text[start : start + length]
                last = start + 2 * length
                while passage.text.startswith(word, last):
                    last += length
                yield self._finding(passage, start, last, word)
        for found in _STOPS.finditer(passage.text):
            marks = found.group()
            if marks == "。”。":
                yield self.finding(passage.span(*found.span()), "引号里外各有一个句号", "只留一个")
            elif marks.strip("。") or len(marks) == 2:
                yield self._finding(passage, *found.span(), marks[0] if len(set(marks)) == 1 else "")

    def _finding(self, passage: Passage, start: int, end: int, right: str) -> Diagnostic:
        span, written = passage.span(start, end), shown(passage.text[start:end])
        if not right:
            return self.finding(span, f"{written}：两个标点连在一起", "只留一个")
        fix = passage.fix(start, end, right) if right in _CERTAIN else None
        return self.finding(span, f"{written}重复了", f"写成 {right}", fix)


def _repeated(text: str) -> list[tuple[int, int]]:
    """Start and length of each run of one to four characters that is followed by itself, in order; the longest first."""
    if len(text) < _SHORT and len(set(text)) == len(text):
        return []
    import numpy as np

    codes = code_points(text)
    found: list[tuple[int, int]] = []
    for length in range(1, 5):
        for start in np.flatnonzero(codes[:-length] == codes[length:]).tolist():
            if text[start] >= "〇" and text.startswith(text[start : start + length], start + length):
                found.append((start, length))
    return sorted(found, key=lambda one: (one[0], -one[1])) if found else found


def _is_slip(text: str, start: int, length: int) -> bool:
    """Whether nobody writes that twice on purpose, and both are words of their own: 为目的的 is 目的 and 的."""
    word, middle, end = text[start : start + length], start + length, start + 2 * length
    if not _HAN_ONLY.fullmatch(word) or (length == 1 and word not in _SINGLE):
        return False
    if _ALWAYS.match(text, start):
        return text[start - 1 : start] not in {"不", "无"}
    if length > 1 and _is_on_purpose(word):
        return False
    boundaries = _boundaries(text, start, end)
    if not {middle, end} <= boundaries or (length == 1 and _begins_word(text, middle)):
        return False
    return start in boundaries or text[start - 1 : start] not in _WORD_ENDS.get(word, text)


def _is_on_purpose(word: str) -> bool:
    return word in _ON_PURPOSE or word[0] in _JOINING or word[-1] in "着啊呀吧" or len(set(word)) < len(word)


def _boundaries(text: str, start: int, end: int) -> set[int]:
    """Where words begin or end around `text[start:end]`."""
    place = max(0, start - _AROUND)
    found = {place}
    for word in _cut(text[place : end + _AROUND]):
        place += len(word)
        found.add(place)
    return found


def _begins_word(text: str, middle: int) -> bool:
    """Whether the second one begins a longer word where the text is cut there: 客户对对账单 has 对账."""
    words = _cut(text[middle : middle + 5])
    return bool(words) and len(words[0]) > 1


def _cut(text: str) -> list[str]:
    """The words of a text, those that its dictionary does not have guessed."""
    # A tenth of a second to load, which most texts need not spend.
    import rjieba

    words: list[str] = rjieba.cut(text, True)
    return words
