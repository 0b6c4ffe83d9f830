"""The numbers that official papers put before headings and items (GB/T 9704-2012 §7.3.3, and what is found beside it)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from xueku.model.chinese import number as value_of

_WORDS = "〇零一二三四五六七八九十百"
_FIGURES = "0-9０-９"
_FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("第一编", 1, re.compile(rf"第([{_WORDS}{_FIGURES}]+)(?:编|篇|部分)")),
    ("第一章", 1.5, re.compile(rf"第([{_WORDS}{_FIGURES}]+)章")),
    ("第一节", 2, re.compile(rf"第([{_WORDS}{_FIGURES}]+)节")),
    ("第一条", 8, re.compile(rf"第([{_WORDS}{_FIGURES}]+)条")),
    ("一、", 3, re.compile(rf"([{_WORDS}]+)[ 　]*[、．.,，]")),
    ("（一）", 4, re.compile(rf"[（(][ 　]*([{_WORDS}]+)[ 　]*[）)][、．.,，]?")),
    (
        "1.1.1",
        5.4,
        re.compile(rf"[{_FIGURES}]{{1,2}}(?:[.．][{_FIGURES}]{{1,2}}){{2,3}}(?![{_FIGURES}.．%％])"),
    ),
    (
        "1.1",
        5.2,
        re.compile(
            rf"[{_FIGURES}]{{1,2}}[.．]([{_FIGURES}]{{1,2}})(?![{_FIGURES}.．%％万亿元米倍个])(?=[ 　\t一-鿿])"
        ),
    ),
    ("1.", 5, re.compile(rf"([{_FIGURES}]{{1,2}})[ 　]*[.．、](?![{_FIGURES}])|([⒈-⒛])")),
    ("（1）", 6, re.compile(rf"[（(][ 　]*([{_FIGURES}]{{1,2}})[ 　]*[）)][、．.]?|([⑴-⒇])")),
    ("1）", 6.5, re.compile(rf"([{_FIGURES}]{{1,2}})[）)]")),
    ("①", 7, re.compile(r"([①-⑳])")),
)
_PLAIN = re.compile(r"([0-9０-９]{1,2})[ 　\t]+(?=[一-鿿])")


@dataclass(frozen=True)
class Number:
    """A number in front of a paragraph: its form (a key such as 一、), how high it ranks (less is higher), its value, and what follows.

    `is_odd` says that it is not written as the standard has it: full-width figures, a comma for the mark, blanks within.
    """

    form: str
    rank: float
    value: int
    written: str
    rest: str
    is_odd: bool = False


def number_of(words: str) -> Number | None:
    """The number that a paragraph starts with."""
    for form, rank, pattern in _FORMS:
        match = pattern.match(words)
        if match:
            figures = next((group for group in match.groups() if group), "")
            return Number(
                form, rank, _value(figures), match[0], words[match.end() :].strip(), _is_odd(form, match[0])
            )
    return None


def plain_number_of(words: str) -> Number | None:
    """A bare figure before a heading, as technical papers have it: `1 范围`."""
    match = _PLAIN.match(words)
    return Number("1 ", 5, _value(match[1]), match[0], words[match.end() :].strip()) if match else None


def starts_with_number(words: str) -> bool:
    """Whether a line starts an item or a heading."""
    return number_of(words) is not None


def _value(figures: str) -> int:
    half = unicodedata.normalize("NFKC", figures).strip("().")
    return value_of(half) or 0


def _is_odd(form: str, written: str) -> bool:
    if re.search("[０-９．⑴-⒛]", written) or re.search(r"[ 　]", written):
        return True
    return (form == "一、" and written[-1] != "、") or (
        form in ("（一）", "（1）") and written[-1] in "、．.,，)"
    )
