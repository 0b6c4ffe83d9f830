"""The text of a work has the anchors that its page has."""

from __future__ import annotations

from tests.quoting.texts import RULES, work
from xueku.render.markdown import Converter, Job


def test_places_have_the_anchors_of_the_page() -> None:
    found = work()
    rendered = Converter({}).convert(Job(RULES, True, ""))
    anchors = {place.anchor for place in found.places}
    assert anchors == {"第一章-主题党日", "1", "2", "2-1", "第二章-附则", "解释", "3"}
    assert anchors <= rendered.outline.anchors


def test_an_article_ends_where_the_next_one_or_a_heading_starts() -> None:
    found = work()
    texts = {place.label: found.text[place.start : place.end] for place in found.places}
    assert texts["第一条"] == "第一条支部每月安排一次主题党日，提前三日公布议题，会后七日内形成记录。"
    assert texts["第二条之一"].endswith("（二）会后十日内补学。")
    assert texts["“第二章　附则”"].endswith("负责解释。")
    assert texts["“第一章　主题党日”"].endswith("补学。")


def test_a_place_is_the_article_or_else_the_innermost_section() -> None:
    found = work()
    for words, label in (("负责解释", "第三条"), ("附则", "“第二章　附则”"), ("请假", "第二条之一")):
        place = found.place_at(found.text.index(words))
        assert place
        assert place.label == label
    assert found.place_at(found.text.index("为演示编写")) is None


def test_a_second_article_of_one_number_has_no_anchor() -> None:
    found = work("第一条　甲。\n\n第一条　乙。\n\n第二条　丙。\n")
    assert [place.anchor for place in found.places] == ["1", "", "2"]


def test_a_reference_within_a_paragraph_starts_no_article() -> None:
    found = work("第一条　依照本规则\n第九条 的规定办。\n")
    assert [place.anchor for place in found.places] == ["1"]


def test_a_work_is_named_with_its_version() -> None:
    assert work().name == "《支部规则》"
    assert work(version="2026年修订版").name == "《支部规则》（2026年修订版）"
