"""Rows become questions behind those that a quiz has; a row with something wrong lets nothing through."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.importers.quiz_questions import import_rows
from xueku.importers.quiz_table import EXAMPLES
from xueku.importers.sheet import TableRow
from xueku.model.diagnostic import Span, XuekuError
from xueku.model.quiz import Pair, Question, Quiz
from xueku.source.typed import read_value
from xueku.source.yaml_tree import read_tree

PATH = "content/courses/重温誓词/quiz.yml"
NESTED = """\
title: 会后自测
# 第一题是老题
questions:
    - type: judgment
      stem: 承诺登记以后要排出名次。
      answer: 错
"""
BARE = "- type: judgment\n  stem: 做摘记时照抄全文。\n  answer: 错"


def rows(*cells: Mapping[str, str]) -> list[TableRow]:
    return [TableRow(number, one) for number, one in enumerate(cells, 2)]


def questions(text: str) -> tuple[Question, ...]:
    text = text if text.lstrip().startswith(("title", "questions")) else f"questions:\n{text}"
    node, findings = read_tree(text, PATH)
    assert node is not None, findings
    quiz, _, found = read_value(Quiz, node, Span(PATH))
    assert quiz is not None, [str(one) for one in found]
    return quiz.questions


@pytest.mark.parametrize("existing", ["", NESTED, BARE])
def test_every_kind_of_question_comes_behind_those_that_were_there(existing: str) -> None:
    imported, problems = import_rows(rows(*EXAMPLES), existing, PATH)
    assert problems == []
    assert imported is not None
    assert imported.text.startswith(existing)
    before = questions(existing) if existing else ()
    assert questions(imported.text)[: len(before)] == before
    new = questions(imported.text)[len(before) :]
    # The nested quiz has the judgment of the examples already.
    assert imported.count == len(new) == (6 if existing == NESTED else 7)
    assert imported.known_rows == ((4,) if existing == NESTED else ())
    by_type = {question.type: question for question in new}
    assert [option.correct for option in by_type["multiple"].options] == [True, True, False]
    assert by_type["blank"].answer == ("七", "三分之一｜1/3")
    assert by_type["matching"].pairs[0] == Pair(left="公布议题", right="会前三日")
    assert by_type["ordering"].items == ("公布议题", "开会", "形成记录")


def test_sources_topics_and_long_texts_are_taken_over() -> None:
    cells = {
        "题型": "判断题",
        "题干": "第一行：有冒号\n第二行 # 有井号",
        "答案": "×",
        "解析": '说“是”: "否"',
        "出处": "zhibu-gongzuo-guize",
        "条款": "1、12",
        "主题": "读书，窗口服务",
    }
    imported, _ = import_rows(rows(cells, {**cells, "题干": "另一题", "出处": "《示例读本》"}), "", PATH)
    assert imported is not None
    one, other = questions(imported.text)
    assert one.stem == cells["题干"]
    assert (one.answer, one.explanation, one.topics) == (("错",), cells["解析"], ("读书", "窗口服务"))
    assert one.source is not None
    assert (one.source.work, one.source.articles) == ("zhibu-gongzuo-guize", ("1", "12"))
    assert other.source is not None
    assert other.source.title == "《示例读本》"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"题型": "选择", "题干": "几日？"}, "第 2 行“题型”一列：不认得这种题型，现在写的是“选择”"),
        ({"题型": "单选"}, "第 2 行“题干”一列：没有题干"),
        ({"题型": "单选", "题干": "几日？", "选项A": "三日", "选项B": "七日"}, "第 2 行“答案”一列：“答案”里没有字母"),
        (
            {"题型": "单选", "题干": "几日？", "选项A": "三日", "选项B": "七日", "答案": "三日"},
            "第 2 行“答案”一列：选择题的答案是选项的字母，现在写的是“三日”",
        ),
        (
            {"题型": "单选", "题干": "几日？", "选项A": "三日", "选项B": "七日", "答案": "AB"},
            "第 2 行“答案”一列：单选题要有一个、也只能有一个正确选项",
        ),
        (
            {"题型": "多选", "题干": "几日？", "选项A": "三日", "选项B": "三日", "答案": "A"},
            "第 2 行“选项A”一列：这道题有两个一样的选项",
        ),
        ({"题型": "多选", "题干": "几日？", "选项A": "三日", "答案": "C"}, "第 2 行“答案”一列：这一行没有填选项C"),
        ({"题型": "判断", "题干": "要记录。", "答案": "也许"}, "第 2 行“答案”一列：判断题的答案写 对 或 错"),
        ({"题型": "填空", "题干": "会后____日____。", "答案": "七"}, "第 2 行“答案”一列：题干里的空（四条下划线 ____）和答案的个数对不上"),
        ({"题型": "连线", "题干": "何时？", "选项A": "公布议题"}, "第 2 行“选项A”一列：连线的一对要用 ＝ 隔开，现在写的是“公布议题”"),
        ({"题型": "排序", "题干": "先后？", "选项A": "开会"}, "第 2 行“选项A”一列：排序题至少要有两项"),
        ({"题型": "简答", "题干": "写一处停顿。"}, "第 2 行“答案”一列：这道题没有答案"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(
    cells: dict[str, str], told: str
) -> None:
    imported, problems = import_rows(rows(cells, *EXAMPLES), NESTED, PATH)
    assert imported is None
    assert [str(problem).split("\n")[0] for problem in problems] == [told]
    assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize(
    ("existing", "words"),
    [
        ("questions: [{type: judgment, stem: 要记录。, answer: 对}]\n", "一行里"),
        (NESTED + "# 完\nfoo: 1\n", "有错"),
        ("questions:\n  - type: judgment\n    stem: 要记录。\n    answer: 对\ntitle: 自测\n", "末尾"),
        ("questions: 三道\n", "有错"),
    ],
)
def test_a_quiz_that_cannot_be_gone_on_with_is_left_alone(existing: str, words: str) -> None:
    with pytest.raises(XuekuError, match=words):
        import_rows(rows(*EXAMPLES), existing, PATH)


@given(st.text(alphabet="三日 :#-\"'\\[]{}!&*%@`|>?，。\t,~=<1a", min_size=1, max_size=20))
def test_any_words_of_a_cell_are_the_words_of_the_question(words: str) -> None:
    stem = " ".join(words.split())
    if not stem:
        return
    imported, problems = import_rows(rows({"题型": "判断", "题干": stem, "答案": "对"}), "", PATH)
    assert problems == []
    assert imported is not None
    assert questions(imported.text)[0].stem == stem
