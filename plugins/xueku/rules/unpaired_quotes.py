"""XK803: every “ and ‘ has its ” and ’."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, shown
from xueku.rules.base import TextRule

# An apostrophe behind a Latin letter or a digit is no quotation mark.
_MARK = re.compile(r"[“”‘]|’(?<![A-Za-z0-9].)")
_OTHER = {"“": "”", "‘": "’", "”": "“", "’": "‘"}
_IN_PAIRS = re.compile("(?:“(?:‘’)*”|‘’)*")


class UnpairedQuotes(TextRule):
    """引号成对。

    查什么：一段里有前引号没有后引号，或者有后引号没有前引号。引文有好几段的，每段开头都写“，最后一段才写”，不算错。
    为什么：少一个引号，读者分不出哪些是原话。
    错例：`他说：“先听大家的。`
    改法：`他说：“先听大家的。”`
    """

    code = "XK803"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each mark without its other one."""
        if _IN_PAIRS.fullmatch("".join(_MARK.findall(passage.text))):
            return
        blocks = [*paragraphs(passage)]
        for index, (start, end) in enumerate(blocks):
            following = (
                passage.text[slice(*blocks[index + 1])].lstrip()[:1] if index + 1 < len(blocks) else ""
            )
            for place in _unpaired(passage.text, start, end):
                if passage.text[place] != following or following not in "“‘":
                    yield self._finding(passage, place)

    def _finding(self, passage: Passage, place: int) -> Diagnostic:
        mark = passage.text[place]
        is_open = mark in "“‘"
        near = passage.text[place : place + 12] if is_open else passage.text[max(0, place - 11) : place + 1]
        where = "后面" if is_open else "前面"
        remedy = f"在引文{'末尾' if is_open else '开头'}加上“{_OTHER[mark]}”，或删掉这个“{mark}”"
        message = f"{shown(near)}这里的“{mark}”，{where}没有“{_OTHER[mark]}”和它成对"
        return self.finding(passage.span(place, place + 1), message, remedy)


def _unpaired(text: str, start: int, end: int) -> list[int]:
    """The places of marks in `text[start:end]` that have no other one."""
    alone: list[int] = []
    opened: list[int] = []
    for found in _MARK.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if mark in "“‘":
            opened.append(place)
        elif opened and text[opened[-1]] == _OTHER[mark]:
            opened.pop()
        elif any(text[one] == _OTHER[mark] for one in opened):
            while text[opened[-1]] != _OTHER[mark]:
                alone.append(opened.pop())
            opened.pop()
        else:
            alone.append(place)
    return sorted([*alone, *opened])
