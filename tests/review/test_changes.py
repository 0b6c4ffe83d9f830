"""Which words changed since a text was signed, told so that a person sees it at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.kinds import Course
from xueku.model.resource import LearningResource
from xueku.review.alike import PICTURE
from xueku.review.changes import changed_words, tell_changes, tell_place

SIGNED = """\
xueku-text 1
kind: course
agenda.1.title: 那一天
keywords.1: 承诺卡
title: 重温入党誓词

== body
  会后七日内形成记录。

  承诺只登记，不评比。
"""
_RESOURCE = Course.model_validate(
    {
        "id": "shici",
        "title": "重温入党誓词",
        "summary": "一",
        "topics": ["党性教育"],
        "date": "2026-06-05",
        "time_required": "60",
        "form": "情景式",
        "agenda": [{"title": "那一天", "minutes": "60"}],
    }
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("会后七日内", "会后五日内", "“会后七日内形成”改成“会后五日内形成”"),
        ("那一天", "那一年", "“那一天”改成“那一年”"),
        ("keywords.1: 承诺卡\n", "", "删了“承诺卡”"),
        ("不评比。\n", "不评比。\n\n  完成情况由本人说明。\n", "加了“完成情况由本人说明。”"),
        ("重温入党誓词", "重温誓词", "“重温入党誓词”改成“重温誓词”"),
    ],
)
def test_only_what_differs_is_told(old: str, new: str, told: str) -> None:
    assert tell_changes(changed_words(SIGNED, SIGNED.replace(old, new))) == told


def test_many_changes_are_counted() -> None:
    now = (
        SIGNED.replace("那一天", "那天")
        .replace("承诺卡", "卡片")
        .replace("七日", "五日")
        .replace("不评比", "也评比")
    )
    assert tell_changes(changed_words(SIGNED, now)).endswith("，等 4 处")


def test_a_change_is_placed_in_the_words_of_the_declaration() -> None:
    assert _places(SIGNED.replace("七日", "五日")) == ["正文"]
    assert _places(SIGNED.replace("那一天", "那天")) == ["议程第 1 项"]
    assert _places(SIGNED.replace("title: 重温", "title: 再温")) == ["标题"]
    assert tell_place(_RESOURCE, "quiz.0.stem") == "自测第 1 题"
    assert tell_place(_RESOURCE, "questions.2.type") == "自测第 2 题"


def _places(now: str) -> list[str]:
    resource: LearningResource = _RESOURCE
    return [tell_place(resource, change.where) for change in changed_words(SIGNED, now)]


_FILE = "\n== file 签到表.xlsx\n  {}\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_FILE.format("a" * 64), _FILE.format("b" * 64), "附件“签到表.xlsx”换了内容"),
        ("", _FILE.format("a" * 64), "加了附件“签到表.xlsx”"),
        (_FILE.format("a" * 64), "", "去掉了附件“签到表.xlsx”"),
        (
            _FILE.format("a" * 64),
            _FILE.format("a" * 64).replace("签到", "点名"),
            "“签到表.xlsx”改成“点名表.xlsx”",
        ),
    ],
)
def test_a_changed_file_is_told_by_its_name_and_not_by_its_digest(old: str, new: str, told: str) -> None:
    changes = changed_words(SIGNED + old, SIGNED + new)
    assert tell_changes(changes) == told
    assert [tell_place(_RESOURCE, change.where) for change in changes] == ["附件"]


def test_a_changed_picture_is_told_by_its_words_and_its_name() -> None:
    signed = f"{SIGNED}\n  ![誓词墙]({PICTURE}{'a' * 64})\n"
    changes = changed_words(signed, signed.replace("a" * 64, "b" * 64), {"b" * 64: "media/墙.png"})
    assert tell_changes(changes) == "图片“誓词墙”（media/墙.png）换了内容"
    gone = changed_words(signed, SIGNED)
    assert "aaaa" not in tell_changes(gone)
    swapped = signed + f"  ![讲台]({PICTURE}{'b' * 64})\n"
    turned = swapped.replace("a" * 64, "c" * 64).replace("b" * 64, "a" * 64).replace("c" * 64, "b" * 64)
    assert tell_changes(changed_words(swapped, turned)) == "图片“誓词墙”换了内容；图片“讲台”换了内容"


_LINES = st.lists(
    st.sampled_from(["title: 甲乙丙丁", "title: 甲丁", "", "== body", "  戊己", "  戊己庚"]), max_size=8
)


@given(_LINES, _LINES)
def test_two_texts_have_changes_only_if_they_differ(one: list[str], other: list[str]) -> None:
    changes = changed_words("\n".join(one), "\n".join(other))
    assert bool(changes) <= (one != other)
    assert all(one.old != one.new or not (one.old or one.new) for one in changes)
