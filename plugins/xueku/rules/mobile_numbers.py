"""XK903: no mobile number is on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.numbers import Number, apart, numbers
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic
from xueku.rules.base import WrittenRule

_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
_SIZES = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5), (1,) * 11}
"""How eleven figures are written in groups."""


class MobileNumbers(WrittenRule):
    """网站上没有手机号码。

    查什么：1 开头的十一位手机号，中间有空格、连字符、全角数字，前面有 86 的也算；更长的数字里的一段不算。
    为什么：手机号是个人信息，挂在网页上会招来骚扰和诈骗。
    错例：`有事请打 138 开头的某个号码找联系人`，写了完整的号码。
    改法：换成办公室的座机，或写“联系组织委员”。
    """

    code = "XK903"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each number."""
        found = numbers(passage.text)
        for number in apart([number for number in found if _is_mobile(number)]):
            message = f"这里像是手机号（{number.masked}）"
            remedy = "换成办公室的座机，或写“联系本支部组织委员”"
            yield self.finding(passage.span(number.start, number.end), message, remedy)


def _is_mobile(number: Number) -> bool:
    is_sum = number.tail.startswith(("元", "吨"))
    is_mobile = bool(_MOBILE.fullmatch(number.digits)) and _own_sizes(number) in _SIZES
    return is_mobile and number.is_whole and not is_sum


def _own_sizes(number: Number) -> tuple[int, ...]:
    """The groups without the number of the country."""
    extra = len(number.digits) - 11
    first, *others = number.sizes
    return tuple(others) if first == extra else (first - extra, *others)
