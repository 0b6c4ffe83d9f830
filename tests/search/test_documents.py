from __future__ import annotations

from pathlib import Path

from tests.samples import examined
from xueku.search.documents import Document, documents


def _course(root: Path) -> Document:
    return next(one for one in documents(examined(root).linked) if one.address.startswith("courses/"))


def test_a_record_is_one_document_of_passages_with_their_addresses(tmp_path: Path) -> None:
    passages = _course(tmp_path).passages
    assert [(one.address.removeprefix("courses/chongwen-shici/"), one.heading) for one in passages] == [
        ("index.html", ""),
        ("index.html#会前怎样准备", "会前怎样准备"),
        ("index.html#会后七日", "会后七日"),
        ("handout.html#情景卡一", "情景卡一"),
        ("script.html#开场", "开场"),
        ("index.html#xk-quiz", "会后自测"),
    ]


def test_the_head_holds_fields_and_the_keywords_are_not_shown(tmp_path: Path) -> None:
    course = _course(tmp_path)
    head = course.passages[0].text
    assert "那一天：三位同志的讲述" not in head
    assert "那一天：三位同志各讲六分钟。" in head
    assert "示例单位第一支部" in head
    assert course.keywords == ("承诺卡", "七一", "党性教育", "组织生活")
    assert "承诺卡" not in head


def test_a_document_has_its_day_and_the_values_that_readers_narrow_by(tmp_path: Path) -> None:
    course = _course(tmp_path)
    assert (course.kind, course.day) == ("course", "2026-06-05")
    assert [value.label for value in course.facets["topics"]] == ["党性教育", "组织生活"]


def test_answers_are_not_searched(tmp_path: Path) -> None:
    quiz = _course(tmp_path).passages[-1]
    assert quiz.address.endswith("#xk-quiz")
    assert quiz.text == "主题党日的议题应当提前几日公布？"
