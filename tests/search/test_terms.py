from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.search.query import Query, parse
from xueku.search.sounds import keys, readings
from xueku.search.terms import edges, fold, key_of, pairs, runs, units


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＸＵＥＫＵ　２０２６", "xueku 2026"),
        ("重溫入黨誓詞", "重温入党誓词"),
        ("ｱ楼", "ア楼"),
        ("ﬁ ẞ İ", "ﬁ ß İ"),
        ("𝟏号楼 𠮷祥", "𝟏号楼 𠮷祥"),
    ],
)
def test_width_case_and_traditional_forms_are_levelled_at_equal_length(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text).encode("utf-16-le")) == len(text.encode("utf-16-le"))


@given(st.text(max_size=60))
def test_folding_keeps_every_offset_and_has_nothing_left_to_do(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert len(folded.encode("utf-16-le", "surrogatepass")) == len(text.encode("utf-16-le", "surrogatepass"))
    assert fold(folded) == folded


def test_a_text_is_runs_of_units_and_its_terms_are_pairs() -> None:
    found = runs(fold("会后7日内，归档A4纸；签"))
    assert found == [["会", "后", "7", "日", "内"], ["归", "档", "a4", "纸"], ["签"]]
    assert pairs(found) == ["会后", "后7", "7日", "日内", "归档", "档a4", "a4纸", "签"]
    assert units(found) == ["会", "后", "7", "日", "内", "归", "档", "a4", "纸", "签"]
    assert edges(found) == ["<会后", "日内>", "<归档", "a4纸>", "<签", "签>"]


def test_an_end_of_a_run_is_filed_beside_its_pair() -> None:
    assert [key_of(term) for term in ("<会后", "日内>", "会后", "a4")] == ["会后", "日内", "会后", "a4"]


@given(st.text(alphabet="党日活动a4 ，7", min_size=2, max_size=30), st.data())
def test_every_stretch_of_two_units_or_more_is_found_by_its_pairs(text: str, data: st.DataObject) -> None:
    longest = max(runs(text), key=len, default=[])
    if len(longest) > 1:
        start = data.draw(st.integers(0, len(longest) - 2))
        end = data.draw(st.integers(start + 2, len(longest)))
        assert set(pairs([longest[start:end]])) <= set(pairs(runs(text)))


def test_a_title_sounds_from_every_unit_on_and_beginnings_of_words_count_more() -> None:
    found = dict(keys(list("重温入党誓词")))
    assert {"chongwenrudangshici", "rudangshici", "shici", "^cwrdsc", "^rdsc", "^sc"} <= set(found)
    assert found["chongwenrudangshici"] == 8
    assert found["rudangshici"] > found["dangshici"] == 1


def test_a_character_has_its_usual_reading_first_and_ü_is_typed_v() -> None:
    assert readings("重")[:2] == ("zhong", "chong")
    assert readings("女")[0] == "nv"


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("组织生活 签到", Query(words=("组织生活", "签到"))),
        ("　ＡＢＣ　", Query(words=("abc",))),
        ('"会后七日内"', Query(phrases=("会后七日内",))),
        ("“会后七日内” 记录", Query(words=("记录",), phrases=("会后七日内",))),
        ("党日 -观影", Query(words=("党日",), without=("观影",))),
        ("title:清单 kind:案例", Query(titles=("清单",), kinds=("案例",))),
        ("标题:清单", Query(titles=("清单",))),
        ("标题：清单", Query(titles=("清单",))),
        ('title:"示例 清单"', Query(titles=("示例 清单",))),
        ("怎样开好党日？", Query(words=("怎样开好党日?",), asks=True)),
        ("规则里的“三日”指什么？", Query(words=("规则里的“三日”指什么?",), asks=True)),
        (
            "会后七日内形成记录并由支部书记过目后归档留存备查",
            Query(words=("会后七日内形成记录并由支部书记过目后归档留存备查",), asks=True),
        ),
        ('。，！ -- "" -', Query()),
        ("", Query()),
        ('没有关上的 "引号', Query(words=("没有关上的", '"引号'))),
    ],
)
def test_a_query_is_taken_apart(typed: str, query: Query) -> None:
    assert parse(typed) == query


@given(st.text(max_size=40))
def test_no_text_makes_the_parser_raise_and_all_it_gives_can_be_searched(text: str) -> None:
    for wanted in parse(text).wanted:
        assert pairs(runs(wanted))
