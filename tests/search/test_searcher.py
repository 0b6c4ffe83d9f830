from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.search.documents import Document, Labels, Passage
from xueku.search.leaves import LEAF
from xueku.search.searcher import Searcher, best_passage
from xueku.search.terminal import format_answer
from xueku.search.terms import runs

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


def _searcher(*texts: tuple[str, str], kind: str = "work") -> Searcher:
    return Searcher([_document(title, text, kind) for title, text in texts], LABELS)


def _titles(searcher: Searcher, typed: str) -> list[str]:
    return [searcher.documents[one.document].title for one in searcher.search(typed).found]


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("签到", ("签到办法", "写名字"), ("入会办法", "签到，签到，签到，签到")),
        ("会议签到", ("会议签到", "甲"), ("会议和签到", "会议签到")),
        ("签到办法", ("示例签到办法", "甲"), ("示例签到办法修正案", "甲")),
        ("签到", ("甲", "签到三次：签到，签到。"), ("乙", "签到一次。")),
        ("签到", ("甲", "签到一次。"), ("乙", "签到一次。" + "另一件事写在这里。" * 400)),
        ("签到 请假", ("甲", "签到。请假。"), ("乙", "签到，签到，签到，签到，签到，签到。")),
        ("签到 请假 补学", ("甲", "签到。请假。补学。"), ("乙", "签到，请假，" * 20)),
        ("值班 轮换", ("甲", "值班的轮换"), ("乙", "值班的人值班，值班")),
        ("签到", ("甲", "签到"), ("乙", "签到")),
    ],
    ids=[
        "标题先于正文",
        "整词先于散词",
        "词尾先于词中",
        "多先于少",
        "短先于长",
        "全先于偏",
        "三先于二",
        "覆盖",
        "同分先来",
    ],
)
def test_of_two_documents_the_one_that_answers_better_comes_first(
    typed: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    others = [(f"另{n}", "无关的几句话") for n in range(6)]
    # In both orders of the documents, but for those that answer alike.
    assert _titles(_searcher(first, second, *others), typed)[0] == first[0]
    if first[1] != second[1] or typed not in first[1]:
        assert _titles(_searcher(*others, second, first), typed)[0] == first[0]


def test_words_that_cover_less_than_half_of_the_best_are_not_found() -> None:
    searcher = _searcher(
        ("甲", "登记的人、轮换的事、归档的时间"), ("乙", "登记"), ("丙", "归档和轮换"), ("丁", "无")
    )
    assert _titles(searcher, "登记 轮换 归档") == ["甲", "丙"]


def test_words_and_a_question_weigh_fields_differently() -> None:
    searcher = _searcher(
        ("值班", "甲"), ("乙", "值班的人第二日补休，值班表贴在门口"), ("丙", "无"), ("丁", "无")
    )
    assert _titles(searcher, "值班") == ["值班", "乙"]
    assert _titles(searcher, "值班的人补休吗？")[0] == "乙"


def test_a_phrase_stands_in_one_line_as_typed_whatever_its_width_and_case() -> None:
    searcher = _searcher(
        ("甲", "当天放回A4纸"), ("乙", "当天。放回A4纸"), ("丙", "放回A4纸，当天"), ("丁", "当天\n放回")
    )
    assert _titles(searcher, '"当天放回"') == ["甲"]
    assert _titles(searcher, "“当天放回ａ４纸”") == ["甲"]
    assert _titles(searcher, '"当天。放回"') == ["乙"]


def test_a_word_in_any_field_is_left_out_and_a_title_is_asked_for_in_titles_only() -> None:
    searcher = _searcher(("借阅登记", "甲"), ("借阅", "登记"), ("登记", "借阅"))
    assert _titles(searcher, "登记 -借阅") == []
    assert set(_titles(searcher, "title:登记")) == {"借阅登记", "登记"}
    assert _titles(searcher, "title:登记 -title:借阅") == []


def test_a_kind_is_named_by_id_or_by_a_part_of_its_label_and_alone_lists_all_of_it() -> None:
    for typed in ("kind:case", "类别:案例", "kind:案", "ＫＩＮＤ：ＣＡＳＥ"):
        assert _found(typed) == ["一次走访的记录", "重温入党誓词"], typed


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rudangshici", "重温入党誓词"),
        ("rdsc", "重温入党誓词"),
        ("shici", "重温入党誓词"),
        ("zoufang", "一次走访的记录"),
        ("ycz", "一次走访的记录"),
        ("RDSC", "重温入党誓词"),
        ("ｒｄｓｃ", "重温入党誓词"),
    ],
)
def test_a_title_is_found_by_its_sound_from_any_word_on(typed: str, first: str) -> None:
    assert _found(typed)[0] == first


