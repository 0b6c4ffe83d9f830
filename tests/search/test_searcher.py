from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xueku.search.correction import nearest_stretch
from xueku.search.documents import Document, Labels, Passage
from xueku.search.listing import format_answer
from xueku.search.searcher import Searcher, best_passage

LABELS = Labels((("case", "案例"), ("work", "原文"), ("docs", "手册")))


def _document(
    title: str, text: str, kind: str = "work", heading: str = "", keywords: tuple[str, ...] = ()
) -> Document:
    address = f"{title}.html"
    passages = (
        Passage(address, "", text),
        *((Passage(f"{address}#{heading}", heading, text),) if heading else ()),
    )
    return Document(title, kind, passages, keywords=keywords)


RULES = _document("示例单位借阅法实施细则", "借阅法的细则：借书要登记，逾期要说明。", heading="登记办法")
LAW = _document("示例单位借阅法", "书刊由综合科保管，逾期的由借阅人自己归还。")
TALK = _document("一次走访的记录", "走访以前先看借阅登记，走访以后七日内归档。", "case", keywords=("下沉",))
PARTY = _document("重温入党誓词", "面向党旗领读誓词，坐下再默读一遍。", "case")
HELP = _document("怎样写材料", "例如写一次走访的记录，借阅登记也可以。", "docs")
SEARCHER = Searcher([RULES, LAW, TALK, PARTY, HELP], LABELS)


def _found(typed: str) -> list[str]:
    return [SEARCHER.documents[one.document].title for one in SEARCHER.search(typed).found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("借阅法", "示例单位借阅法"),
        ("借阅法 登记办法", "示例单位借阅法实施细则"),
        ("走访的记录", "一次走访的记录"),
        ("下沉", "一次走访的记录"),
        ("归还", "示例单位借阅法"),
        ("逾期的由谁归还？", "示例单位借阅法"),
        ('"七日内归档"', "一次走访的记录"),
        ("登记 -走访", "示例单位借阅法实施细则"),
        ("kind:案例 登记", "一次走访的记录"),
        ("标题：走访", "一次走访的记录"),
        ("chongwenrudang", "重温入党誓词"),
        ("cwrdsc", "重温入党誓词"),
        ("ruDang ShiCi", "重温入党誓词"),
        ("重溫入黨誓詞", "重温入党誓词"),
        ("党", "重温入党誓词"),
    ],
)
def test_the_document_that_is_meant_comes_first(typed: str, first: str) -> None:
    assert _found(typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["", "。", "量子色动力学", '"记录走访"', "登记 -登记", "title:归还", "kind:没有这一类 登记"]
)
def test_nothing_is_found_where_nothing_answers(typed: str) -> None:
    assert _found(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("重温入挡誓词", "重温入党誓词"),
        ("重温入誓词", "重温入党誓词"),
        ("重温入党词誓", "重温入党誓词"),
        ("重温人党誓词", "重温入党誓词"),
    ],
    ids=["同音", "漏字", "颠倒", "形近"],
)
def test_a_mistyped_title_is_searched_as_it_is_written(typed: str, meant: str) -> None:
    answer = SEARCHER.search(typed)
    assert answer.correction == meant
    assert SEARCHER.documents[answer.found[0].document].title == "重温入党誓词"


@pytest.mark.parametrize("typed", ["走访以后七日内归档", "借阅法", "走访登记", "怎样重温入挡誓词？", "逾期"])
def test_what_stands_somewhere_or_asks_is_not_corrected(typed: str) -> None:
    assert SEARCHER.search(typed).correction == ""


def test_a_handbook_counts_half_and_comes_after_content() -> None:
    assert _found("一次走访的记录") == ["一次走访的记录", "怎样写材料"]
    alone = Searcher([_document("怎样写材料", "走访的记录", "docs")], LABELS)
    same = Searcher([_document("怎样写材料", "走访的记录")], LABELS)
    assert 2 * alone.search("走访").found[0].score == same.search("走访").found[0].score


def test_a_document_that_is_named_opens_at_its_beginning_and_any_other_where_it_answers() -> None:
    passages = RULES.passages
    assert best_passage(RULES.title, passages, ["借阅法"]) == passages[0]
    assert best_passage(RULES.title, passages, ["登记办法"]) == passages[1]


def test_the_reasons_of_a_score_add_up_to_it() -> None:
    for typed in ("借阅法 登记", "逾期的由谁归还？", "走访的记录"):
        answer = SEARCHER.search(typed)
        for one in answer.found[1:]:
            weight = 1 if answer.query.asks else one.coverage**2
            aside = 0.5 if SEARCHER.documents[one.document].kind == "docs" else 1
            total = sum(factor * impact for _, _, factor, impact in one.reasons)
            assert total * weight * one.bonus * aside == pytest.approx(one.score) or one.is_named


def test_an_answer_is_told_in_lines() -> None:
    lines = format_answer(SEARCHER, SEARCHER.search("重温入挡誓词"), 1, explain=True).splitlines()
    assert lines[0] == "没有找到原来的词，以下是“重温入党誓词”的结果。"
    assert lines[1] == "1. 重温入党誓词　案例"
    assert lines[2].strip() == "重温入党誓词.html"
    assert any(line.strip().startswith("得分") for line in lines)
    assert format_answer(SEARCHER, SEARCHER.search("量子"), 5, explain=False).startswith("没有找到")


_letters = st.text(alphabet="党日会记，", max_size=7)


@settings(max_examples=60)
@given(_letters.filter(bool), _letters)
def test_the_nearest_stretch_is_as_near_as_any(typed: str, title: str) -> None:
    found = nearest_stretch(typed, title)
    assert found.text in title
    assert found.distance == _distance(typed, found.text)
    stretches = {title[start:end] for start in range(len(title) + 1) for end in range(start, len(title) + 1)}
    assert found.distance == min(_distance(typed, stretch) for stretch in stretches)


def _distance(left: str, right: str) -> int:
    """Changes, additions, omissions and swaps of neighbours, each stretch edited once; the plain way."""
    if not left or not right:
        return len(left) + len(right)
    found = min(
        _distance(left[:-1], right) + 1,
        _distance(left, right[:-1]) + 1,
        _distance(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    )
    if len(left) > 1 and len(right) > 1 and left[-2:] == right[-1] + right[-2]:
        found = min(found, _distance(left[:-2], right[:-2]) + 1)
    return found


@pytest.mark.parametrize("typed", ["示例单位", '"示例单位"', "示例单位有几份？"])
def test_a_word_that_every_text_holds_is_found(typed: str) -> None:
    everywhere = Searcher([_document(f"第{n}份", "示例单位的材料") for n in range(50)], LABELS)
    assert len(everywhere.search(typed).found) == 50


def test_a_word_that_is_left_out_does_not_stand_in_another_part_of_a_long_document() -> None:
    long = "\n".join(["签到登记。", *["请假补学。" * 20] * 60, "签到观影。"])
    assert Searcher([_document("很长的规则", long)], LABELS).search("签到 -观影").found == []
