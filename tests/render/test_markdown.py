from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from xueku.model.rendered import Rendered
from xueku.render.markdown import Converter, Job

GLOSSARY = {"三会一课": "四种会议"}
TEXTS = [
    "",
    "<!-- 批注 -->".replace("<!-- 批注 -->", "   "),
    "## 会前\n\n三会一课，见[规则](xk:guize#12)。",
    "第一条　甲。\n\n第二条　乙[^1]。\n\n[^1]: 注一。",
    "丙[^1]。\n\n[^1]: 注二，见[规则](xk:guize)。",
    '=== "8至15人"\n    分两组。\n\n=== "16至27人"\n    分四组。',
    '??? note "可以这样说"\n    三会一课',
    "- [ ] 当日\n- [x] 次日",
    "| 甲 | 乙 |\n| :-- | --: |\n| 一 | 二 |",
    "```text\n<b>\n```\n\n`<i>`",
    "[规则][a]\n\n[a]: xk:guize",
    "[a]没有定义",
    "## 会前\n\n## 会前",
    "![会场](media/a.png){ width=300 }",
]
JOBS = [Job(text, has_articles) for text in TEXTS for has_articles in (False, True)]


def _alone(job: Job) -> Rendered:
    return Converter(GLOSSARY).convert(job)


EXPECTED = {job: _alone(job) for job in JOBS}


@given(st.lists(st.sampled_from(JOBS), max_size=12))
def test_a_conversion_does_not_depend_on_what_was_converted_before(jobs: list[Job]) -> None:
    converter = Converter(GLOSSARY)
    for job in jobs:
        assert converter.convert(job) == EXPECTED[job]


@settings(max_examples=20)
@given(st.permutations(JOBS))
def test_any_order_gives_the_same_parts(jobs: list[Job]) -> None:
    converter = Converter(GLOSSARY)
    assert {job: converter.convert(job) for job in jobs} == EXPECTED


def test_an_empty_text_gives_nothing() -> None:
    assert _alone(Job("")) == Rendered()
    assert _alone(Job(" \n\n")) == Rendered()


def test_boxes_are_drawn_and_tables_aligned_by_class() -> None:
    assert EXPECTED[Job(TEXTS[7])].html.count('role="img"') == 2
    assert "<input" not in EXPECTED[Job(TEXTS[7])].html
    assert 'class="xk-right"' in EXPECTED[Job(TEXTS[8])].html
    assert "style=" not in EXPECTED[Job(TEXTS[8])].html


def test_html_is_shown_as_text() -> None:
    assert _alone(Job("甲<b>乙</b>")).html == "<p>甲&lt;b&gt;乙&lt;/b&gt;</p>"


def test_two_questions_with_a_footnote_each_share_no_id() -> None:
    text = "议题提前几日公布[^1]？\n\n[^1]: 见第十二条。"
    ids = [
        set(re.findall(r' id="([^"]+)"', Converter({}).convert(Job(text, prefix=prefix)).html))
        for prefix in ("", "q1-", "q2-")
    ]
    assert all(ids)
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]
    linked = Converter({}).convert(Job(text, prefix="q1-")).html
    assert set(re.findall(r'href="#([^"]+)"', linked)) == ids[1]
