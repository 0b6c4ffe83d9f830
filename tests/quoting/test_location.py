"""Altered words are located where they come from, and the difference is the alteration."""

from __future__ import annotations

import random

import pytest

from tests.quoting.texts import work
from xueku.quoting.difference import compare
from xueku.quoting.location import locate

_TEXT = work().normal


@pytest.mark.parametrize("seed", range(60))
def test_a_sentence_with_one_altered_character_is_located_exactly(seed: int) -> None:
    rng = random.Random(seed)
    start = rng.randrange(len(_TEXT) - 12)
    end = start + rng.randint(8, min(40, len(_TEXT) - start))
    # Not at an end: there a dropped character and a later start look the same.
    place = rng.randrange(start + 1, end - 1)
    words = _TEXT[start:place] + "龘" + _TEXT[place + 1 : end]
    found = locate(words, _TEXT, 0, len(_TEXT))
    assert found
    assert (found.start, found.end, found.distance) == (start, end, 1)
    difference = compare(_TEXT[start:end], words, _TEXT[start:end], words)
    assert [(change.start, change.end) for change in difference.changes] == [
        (place - start, place - start + 1)
    ]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("支部每月安排主题党日", "支部每月安排一次主题党日"),
        ("党日，提前三日公布议题", "党日，提前三日公布议题"),
        ("提前三天公布议题", "提前三日公布议题"),
        ("本规则由党委负责解释", "本规则由示例单位党委负责解释"),
        ("会前向书记请假", "会前向支部书记请假"),
    ],
)
def test_words_left_out_or_replaced_are_located(words: str, source: str) -> None:
    found = locate(words, _TEXT, 0, len(_TEXT))
    assert found
    assert _TEXT[found.start : found.end] == source


def test_words_of_another_text_are_nowhere() -> None:
    assert locate("把方便留给群众，把麻烦留给自己", _TEXT, 0, len(_TEXT)) is None
    assert locate("请假", "请假", 0, 0) is None


def test_only_the_stretch_that_is_cited_is_searched() -> None:
    start = _TEXT.index("第二条之一")
    assert locate("提前三天公布议题", _TEXT, start, len(_TEXT)) is None


def test_a_difference_is_shown_with_a_little_around_it() -> None:
    source = "支部每月安排一次主题党日，提前三日公布议题，会后七日内形成记录。"
    for words, shown in (
        (
            source.replace("三", "五"),
            ("…题党日，提前〔三〕日公布议题，…", "…题党日，提前〔五〕日公布议题，…"),
        ),
        (source.replace("一次", ""), ("支部每月安排〔一次〕主题党日，提…", "支部每月安排〔〕主题党日，提…")),
        (
            source.replace("每月", "每季度").replace("七", "十"),
            (
                "支部每〔月〕安排一次主题…布议题，会后〔七〕日内形成记录…",
                "支部每〔季度〕安排一次主题…布议题，会后〔十〕日内形成记录…",
            ),
        ),
    ):
        assert compare(source, words, source, words).shown() == shown
