"""Which characters make Chinese text: parts of the character classes that rules on language are written in."""

from __future__ import annotations

HAN = "〇㐀-䶿一-鿿"
"""Chinese characters, the 〇 of years included."""

NUMERALS = "〇零一二三四五六七八九十百千"
"""Characters that numbers are written in."""

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}


def number(written: str) -> int | None:
    """The value of a number below a hundred (十三, 二十一, 21) or of a row of digits (二〇二六); None for any other text."""
    if written.isascii():
        return int(written) if written.isdigit() else None
    if "十" not in written:
        return _row(written)
    tens, _, ones = written.partition("十")
    parts = (_row(tens or "一"), _row(ones or "〇"))
    return None if None in parts or max(len(tens), len(ones)) > 1 else int(f"{parts[0]}{parts[1]}")


def _row(written: str) -> int | None:
    digits = [_DIGITS.get(character) for character in written.replace("零", "〇")]
    return None if None in digits or not digits else int("".join(map(str, digits)))
