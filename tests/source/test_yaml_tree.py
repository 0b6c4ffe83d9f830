from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from xueku.source.characters import REFUSED, cleaned
from xueku.source.yaml_tree import MAX_DEPTH, Mapping, Scalar, places, plain, read_tree

# Printable text of all scripts, with what YAML might mistake for something else.
WORDS = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u2028\u2029\ufeff"),
        max_size=12,
    )
    .filter(lambda text: not REFUSED.search(text))
    .map(cleaned),
    st.sampled_from(
        [
            "no",
            "是",
            "2026-07-01",
            "14:30",
            "0x10",
            "1e3",
            "~",
            "null",
            "",
            "- 一项",
            "a: b",
            "# 注",
            "*",
            "&",
            "“引”",
        ]
    ),
)
TREES: st.SearchStrategy[Any] = st.dictionaries(
    WORDS,
    st.recursive(
        WORDS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=5,
)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0) if isinstance(value, dict | list) else 1


@given(TREES, st.booleans())
def test_a_tree_holds_the_texts_that_were_written(value: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    node, findings = read_tree(text, "quiz.yml")
    if _depth(value) > MAX_DEPTH:
        assert findings
        return
    assert findings == []
    assert node is not None
    assert _without_empty(plain(node)) == _cleaned(_without_empty(yaml.load(text, yaml.BaseLoader)))


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {cleaned(key): _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else cleaned(value)


def _without_empty(value: Any) -> Any:
    """None, `null` and `~` as the empty text: BaseLoader does not tell them from texts."""
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return "" if value in (None, "null", "~") else value


@example("\r读")
@example("\x85读")
@example("读\u2028: 书 # 注\u2029")
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    node, findings = read_tree(text, "quiz.yml")
    assert node is not None or findings


@given(st.text("abc:-[]{}&*!|>'\"#%@` \n？，：", max_size=60))
def test_no_mixture_of_signs_makes_the_reader_raise(text: str) -> None:
    node, findings = read_tree(text, "quiz.yml", 2)
    assert node is not None or findings
    for finding in findings:
        assert 2 <= finding.span.line <= 2 + text.count("\n") + 1
        assert finding.remedy


@given(TREES)
def test_every_place_points_at_the_text_of_its_value(value: dict[str, Any]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
    node, findings = read_tree(text, "quiz.yml")
    lines = text.split("\n")
    for scalar in _scalars(node) if not findings else ():
        line = lines[scalar.span.line - 1]
        if scalar.is_plain and scalar.text and scalar.span.line == scalar.span.end_line:
            assert cleaned(line[scalar.span.column - 1 : scalar.span.end_column - 1]) == scalar.text


def _scalars(node: Any) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    pairs = (
        [part for pair in node.items for part in pair]
        if isinstance(node, Mapping)
        else getattr(node, "items", ())
    )
    return [scalar for part in pairs for scalar in _scalars(part)]


def test_an_empty_text_is_an_empty_mapping() -> None:
    for text in ("", "\n\n", "# 只有批注\n"):
        node, findings = read_tree(text, "quiz.yml")
        assert isinstance(node, Mapping)
        assert (node.items, findings) == ((), [])


def test_a_quoted_null_is_a_text_and_a_plain_one_is_nothing() -> None:
    node, _ = read_tree('甲: null\n乙: "null"\n丙: ~\n丁:\n戊: ""\n', "quiz.yml")
    assert node is not None
    assert plain(node) == {"甲": None, "乙": "null", "丙": None, "丁": None, "戊": ""}


def test_places_name_keys_values_and_list_items() -> None:
    node, _ = read_tree("title: 誓词\nagenda:\n  - minutes: 20\n", "index.md", 2)
    assert node is not None
    found = places(node, node.span)
    assert str(found.value(("title",))) == "index.md:2:8"
    assert str(found.keys[("agenda",)]) == "index.md:3:1"
    assert str(found.value(("agenda", 0, "minutes"))) == "index.md:4:14"
    assert str(found.value(("agenda", 0, "没有写"))) == "index.md:4:5"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("&a 甲: *a\n", "XK011"),
        ("甲: !!python/name:os.system ''\n", "XK011"),
        ("甲: 1\n---\n乙: 2\n", "XK002"),
        ("甲: 1\n甲: 2\n", "XK010"),
        ("[甲]: 1\n", "XK002"),
        ("\t甲: 1\n", "XK008"),
        ("title：甲\n", "XK009"),
        ("甲: " + "[" * 20 + "]" * 20 + "\n", "XK007"),
    ],
)
def test_what_is_refused_has_its_code(text: str, code: str) -> None:
    assert [finding.code for finding in read_tree(text, "quiz.yml")[1]] == [code]


def test_a_line_is_what_an_editor_calls_a_line() -> None:
    node, _ = read_tree("title: 读\u2028书\u2029三\x85遍\ndate: 明天\n", "index.md", 2)
    assert node is not None
    assert str(places(node, node.span).value(("date",))) == "index.md:3:7"


def test_words_that_yaml_would_drop_are_told() -> None:
    _, findings = read_tree('title: 读 # 书\n# 批注\nsummary: 读#书\nnote: "读 # 书" # 批注\n', "index.md", 2)
    assert [str(finding.span) for finding in findings] == ["index.md:2:10"]
