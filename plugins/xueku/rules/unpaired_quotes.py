"""XK803: every “ and ‘ has its ” and ’."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_MARK = re.compile("[“”‘’]")
_OTHER = {"“": "”", "‘": "’", "”": "“", "’": "‘"}
_IN_PAIRS = re.compile("(?:“(?:‘’)*”|‘’)*")
_APOSTROPHE = re.compile("[A-Za-z0-9]’")


class UnpairedQuotes(TextRule):
    """引号成对。

    查什么：有前引号没有后引号，或者有后引号没有前引号。引文有好几段的，每段开头都写“，最后一段才写”；中间的段落开头没有写“的，是警告。
    为什么：少一个引号，读者分不出哪些是原话。
    错例：`他说：“先听大家的。`
    改法：`他说：“先听大家的。”`
    """

    code = "XK803"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each mark without its other one, and for each quotation over paragraphs that is not opened anew."""
        if _IN_PAIRS.fullmatch("".join(_MARK.findall(passage.text))):
            return
        for place, is_closed_later in _troubles(passage):
            yield self._not_anew(passage, place) if is_closed_later else self._alone(passage, place)

    def _alone(self, passage: Passage, place: int) -> Diagnostic:
        mark = passage.text[place]
        is_open = mark in "“‘"
        near = _near(passage.text, place) if is_open else passage.text[max(0, place - 11) : place + 1]
        side, end = ("后面", "末尾") if is_open else ("前面", "开头")
        message = f"{shown(near)}这里的{mark}，{side}没有成对的{_OTHER[mark]}"
        remedy = f"在引文{end}加上{_OTHER[mark]}，或删掉这个{mark}"
        return self.finding(passage.span(place, place + 1), message, remedy)

    def _not_anew(self, passage: Passage, place: int) -> Diagnostic:
        mark = passage.text[place]
        message = f"{shown(_near(passage.text, place))}这段引文跨了段，后面的段落开头没有{mark}"
        remedy = f"在引文每一段的开头都写{mark}，只在最后一段末尾写{_OTHER[mark]}"
        return replace(
            self.finding(passage.span(place, place + 1), message, remedy), severity=Severity.WARNING
        )


def _near(text: str, place: int) -> str:
    return text[place : place + 12].partition("\n")[0]


def _troubles(passage: Passage) -> Iterator[tuple[int, bool]]:
    """The place of each mark without its other one; true where a later paragraph has that, and does not open anew."""
    text = passage.text
    opened: int | None = None
    for start, end in paragraphs(passage):
        alone = _unpaired(text, start, end)
        if opened is not None and _goes_on(text, text[opened], alone, start, end):
            opened = None
        for place in alone:
            if opened is not None and text[place] == _OTHER[text[opened]]:
                yield opened, True
                opened = None
            elif text[place] not in "“‘" or text.find(text[place], place + 1, end) >= 0:
                # What goes on over paragraphs has no more of its own mark inside.
                yield place, False
            else:
                if opened is not None:
                    yield opened, False
                opened = place
    if opened is not None:
        yield opened, False


def _goes_on(text: str, mark: str, alone: list[int], start: int, end: int) -> bool:
    """Whether a paragraph opens with `mark` anew and goes on with a quotation, or ends it behind a stop or at its own end."""
    first = end - len(text[start:end].lstrip())
    if text[first : first + 1] != mark:
        return False
    return first in alone or bool(
        re.search(f"[。！？…]{_OTHER[mark]}|{_OTHER[mark]}\\s*\\Z", text[first:end])
    )


def _unpaired(text: str, start: int, end: int) -> list[int]:
    """The places of marks in `text[start:end]` that have no other one, in order; apostrophes left aside."""
    alone: list[int] = []
    opened: list[int] = []
    waiting = Counter[str]()
    for found in _MARK.finditer(text, start, end):
        mark, place = found.group(), found.start()
        if mark in "“‘":
            opened.append(place)
            waiting[mark] += 1
        elif waiting[_OTHER[mark]]:
            while text[last := opened.pop()] != _OTHER[mark]:
                alone.append(last)
                waiting[text[last]] -= 1
            waiting[_OTHER[mark]] -= 1
        elif not _APOSTROPHE.match(text, place - 1):
            alone.append(place)
    return sorted([*alone, *opened])
