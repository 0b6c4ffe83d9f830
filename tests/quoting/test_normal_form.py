"""What counts in a comparison, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.model.normal_form import normal_form, places, squeezed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“三个不”", "‘三个不’"),
        ("「三个不」", '"三个不"'),
        ("第１２条，（一）", "第12条,(一)"),
        ("做到：不点名；不打断！", "做到:不点名;不打断!"),
        ("三会　一课", "三会一课\u200b"),
        ("2026 年\n6 月", "2026年6月"),
    ],
)
def test_width_marks_of_quotation_and_blanks_do_not_count(one: str, other: str) -> None:
    assert normal_form(squeezed(one)) == normal_form(squeezed(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲、乙", "甲，乙"),
        ("甲。", "甲．"),
        ("三日", "3日"),
        ("《甲》", "〈甲〉"),
        ("帐", "账"),
        ("〇", "零"),
        ("—", "-"),
    ],
)
def test_everything_else_counts(one: str, other: str) -> None:
    assert normal_form(squeezed(one)) != normal_form(squeezed(other))


@given(st.text())
def test_each_character_keeps_its_place(text: str) -> None:
    short = squeezed(text)
    assert "".join(text[place] for place in places(text)) == short
    assert len(normal_form(short)) == len(short)
    assert normal_form(normal_form(short)) == normal_form(short)
