"""XK813: letters and digits are half-width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_FULL = re.compile("[Ａ-Ｚａ-ｚ０-９]+(?:．[０-９]+)?")
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class FullWidthLetters(TextRule):
    """字母和阿拉伯数字用半角。

    查什么：全角的 `Ａ`、`ｂ`、`１`。
    为什么：全角的字母和数字搜不到，排出来也太宽。
    错例：`２０２６年，Ａ组`
    改法：`2026年，A组`
    """

    code = "XK813"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each run of them."""
        for found in _FULL.finditer(passage.text):
            right = found.group().translate(_HALF)
            message = f"{shown(found.group())}是全角的"
            yield self.finding(
                passage.span(*found.span()), message, f"写成 {right}", passage.fix(*found.span(), right)
            )
