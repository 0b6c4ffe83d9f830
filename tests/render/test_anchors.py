from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xueku.render.anchors import article_anchor, heading_anchor
from xueku.render.markdown import Converter, Job

_converter = Converter({})


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
        ("第1二条　手误", None),
        ("第十条之十十　手误", None),
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
