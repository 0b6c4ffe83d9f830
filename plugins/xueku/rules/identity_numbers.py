"""XK902: no number of an identity card (GB 11643-1999) is on the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xueku.catalog.numbers import Number, apart, numbers
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.rules.base import WrittenRule

_REGIONS = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class IdentityNumbers(WrittenRule):
    """网站上没有身份证号。

    查什么：十八位的身份证号（校验位对得上，生日是日历上有的日子），中间有空格、全角数字也算；十五位的旧号码是警告。
    为什么：身份证号能办很多事，放上网就收不回来，也违反个人信息保护的规定。
    错例：名单里有一列身份证号。
    改法：删掉；要区分同名的人，写到“身份证号后四位”也不要写，用部门区分。
    """

    code = "XK902"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each number."""
        found = numbers(passage.text)
        for number in apart([number for number in found if _is_identity(number)]):
            span = passage.span(number.start, number.end + (len(number.digits) == 17))
            yield self.finding(span, f"这里像是身份证号（{number.masked}）", "删掉这个号码")
        for number in apart([number for number in found if _is_old_identity(number)]):
            message = f"这里像是十五位的旧身份证号（{number.masked}）"
            found_old = self.finding(passage.span(number.start, number.end), message, "是就删掉")
            yield replace(found_old, severity=Severity.WARNING)


def _is_identity(number: Number) -> bool:
    digits = number.digits
    if len(digits) == 17 and number.tail[:1] in tuple("XxＸｘ"):
        digits += "X"
    elif not number.is_whole:
        return False
    return (
        len(digits) == 18
        and digits[:2] in _REGIONS
        and _is_date(digits[6:14])
        and _CHECKS[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 11] == digits[17]
    )


def _is_old_identity(number: Number) -> bool:
    digits = number.digits
    return (
        number.sizes == (15,) and number.is_whole and digits[:2] in _REGIONS and _is_date(f"19{digits[6:12]}")
    )


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False
