"""XK804: “” outside, ‘’ inside, “” again within those."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_MARK = re.compile(r"[“”‘]|’(?<![A-Za-z0-9].)")
_CLOSING = {"“": "”", "‘": "’"}
_RIGHT = re.compile("(?:“(?:‘(?:“”)*’)*”)*")


class NestedQuotes(TextRule):
    """引号里面再用引号，外面用“”，里面用‘’。

    查什么：“”里面直接套“”，‘’里面直接套‘’，以及没有外层就用‘’。
    为什么：里外一样，读者分不清话是谁说的，在哪里结束。
    错例：`他说：“这叫“首问负责”。”`
    改法：`他说：“这叫‘首问负责’。”`
    """

    code = "XK804"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each pair of the wrong kind; none in a paragraph where marks are unpaired."""
        if _RIGHT.fullmatch("".join(_MARK.findall(passage.text))):
            return
        for start, end in paragraphs(passage):
            for first, last in _wrong_pairs(passage.text, start, end):
                yield self._finding(passage, first, last)

    def _finding(self, passage: Passage, first: int, last: int) -> Diagnostic:
        text = passage.text
        inside = text[first + 1 : last]
        right = f"‘{inside}’" if text[first] == "“" else f"“{inside}”"
        written = f"{text[first]}{inside}{text[last]}"
        message = "引号套引号，里外用了同一种" if text[first] == "“" else "外层的引号用了‘’"
        fix = passage.fix(first, last + 1, right) if not _MARK.search(inside) else None
        return self.finding(
            passage.span(first, last + 1),
            f"{message}：{written if len(written) < 24 else shown(inside)}",
            f"改成 {right}",
            fix,
        )


def _wrong_pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """First and last place of each pair whose kind does not fit its depth; nothing if a mark has no other one."""
    wrong: list[tuple[int, int]] = []
    opened: list[tuple[int, bool]] = []
    for found in _MARK.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if mark in _CLOSING:
            around = text[opened[-1][0]] if opened else "‘"
            is_below_wrong = bool(opened) and opened[-1][1]
            opened.append((place, mark == around and not is_below_wrong))
        elif not opened or _CLOSING[text[opened[-1][0]]] != mark:
            return []
        else:
            first, is_wrong = opened.pop()
            wrong += [(first, place)] if is_wrong else []
    return [] if opened else sorted(wrong)
