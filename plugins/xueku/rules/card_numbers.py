"""XK904: no number of a bank card (ISO/IEC 7812) is on the site."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.catalog.numbers import Number, apart, numbers
from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic
from xueku.rules.base import WrittenRule

_FIRST = ("62", "60", "4", "51", "52", "53", "54", "55", "35", "81", "9558", "9559")
_IN_TWO = {(6, 10), (6, 13), (6, 12), (6, 11), (4, 12), (4, 15)}


class CardNumbers(WrittenRule):
    """网站上没有银行卡号。

    查什么：十六到十九位、开头是银行卡的、校验位对得上的号码，中间有空格、连字符、全角数字也算。
    为什么：卡号和姓名在一起，就可能被人盗用。
    错例：收党费的通知里写着个人的卡号。
    改法：删掉；要收款的，写“按财务部门公布的账户”。
    """

    code = "XK904"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each number."""
        found = numbers(passage.text)
        for number in apart([number for number in found if _is_card(number)]):
            message = f"这里像是银行卡号（{number.masked}）"
            yield self.finding(passage.span(number.start, number.end), message, "删掉这个号码")


def _is_card(number: Number) -> bool:
    return (
        16 <= len(number.digits) <= 19
        and number.digits.startswith(_FIRST)
        and number.is_whole
        and (number.is_split_evenly or number.sizes in _IN_TWO)
        and len({*number.digits}) > 2
        and _sum(number.digits) % 10 == 0
    )


def _sum(digits: str) -> int:
    """The sum of Luhn's formula."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return sum(int(digit) for digit in digits[-1::-2]) + sum(doubled)
