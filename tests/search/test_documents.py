from __future__ import annotations

from pathlib import Path

from tests.samples import examined
from xueku.search.documents import documents


def test_a_record_is_one_document_a_section_with_its_address(tmp_path: Path) -> None:
    found = [one for one in documents(examined(tmp_path).linked) if one.address.startswith("courses/")]
    assert [(one.address.removeprefix("courses/chongwen-shici/"), one.heading) for one in found] == [
        ("index.html", ""),
        ("index.html#会前怎样准备", "会前怎样准备"),
        ("index.html#会后七日", "会后七日"),
        ("handout.html#情景卡一", "情景卡一"),
        ("script.html#开场", "开场"),
        ("index.html#xk-quiz", "会后自测"),
    ]


def test_the_head_holds_fields_and_the_keywords_are_not_shown(tmp_path: Path) -> None:
    head = next(one for one in documents(examined(tmp_path).linked) if one.address.startswith("courses/"))
    assert "那一天：三位同志的讲述" not in head.text
    assert "那一天：三位同志各讲六分钟。" in head.text
    assert "示例单位第一支部" in head.text
    assert head.keywords == ("承诺卡", "七一", "党性教育", "组织生活")
    assert "承诺卡" not in head.text


def test_answers_are_not_searched(tmp_path: Path) -> None:
    quiz = next(one for one in documents(examined(tmp_path).linked) if one.address.endswith("#xk-quiz"))
    assert quiz.text == "主题党日的议题应当提前几日公布？"
