"""The normal form in which quotations and sources are compared: width, quotation marks and blanks do not count, all else does.

、 and ， are different marks and stay so; nor do numerals, brackets of another shape or characters that look alike become one another.
"""

from __future__ import annotations

import re

BREAK = "\0"
"""Stands in a normal form where one text ends and another begins; no text has it."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LEFT_OUT = re.compile(rf"[\s{_INVISIBLE}]+")
_QUOTATION_MARKS = "“”‘’「」『』＂＇„‟'"
_NARROW = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()}
_WIDTHS = {one: other for one, other in {**_NARROW, **_WIDE}.items() if one not in "\"'"}
_OF_OTHER_WIDTH = re.compile("[" + re.escape("".join(_WIDTHS)) + "]")


def squeezed(text: str) -> str:
    """`text` without blanks and invisible characters."""
    for character in _INVISIBLE:
        text = text.replace(character, "")
    return "".join(text.split())


def places(text: str) -> list[int]:
    """For each character of `squeezed(text)` where it stands in `text`."""
    found: list[int] = []
    last = 0
    for left_out in _LEFT_OUT.finditer(text):
        found += range(last, left_out.start())
        last = left_out.end()
    return [*found, *range(last, len(text))]


def normal_form(text: str) -> str:
    """The normal form of a squeezed text; it is of equal length.

    >>> normal_form("他说:“坚持‘三会一课’”")
    '他说："坚持"三会一课""'
    """
    for mark in _QUOTATION_MARKS:
        text = text.replace(mark, '"')
    return _OF_OTHER_WIDTH.sub(lambda match: _WIDTHS[match.group()], text)
