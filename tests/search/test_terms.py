from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.tables import CUT, FOLDED, PARSED
from xueku.search.query import Query, parse
from xueku.search.sounds import keys, readings, spoken
from xueku.search.terms import edges, fold, key_of, pairs, runs, units, variants


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_width_case_and_traditional_forms_are_levelled_at_equal_length(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text).encode("utf-16-le")) == len(text.encode("utf-16-le"))


def test_what_is_folded_has_nothing_left_to_fold_and_its_length_in_a_browser() -> None:
    every = "".join(variants())
    assert fold(fold(every)) == fold(every)
    assert len(fold(every).encode("utf-16-le")) == len(every.encode("utf-16-le"))


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert len(folded.encode("utf-16-le", "surrogatepass")) == len(text.encode("utf-16-le", "surrogatepass"))


@pytest.mark.parametrize(("text", "found"), CUT)
def test_signs_and_spaces_part_a_text_into_runs(text: str, found: list[list[str]]) -> None:
    assert runs(text) == found


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


@pytest.mark.parametrize(
    ("run", "found"),
    [
        (["党"], [("dang", 8)]),
        (["a4", "纸"], [("a4zhi", 8), ("^az", 8), ("zhi", 7)]),
        (["7"], []),
        (
            list("重庆银行"),
            [
                *[("chongqingyinhang", 8), ("^cqyh", 8), ("qingyinhang", 1), ("^qyh", 1)],
                *[("yinhang", 7), ("^yh", 7), ("hang", 1)],
            ],
        ),
    ],
)
def test_the_keys_of_a_run(run: list[str], found: list[tuple[str, int]]) -> None:
    assert [*keys(run)] == found


def test_keys_are_cut_and_no_beginning_of_a_word_counts_less_than_two() -> None:
    found = [*keys(list("示例单位关于印发主题党日活动组织办法实施细则的通知"))]
    assert max(len(key) for key, _ in found) == 24
    assert dict(found)["tongzhi"] == 2
    assert {impact for _, impact in found} <= {1, 2, 3, 4, 5, 6, 7, 8}


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=12))
def test_a_run_has_as_many_syllables_as_units_whatever_the_characters(text: str) -> None:
    run = [unit for units_ in runs(text + "a4") for unit in units_]
    assert len(spoken(run)) == len(run)
    assert all(spoken(run))


def test_a_title_sounds_from_every_unit_on_and_beginnings_of_words_count_more() -> None:
    found = dict(keys(list("重温入党誓词")))
    assert {"chongwenrudangshici", "rudangshici", "shici", "^cwrdsc", "^rdsc", "^sc"} <= set(found)
    assert found["chongwenrudangshici"] == 8
    assert found["rudangshici"] > found["dangshici"] == 1


def test_a_character_has_its_usual_reading_first_and_ü_is_typed_v() -> None:
    assert readings("重")[:2] == ("zhong", "chong")
    assert readings("女")[0] == "nv"


@pytest.mark.parametrize(("typed", "query"), PARSED)
def test_a_query_is_taken_apart(typed: str, query: Query) -> None:
    assert parse(typed) == query


@given(st.text(max_size=40))
def test_no_text_makes_the_parser_raise_and_all_it_gives_can_be_searched(text: str) -> None:
    for wanted in parse(text).wanted:
        assert pairs(runs(wanted))
