"""XK816: a rough number is called rough once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_UNIT = "天个人次名位岁里遍句米斤倍件本种家处年元"
_COMMA = re.compile(
    rf"(?P<first>[一二三四五六七八九])、(?P<second>[一二三四五六七八九])(?=[十百千万]{{0,2}}(?:[{_UNIT}](?![级度代])|分钟|小时|公里))"
    r"(?<![第一二三四五六七八九十、][一二三四五六七八九]、[一二三四五六七八九])"
)
_NEXT = dict(zip("一二三四五六七八", "二三四五六七八九", strict=True))
_AMOUNT = (
    r"(?:[0-9][0-9.,]{0,10}|[〇一二两三四五六七八九十百千]{1,8})[多余来几]?[万亿]?(?:%|％|[一-鿿]{0,4}?)"
)
# Compiled for the first text that may have such a number.
_TWICE = rf"(?P<first>大约|约(?<![节公合契条签预制]约)|将近|接近|近(?<![最附邻靠远]近))(?P<amount>{_AMOUNT})(?P<second>左右|上下)"
_BOUNDS = rf"(?P<first>[至最不][少多超][于过]?)(?P<amount>{_AMOUNT})(?P<second>以[上下内])"
_SAME = {
    "至少": "以上",
    "最少": "以上",
    "不少于": "以上",
    "最多": "以内以下",
    "至多": "以内以下",
    "不超过": "以内以下",
}
_MORE = r"(?:[0-9]{1,8}|[一二两三四五六七八九]?[十百千万])[多余几][万亿]?[一-鿿]{1,4}?(?P<second>左右|上下)"


class Approximations(TextRule):
    """约数只说一次约。

    查什么：`约30人左右`、`30多人左右`、`至少5次以上`、`最多3天以内`，以及 `三、四天`。
    为什么：前面说了“约”，后面再说“左右”，读者不知道信哪一个；三、四天中间加顿号，就成了第三天和第四天。
    错例：`约30人左右，等了三、四天。`
    改法：`约30人，等了三四天。`
    """

    code = "XK816"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each number that is called rough twice, and for each 、 within a rough number."""
        text = passage.text
        if "、" in text:
            for found in _COMMA.finditer(text):
                if _NEXT.get(found["first"]) == found["second"]:
                    yield self._comma(passage, found)
        if "左右" in text or "上下" in text:
            for pattern in (_TWICE, _MORE):
                yield from (self._twice(passage, found) for found in re.finditer(pattern, text))
        if "以" in text:
            for found in re.finditer(_BOUNDS, text):
                if found["second"] in _SAME.get(found["first"], ""):
                    yield self._twice(passage, found)

    def _comma(self, passage: Passage, found: re.Match[str]) -> Diagnostic:
        right = found["first"] + found["second"]
        message = f"{shown(found.group())}表示约数时，中间不用顿号"
        fix = passage.fix(found.start() + 1, found.end() - 1, "")
        return self.finding(passage.span(*found.span()), message, f"写成 {right}", fix)

    def _twice(self, passage: Passage, found: re.Match[str]) -> Diagnostic:
        message = f"{shown(found.group())}：约数说了两次"
        return self.finding(
            passage.span(*found.span()), message, f"写成 {found.group().removesuffix(found['second'])}"
        )
