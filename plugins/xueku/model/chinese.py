"""Chinese text: the character classes that rules on language are written in, and the numbers that are written in it."""

from __future__ import annotations

import re

HAN = "〇㐀-䶿一-鿿"
"""Chinese characters, the 〇 of years included."""

NUMERALS = "〇零一二三四五六七八九十百千"
"""Characters that numbers are written in."""

_AS_FIGURES = str.maketrans("〇零一二三四五六七八九两", "001234567892")
_WITH_UNITS = re.compile(r"(?:([0-9]?)(千)0?)?(?:([0-9]?)(百)0?)?(?:([0-9]?)(十))?([0-9]?)")
_WORTH = {"千": 1000, "百": 100, "十": 10}


def number(written: str) -> int | None:
    """The value of a number in figures (21), in words up to 9999 (十三, 一百〇五) or digit by digit (二〇二六); None for any other text.

    >>> number("一百二十")
    120
    """
    if written.isdecimal():
        return int(written)
    figures = "" if re.search(r"\d", written) else written.translate(_AS_FIGURES)
    if figures.isdecimal():
        return int(figures)
    parts = _WITH_UNITS.fullmatch(figures)
    if not figures or parts is None:
        return None
    *units, ones = parts.groups()
    total = sum(
        int(digit or "1") * _WORTH[unit] for digit, unit in zip(units[::2], units[1::2], strict=True) if unit
    )
    return total + int(ones or "0")
