"""The papers of a course: what stands on them, and that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.papers import fonts_in, letters, pages, press_at
from tests.samples import COURSE, LIBRARY, examined, record
from xueku.exports.handout import handout
from xueku.exports.host_script import host_script
from xueku.exports.lesson_plan import lesson_plan
from xueku.exports.official import official
from xueku.exports.poster import poster
from xueku.exports.quiz_key import quiz_key
from xueku.exports.quiz_paper import quiz_paper
from xueku.model.quiz_paper import printed
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.typesetting.press import Press

ID = "chongwen-shici"
QUIZ = """\
title: 会后自测
questions:
  - type: single
    stem: 主题党日的议题应当提前几日公布？
    options: [{text: 一日}, {text: 三日, correct: true}, {text: 七日}, {text: 十日}]
    explanation: 见[第一条](xk:zhibu-gongzuo-guize#1)。
    source: {work: zhibu-gongzuo-guize, articles: ["1"]}
  - type: multiple
    stem: 哪几样要登记？
    options: [{text: 承诺, correct: true}, {text: 名次}, {text: 记录, correct: true}]
  - type: judgment
    stem: 承诺登记以后要排出名次。
    answer: 错
  - type: blank
    stem: 会后____日内形成记录。
    answer: [七]
  - type: matching
    stem: 把事情和日子连起来。
    pairs: [{left: 公布议题, right: 会前三日}, {left: 形成记录, right: 会后七日}, {left: 说明情况, right: 一个月后}]
  - type: ordering
    stem: 按先后排列。
    items: [发出通知, 开会讨论, 形成记录, 记录归档]
  - type: short
    stem: 冷场了怎么办？
    answer: [数到十再开口, 问一个现场细节]
"""
FILES = {
    **LIBRARY,
    "courses/重温誓词/index.md": COURSE.replace(
        "agenda:", "objectives: [说得出每一句]\nmaterials: [情景卡 5 张]\ndiscussion: [如果是我呢？]\nagenda:"
    ),
    "courses/重温誓词/quiz.yml": QUIZ,
    "courses/重温誓词/host.md": "## 那一天\n\n同志们请坐。\n\n（计时两分钟。）\n\n## 散会\n\n请带走讲义。\n",
    "courses/重温誓词/handout.md": "## 讨论记录\n\n- 做法一：\n- 没有谈拢的一点：\n\n姓名：______\n",
}

Paper = Callable[[Linked, Record, Press], bytes]
PAPERS: tuple[Paper, ...] = (handout, lesson_plan, host_script, quiz_paper, quiz_key, poster, official)


@pytest.fixture
def course(tmp_path: Path) -> tuple[Linked, Record]:
    checked = examined(tmp_path, FILES)
    return checked.linked, record(checked, ID)


def _text(paper: bytes) -> str:
    return "".join(pages(paper))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.__name__)
def test_a_paper_is_the_same_each_time_and_has_its_fonts_in_it(
    tmp_path: Path, course: tuple[Linked, Record], paper: Paper
) -> None:
    press = press_at(tmp_path)
    made = paper(*course, press)
    assert made == paper(*course, press)
    assert all(fonts_in(made).values()), fonts_in(made)
    assert "重温入党誓词" in _text(made)


@pytest.mark.parametrize(
    ("paper", "part"),
    [(handout, "handout"), (host_script, "host"), (lesson_plan, "body"), (official, "body")],
)
def test_no_word_of_a_part_is_lost(
    tmp_path: Path, course: tuple[Linked, Record], paper: Paper, part: str
) -> None:
    linked, own = course
    said = letters(linked.part(own, part).text)
    del said["_"]
    assert not said - letters(_text(paper(linked, own, press_at(tmp_path))))


def test_a_lesson_plan_has_the_agenda_by_the_minute(tmp_path: Path, course: tuple[Linked, Record]) -> None:
    text = _text(lesson_plan(*course, press_at(tmp_path)))
    assert "三、议程（共60分钟）" in text
    assert "0那一天20三位同志各讲六分钟。" in text
    assert "20一件小事的检验40" in text
    for words in (
        "一、目标",
        "说得出每一句",
        "二、物料",
        "情景卡5张",
        "五、讨论题",
        "《示例单位支部工作规则》第12条",
    ):
        assert words in text


def test_a_host_script_shows_in_which_minutes_each_step_runs(
    tmp_path: Path, course: tuple[Linked, Record]
) -> None:
    text = _text(host_script(*course, press_at(tmp_path)))
    assert "那一天第0—20分钟" in text
    assert "散会请带走讲义" in text


def test_a_quiz_paper_has_every_question_and_no_answer(tmp_path: Path, course: tuple[Linked, Record]) -> None:
    text = _text(quiz_paper(*course, press_at(tmp_path)))
    labels = (
        "一、单选题（1题）",
        "二、多选题",
        "三、判断题",
        "四、填空题",
        "五、连线题",
        "六、排序题",
        "七、简答题",
    )
    assert sorted(labels, key=text.index) == [*labels]
    for words in ("会后日内形成记录", "公布议题", "会前三日", "正确的次序", "冷场了怎么办"):
        assert words in text
    for answer in ("数到十再开口", "见第一条", "正确选项是"):
        assert answer not in text


def test_variants_differ_and_the_key_answers_both(tmp_path: Path, course: tuple[Linked, Record]) -> None:
    press = press_at(tmp_path)
    assert quiz_paper(*course, press, "A") != quiz_paper(*course, press, "B")
    quiz = course[1].quiz
    assert quiz
    text = _text(quiz_key(*course, press))
    papers = [
        [placed for group in printed(ID, quiz.questions, variant).values() for placed in group]
        for variant in "AB"
    ]
    for number, (first, second) in enumerate(zip(*papers, strict=True), 1):
        if first.question.type != "short":
            assert f"{number}{first.key}{second.key}" in text
    assert "A7B7冷场了怎么办？" in text
    assert "答案数到十再开口；问一个现场细节" in text
    assert "出处：《示例单位支部工作规则》第1条" in text


@pytest.mark.parametrize("variant", ["A", "B", "C"])
def test_every_printed_choice_that_the_key_names_is_the_right_one(
    course: tuple[Linked, Record], variant: str
) -> None:
    quiz = course[1].quiz
    assert quiz
    for type_, group in printed(ID, quiz.questions, variant).items():
        for placed in group:
            chosen = (
                [placed.choices["ABCDEFGHIJ".index(letter)] for letter in placed.key]
                if placed.choices
                else []
            )
            if type_ in ("single", "multiple"):
                assert {*chosen} == {option.text for option in placed.question.options if option.correct}
            elif type_ == "matching":
                assert chosen == [pair.right for pair in placed.question.pairs]
            elif type_ == "ordering":
                assert chosen == [*placed.question.items]


def test_a_poster_is_one_page_and_says_where_to_read_on(
    tmp_path: Path, course: tuple[Linked, Record]
) -> None:
    with_address = pages(poster(*course, press_at(tmp_path, "http://10.0.0.1/xueku/")))
    assert len(with_address) == 1
    assert f"http://10.0.0.1/xueku/courses/{ID}/index.html" in with_address[0]
    without = pages(poster(*course, press_at(tmp_path)))
    assert len(without) == 1
    assert "在“示例学习网”里搜“重温入党誓词”" in without[0]


def test_a_long_title_and_many_facts_still_fit_one_poster(tmp_path: Path) -> None:
    files = {
        **FILES,
        "courses/重温誓词/index.md": COURSE.replace(
            "title: 重温入党誓词", "title: " + "重温入党誓词的情景式主题党日活动" * 3
        ).replace("先回到宣誓那一天，", "先回到宣誓那一天，" * 14),
    }
    checked = examined(tmp_path, files)
    made = poster(checked.linked, record(checked, ID), press_at(tmp_path, "http://10.0.0.1/"))
    assert len(pages(made)) == 1
