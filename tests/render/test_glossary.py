from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from xueku.render.markdown import Converter, Job

MEANINGS = {"主题党日": "每月一次的集体活动", "党日": "短的词", "三会一课": "四种会议"}
_converter = Converter(MEANINGS)


def _marked(markdown: str) -> list[str]:
    html = _converter.convert(Job(markdown)).html
    return [node.text() for node in LexborHTMLParser(html).css("abbr")]


def test_the_first_occurrence_in_each_section_is_marked() -> None:
    assert _marked("主题党日，主题党日。\n\n## 会前\n\n主题党日和三会一课。\n\n### 三日\n\n主题党日。") == [
        "主题党日",
        "主题党日",
        "三会一课",
    ]


def test_the_longest_word_wins() -> None:
    assert _marked("主题党日和党日") == ["主题党日", "党日"]


def test_words_in_links_code_and_headings_are_left_alone() -> None:
    assert _marked("## 三会一课\n\n[三会一课](xk:a)、`三会一课`\n\n```\n三会一课\n```") == []


def test_words_in_bold_tables_lists_and_after_a_link_are_marked() -> None:
    assert _marked("**三会一课**") == ["三会一课"]
    assert _marked("- [甲](xk:a)三会一课") == ["三会一课"]
    assert _marked("| 三会一课 |\n| --- |\n| 党日 |") == ["三会一课", "党日"]


@given(
    st.lists(
        st.sampled_from(
            [
                "主题党日",
                "三会一课",
                "党日",
                "主题",
                "，",
                "**",
                "[甲](xk:a)",
                "`乙`",
                "\n\n",
                "## 丙\n\n",
                "> ",
            ]
        ),
        max_size=20,
    )
)
def test_marks_change_no_word_of_the_text(pieces: list[str]) -> None:
    job = Job("".join(pieces))
    plain, marked = Converter({}).convert(job), _converter.convert(job)
    assert marked.text == plain.text
    assert LexborHTMLParser(f"<p>{marked.html}").text() == LexborHTMLParser(f"<p>{plain.html}").text()
