from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.catalog.code_points import code_points
from xueku.health.fingerprints import (
    MOST_PAIRED,
    RUN,
    WINDOW,
    Fingerprints,
    fingerprints,
    stretches,
    without,
)


def _marks(text: str) -> Fingerprints:
    return fingerprints(code_points(text))


_TEXTS = st.text("支部学习记录", max_size=80)


@given(_TEXTS, _TEXTS, st.text("公开讨论发言", min_size=RUN + WINDOW - 1, max_size=60), _TEXTS, _TEXTS)
def test_two_texts_with_a_long_enough_run_in_common_share_a_fingerprint_of_it(
    before: str, after: str, shared: str, other_before: str, other_after: str
) -> None:
    first, second = _marks(before + shared + after), _marks(other_before + shared + other_after)
    runs = {shared[start : start + RUN] for start in range(len(shared) - RUN + 1)}
    found = {
        (before + shared + after)[place : place + RUN]
        for place, value in zip(first.places.tolist(), first.hashes.tolist(), strict=True)
        if value in set(second.hashes.tolist())
    }
    assert found & runs


@given(st.lists(_TEXTS, max_size=6))
def test_what_is_found_is_in_both_texts_at_the_places_that_are_given(texts: list[str]) -> None:
    """The naive twin: each match is a run that stands in both."""
    for found in stretches([_marks(text) for text in texts], 1):
        first, second = texts[found.first], texts[found.second]
        assert found.first < found.second
        assert first[found.first_start : found.first_start + RUN] in second
        assert second[found.second_start : found.second_start + RUN] in first
        assert first[found.first_end - RUN : found.first_end] in second


@given(st.lists(_TEXTS, max_size=5))
def test_texts_that_share_no_run_have_no_stretch(texts: list[str]) -> None:
    def runs(text: str) -> set[str]:
        return {text[start : start + RUN] for start in range(len(text) - RUN + 1)}

    pairs = {(found.first, found.second) for found in stretches([_marks(text) for text in texts], 1)}
    for one, other in pairs:
        assert runs(texts[one]) & runs(texts[other])


def test_a_form_of_words_that_very_many_have_makes_few_pairs() -> None:
    text = "同志们请坐，手机请调到静音，今天的主题党日现在开始，先请大家签到并领取情景卡。"
    count = 400
    assert len(stretches([_marks(text)] * count, 2)) == count - 1
    assert len(stretches([_marks(text)] * MOST_PAIRED, 2)) == MOST_PAIRED * (MOST_PAIRED - 1) // 2


def test_what_is_known_is_left_out() -> None:
    text = _marks("支部每月安排一次主题党日，提前三日公布议题，会后七日内形成记录。")
    assert not len(without(text, text.hashes).hashes)
    assert len(without(text, np.empty(0, np.uint64)).hashes) == len(text.hashes)
    some = text.hashes[::2]
    assert set(without(text, some).hashes.tolist()) == set(text.hashes.tolist()) - set(some.tolist())


def test_a_very_long_line_of_one_character_is_no_trouble() -> None:
    assert len(_marks("一" * 200_000).hashes) == 1


@pytest.mark.parametrize("before", ["", "另一份材料开头的话和这里说的全不相干，" * 3])
def test_words_put_in_part_no_stretch_and_none_is_told_twice(before: str) -> None:
    halves = (
        "".join(f"第{number}次学习由第{number + 7}位同志带读。" for number in numbers)
        for numbers in (range(10, 20), range(30, 40))
    )
    one, other = halves
    put_in = "这里后来添了三十个字左右的一句说明，为的是看看会不会断开。"
    found = stretches([_marks(one + other), _marks(before + one + put_in + other)], 5)
    edge = RUN + WINDOW
    assert [
        (stretch.first_start < edge, stretch.first_end > len(one + other) - edge) for stretch in found
    ] == [(True, True)]
