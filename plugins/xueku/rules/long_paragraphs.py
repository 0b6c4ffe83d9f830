"""XK208: paragraphs are of a length that can be read on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xueku.catalog.paragraphs import paragraphs
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.render.link import Linked
from xueku.rules.base import TextRule, Texts

LONG, VERY_LONG = 400, 800


class LongParagraphs(TextRule):
    """一段话不太长。

    查什么：超过 400 字的段落（提示），超过 800 字的段落（警告）；代码、表格和原文库的原文不查。
    为什么：手机上一屏只有两百来字，一段占三屏，读的人就跳过去了。
    错例：把一整个案例写成一段。
    改法：一段说一个意思，在意思转折的地方空一行。
    """

    code = "XK208"
    severity = Severity.HINT

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """One finding for each paragraph of a part that is too long."""
        for passage in texts.of_editors:
            if passage.prose is not None:
                yield from self._check(passage, passage.prose.outline)

    def _check(self, passage: Passage, outline: str) -> Iterator[Diagnostic]:
        # Most texts have no stretch that could be too long.
        if all(len(block) <= LONG for block in outline.split("\n\n")):
            return
        for start, end in paragraphs(passage):
            words = passage.text[start:end]
            length = sum(not character.isspace() for character in words)
            if length > LONG and not outline[start:end].lstrip(" \t>").startswith("|"):
                span = passage.span(start + len(words) - len(words.lstrip()))
                message = f"这一段有 {length} 字，太长了"
                found = self.finding(span, message, "一段说一个意思，在意思转折的地方空一行")
                yield replace(found, severity=Severity.WARNING) if length > VERY_LONG else found
