"""XK807: an ellipsis is ……."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_CHINESE = f"{HAN}“”‘’，。：；！？、（）《》"
# A whole paragraph left out is marked by four signs, which is right. Compiled for the first text that has such signs.
_WRONG = rf"(?<!…)…(?:…{{2}}|…{{4,}})?(?!…)|⋯{{1,6}}|．{{3,}}|。{{3,}}|·{{3,}}|(?<!\.)\.{{3,}}(?:(?=[{_CHINESE}])|(?<=[{_CHINESE}]\.{{3}})|(?<=[{_CHINESE}]\.{{6}}))"
_DOUBLED = re.compile(r"等等?……|……等等?(?=[，。；！？、）”]|$)", re.MULTILINE)
_SIGNS = ("…", "⋯", "．．．", "...", "。。。", "···")


class Ellipses(TextRule):
    """省略号写作……，两个字宽。

    查什么：`...`、`。。。`、`···`、单个的 `…`，以及和“等”连用的省略号。
    为什么：写法不一，长短不一，读者会以为丢了字；“等”已经表示省略。
    错例：`有人说行，有人说不行...`
    改法：`有人说行，有人说不行……`
    """

    code = "XK807"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each ellipsis in another form, and for each beside 等."""
        text = passage.text
        if not any(sign in text for sign in _SIGNS):
            return
        for found in re.finditer(_WRONG, text):
            start, end = found.span()
            message = f"省略号写成了{shown(found.group())}"
            yield self.finding(passage.span(start, end), message, "改成 ……", passage.fix(start, end, "……"))
        for found in _DOUBLED.finditer(text):
            message = f"{shown(found.group())}：“等”和省略号只用一个"
            yield self.finding(passage.span(*found.span()), message, "去掉“等”，或去掉“……”")
