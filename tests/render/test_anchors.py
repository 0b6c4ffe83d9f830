from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xueku.render.anchors import article_anchor, chinese_number, heading_anchor
from xueku.render.markdown import Converter, Job

DIGITS = "零一二三四五六七八九"
_converter = Converter({})


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
    assert [number for number in range(1, 10_000) if chinese_number(_naive(number)) != number] == []


def test_numbers_written_digit_by_digit_are_read() -> None:
    assert [
        number
        for number in range(1, 10_000)
        if chinese_number("".join(DIGITS[int(d)] for d in str(number))) != number
    ] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("一百二十", 120),
        ("两百", 200),
        ("一百〇五", 105),
        ("二十", 20),
        ("十", 10),
        ("两千零二", 2002),
    ],
)
def test_other_ways_of_writing_numbers_are_read(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("第十二条　主题党日", "12"),
        ("第十二条之一　记录", "12-1"),
        ("第12条 记录", "12"),
        ("第一百二十条：附则", "120"),
        ("第十二条", "12"),
        ("　　第三条　缩进", "3"),
        ("第十二条规定了期限", None),
        ("依照第十二条　办理", None),
        ("第一章　总则", None),
        ("第条　空的", None),
    ],
)
def test_a_paragraph_that_starts_an_article_has_its_number(text: str, anchor: str | None) -> None:
    assert article_anchor(text) == anchor


def test_articles_have_anchors_only_in_works_and_the_first_of_two_keeps_its_own() -> None:
    markdown = "第一条　甲。\n\n第一条　又一个。\n\n> 第二条　引文不算另一条。\n"
    assert _converter.convert(Job(markdown, True)).outline.anchors == {"1", "2"}
    assert _converter.convert(Job(markdown)).outline.anchors == frozenset()


TITLES = st.text("一二会前 -_#12aAB.、：{}MDmdxkXK<&", min_size=1, max_size=8).filter(str.strip)


@example(["XK 编码", "MD 文件"], False)
@given(st.lists(TITLES, min_size=1, max_size=6), st.booleans())
def test_headings_have_ids_of_their_own_and_the_contents_name_them(
    titles: list[str], has_articles: bool
) -> None:
    rendered = _converter.convert(
        Job("\n\n".join(f"## {title}\n\n第一条　甲" for title in titles), has_articles)
    )
    ids = re.findall(r'\bid="([^"]*)"', rendered.html)
    assert len(ids) == len(set(ids))
    assert set(ids) == rendered.outline.anchors
    assert {entry.anchor for entry in rendered.toc} <= rendered.outline.anchors
    assert {section.anchor for section in rendered.sections if section.title} <= rendered.outline.anchors


@given(st.text(max_size=20))
def test_an_anchor_is_never_empty_and_needs_no_escaping_but_for_letters(title: str) -> None:
    anchor = heading_anchor(title)
    assert re.fullmatch(r"[\w-]+", anchor)
