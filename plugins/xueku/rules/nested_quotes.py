"""XK804: “” outside and ‘’ inside, 《》 outside and 〈〉 inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_MARK = re.compile("[“”‘’《》〈〉]")
_KINDS = (re.compile("[“”‘’]"), re.compile("[《》〈〉]"))
_CLOSING = {"“": "”", "‘": "’", "《": "》", "〈": "〉"}
_OTHER = {"“": "‘", "‘": "“", "《": "〈", "〈": "《"}
_CHINESE = re.compile(f"[{HAN}0-9]")
_DEEPEST = 20
_INNER = "‘〈"
_RIGHT = re.compile("(?:“(?:‘’|《(?:〈〉)*》)*”|《(?:〈〉|“”)*》)*")
_APOSTROPHE = re.compile("[A-Za-z0-9]’")
Opened = tuple[int, bool]
"""The place of an opening mark, and whether it is of the wrong kind there."""


class NestedQuotes(TextRule):
    """引号里面再用引号，外面用“”，里面用‘’；书名号里面再用书名号，外面用《》，里面用〈〉。

    查什么：“”里面直接套“”，《》里面直接套《》，以及没有外层就用‘’、〈〉。
    为什么：里外一样，读者分不清话是谁说的，名称到哪里为止。
    错例：`他说：“这叫“首问负责”。”`
    改法：`他说：“这叫‘首问负责’。”`
    """

    code = "XK804"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each pair of the wrong kind; none in a paragraph where marks of that kind are unpaired."""
        if _RIGHT.fullmatch("".join(_MARK.findall(passage.text))):
            return
        for start, end in paragraphs(passage):
            pairs = (pair for kind in _KINDS for pair in _wrong_pairs(passage.text, start, end, kind))
            for first, last in pairs:
                if _CHINESE.search(passage.text, first, last):
                    yield self._finding(passage, first, last)

    def _finding(self, passage: Passage, first: int, last: int) -> Diagnostic:
        mark, inside = passage.text[first], passage.text[first + 1 : last]
        other = _OTHER[mark]
        right = f"{other}{inside}{_CLOSING[other]}"
        noun = "引号" if mark in "“‘" else "书名号"
        pair = mark + _CLOSING[mark]
        what = f"外层的{noun}用了{pair}" if mark in _INNER else f"{noun}里面又用了{pair}"
        fix = passage.fix(first, last + 1, right) if not _MARK.search(inside) else None
        return self.finding(passage.span(first, last + 1), f"{what}：{shown(inside)}", f"改成 {right}", fix)


def _wrong_pairs(text: str, start: int, end: int, kind: re.Pattern[str]) -> list[tuple[int, int]]:
    """First and last place of each pair whose kind does not fit its depth; nothing if a mark has no other one."""
    wrong: list[tuple[int, int]] = []
    opened: list[Opened] = []
    for found in kind.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if len(opened) > _DEEPEST:
            return []
        if mark in _CLOSING:
            opened.append((place, _is_wrong(text, mark, opened)))
        elif opened and _CLOSING[text[opened[-1][0]]] == mark:
            first, is_wrong = opened.pop()
            wrong += [(first, place)] if is_wrong else []
        elif not _APOSTROPHE.match(text, place - 1):
            return []
    return [] if opened else sorted(wrong)


def _is_wrong(text: str, mark: str, opened: list[Opened]) -> bool:
    """Whether `mark` opens within its own like, or is an inner mark that stands outside; what is in a wrong pair is left aside."""
    if any(is_wrong for _, is_wrong in opened):
        return False
    return text[opened[-1][0]] == mark if opened else mark in _INNER
