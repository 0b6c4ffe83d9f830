from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xueku.search.correction import nearest_stretch


@pytest.mark.parametrize(
    ("typed", "title", "meant"),
    [("承诺咔", "河东承诺卡第一号", "承诺卡"), ("窗口务服", "山前窗口服务第一号", "窗口服务")],
)
def test_inside_a_title_the_stretch_of_equal_length_is_meant(typed: str, title: str, meant: str) -> None:
    assert nearest_stretch(typed, title).text == meant


_letters = st.text(alphabet="党日会记，", max_size=7)


@settings(max_examples=60)
@given(_letters.filter(bool), _letters)
def test_the_nearest_stretch_is_as_near_as_any(typed: str, title: str) -> None:
    found = nearest_stretch(typed, title)
    assert found.text in title
    assert found.distance == _distance(typed, found.text)
    stretches = {title[start:end] for start in range(len(title) + 1) for end in range(start, len(title) + 1)}
    assert found.distance == min(_distance(typed, stretch) for stretch in stretches)


@settings(max_examples=60)
@given(_letters.filter(bool), _letters)
def test_of_stretches_with_one_mistake_the_length_decides_then_the_end_of_a_run_then_the_first(
    typed: str, title: str
) -> None:
    found = nearest_stretch(typed, title)
    assume(found.distance < 2)
    places = [
        (abs(end - start - len(typed)), title[end : end + 1] not in ("", "，"), end, start)
        for start in range(len(title) + 1)
        for end in range(start, len(title) + 1)
        if _distance(typed, title[start:end]) == found.distance
    ]
    *best, end, _ = min(places)
    starts = [
        start
        for *own, own_end, start in places
        if (own, own_end) == (best, end) and title[start:end] == found.text
    ]
    assert starts
    edges = {
        end == len(title) or title[end] == "，" or start == 0 or title[start - 1] == "，" for start in starts
    }
    assert found.is_at_edge in edges


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