@pytest.mark.parametrize("typed", ["r", "rudang-shici", "123", "党shici", "title:shici"])
def test_only_letters_and_figures_are_taken_for_sounds(typed: str) -> None:
    assert _found(typed) == []


def test_a_sound_from_inside_a_word_counts_least_and_a_longer_sound_is_found_by_its_beginning() -> None:
    scores = [
        SEARCHER.search(typed).found[0].score for typed in ("dangshici", "rudangshici", "chongwenrudangshici")
    ]
    assert scores == sorted(set(scores))
    assert _found("chongwenrudangs") == ["重温入党誓词"]


@given(st.data())
def test_any_stretch_of_two_units_or_more_finds_its_document_and_minus_it_does_not(
    data: st.DataObject,
) -> None:
    texts = data.draw(
        st.lists(st.text(alphabet="党日活记录a4，", min_size=2, max_size=24), min_size=1, max_size=6)
    )
    searcher = _searcher(*((f"第{n}份", text) for n, text in enumerate(texts)))
    number = data.draw(st.integers(0, len(texts) - 1))
    run = max(runs(texts[number]), key=len, default=[])
    if len(run) > 1:
        start = data.draw(st.integers(0, len(run) - 2))
        stretch = "".join(run[start : data.draw(st.integers(start + 2, len(run)))])
        title = f"第{number}份"
        assert title in _titles(searcher, stretch)
        assert title in _titles(searcher, f'"{stretch}"')
        assert title not in _titles(searcher, f"份 -{stretch}")
        assert all(stretch in texts[int(found[1:-1])] for found in _titles(searcher, f'"{stretch}"'))


@given(st.text(max_size=30))
def test_no_query_makes_the_searcher_raise_and_each_document_is_found_at_most_once(typed: str) -> None:
    found = _found(typed)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("typed", ["示例单位", '"示例单位"', "示例单位有几份？"])
def test_a_word_that_every_text_holds_is_found(typed: str) -> None:
    everywhere = Searcher([_document(f"第{n}份", "示例单位的材料") for n in range(50)], LABELS)
    assert len(everywhere.search(typed).found) == 50


def test_a_kind_without_a_word_leaves_the_word_out() -> None:
    assert _found("kind:案例 -走访") == ["重温入党誓词"]


def test_a_word_that_is_left_out_does_not_stand_in_another_part_of_a_long_document() -> None:
    long = Document(
        "长", "work", (Passage("l.html", "", "登记" + "。" * LEAF), Passage("l.html#b", "二", "走访"))
    )
    searcher = Searcher([long, _document("短", "登记")], LABELS)
    assert _titles(searcher, "登记 -走访") == ["短"]


@pytest.mark.parametrize("sign", ["字", "。", "事，"])
def test_a_stretch_is_found_where_a_very_long_line_is_parted(sign: str) -> None:
    before = (sign * LEAF)[: LEAF - 1]
    searcher = _searcher(("长", before + "登记" + sign * 9), ("短", "无"))
    assert _titles(searcher, "登记") == ["长"]
