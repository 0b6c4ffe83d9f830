from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.search.analyzer import normalise, pinyin_tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("重温入党誓词", "入党"),
        ("支部工作规则", "支部"),
        ("２０２６年第四季度", "2026"),
        ("ＸＵＥＫＵ check", "xueku"),
        ("GB/T 7714", "7714"),
    ],
)
def test_a_word_is_found_inside_a_text(text: str, found: str) -> None:
    assert found in words(text)


def test_signs_are_no_words() -> None:
    assert words("，。！？：——“”（）《》…·　😀 <b> \n") == ["b"]


def test_pinyin_is_found_from_each_syllable_on_and_by_initials() -> None:
    tokens = pinyin_tokens("重温入党誓词")
    assert {"chongwenrudangshici", "rudangshici", "shici", "cwrdsc", "rdsc"} <= set(tokens)
    assert all(token.isascii() and token.islower() for token in tokens)


def test_latin_and_figures_in_a_title_have_no_pinyin() -> None:
    assert pinyin_tokens("2026 Q4") == []


@given(st.text(max_size=40))
def test_no_text_makes_the_analyzer_raise_and_its_words_are_normal(text: str) -> None:
    for word in words(text):
        assert word == normalise(word)
        assert word in normalise(text)
    assert len(set(pinyin_tokens(text))) == len(pinyin_tokens(text))
