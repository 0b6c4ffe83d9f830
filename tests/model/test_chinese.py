from __future__ import annotations

import pytest

from xueku.model.chinese import number

DIGITS = "零一二三四五六七八九"


def _naive(number: int) -> str:
    """`number` in Chinese numerals, digit by digit."""
    words, had_zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if had_zero and words else "") + DIGITS[digit] + sign
            had_zero = False
        else:
            had_zero = True
    return words.removeprefix("一") if 10 <= number < 20 else words


def test_every_number_up_to_9999_is_read() -> None:
    assert [value for value in range(1, 10_000) if number(_naive(value)) != value] == []


def test_numbers_written_digit_by_digit_are_read() -> None:
    rows = ("".join(DIGITS[int(digit)] for digit in str(value)) for value in range(1, 10_000))
    assert [number(row) for row in rows] == [*range(1, 10_000)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("１２", 12),
        ("三", 3),
        ("十", 10),
        ("十三", 13),
        ("二十", 20),
        ("三十一", 31),
        ("〇十", 0),
        ("一百二十", 120),
        ("一百〇五", 105),
        ("两百", 200),
        ("两千零二", 2002),
        ("一千零五十", 1050),
        ("二〇二六", 2026),
        ("一九九零", 1990),
    ],
)
def test_numbers_are_read_in_every_writing(written: str, value: int) -> None:
    assert number(written) == value


@pytest.mark.parametrize("written", ["", "十十", "三十一二", "1二", "2十", "一二百", "十千", "年", "-1"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert number(written) is None
