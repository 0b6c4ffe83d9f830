"""XK208: paragraphs are of a length that can be read on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.prose import Prose
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

LONG, VERY_LONG = 400, 800
_STARTS_ANEW = re.compile(r"[ \t>]*(?:[-*+][ \t]|\d+[.)][ \t]|#{1,6} |\||!!!|\?\?\?)")


class LongParagraphs(Rule):
    """一段话不太长。

    查什么：超过 400 字的段落（提示），超过 800 字的段落（警告）；代码、表格和原文库的原文不查。
    为什么：手机上一屏只有两百来字，一段占三屏，读的人就跳过去了。
    错例：把一整个案例写成一段。
    改法：一段说一个意思，在意思转折的地方空一行。
    """

    code = "XK208"
    severity = Severity.HINT

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each paragraph that is too long."""
        for prose in () if record.kind.has_articles else record.parts.values():
            for start, length in _paragraphs(prose):
                if length > LONG:
                    message = f"这一段有 {length} 字，太长了"
                    found = self.finding(prose.span(start), message, "一段说一个意思，在意思转折的地方空一行")
                    yield replace(found, severity=Severity.WARNING) if length > VERY_LONG else found


def _paragraphs(prose: Prose) -> Iterator[tuple[int, int]]:
    """Where each paragraph of more than 400 characters begins, and how many it has besides blanks."""
    if all(len(block) <= LONG for block in prose.outline.split("\n\n")):
        return
    offset = start = length = 0
    for line in [*prose.words.split("\n"), ""]:
        written = prose.outline[offset : offset + len(line)]
        starts_anew = _STARTS_ANEW.match(written)
        if starts_anew or not written.strip():
            yield from [(start, length)] if length > LONG else ()
            length = 0
        if not (starts_anew and written.lstrip(" \t>").startswith("|")) and (count := _count(line)):
            start = start if length else offset + len(line) - len(line.lstrip())
            length += count
        offset += len(line) + 1


def _count(line: str) -> int:
    return len(line) - line.count(" ") - line.count("\u3000")
