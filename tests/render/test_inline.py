"""A text without any character of markup is not looked through, and converted as Python-Markdown converts it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from xueku.render.markdown import Converter, Job

_TABLE = "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |"
_WORDS = "支部 每月 * ** _ ` \\ \\* [ ] [重温](a.md) ![ (a) < > & &amp; &#21644; ! https://a.example/ <https://a.example/> [^1] {#甲} {.乙} a_b_c —— ： ~ ^ == ::"
_PIECES = st.sampled_from([*_WORDS.split(), "  \n", "\n", "\n\n", "# ", "- ", _TABLE])


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_leaving_out_texts_without_markup_changes_no_page(text: str) -> None:
    plain, quick = Converter({"支部": "组织"}), Converter({"支部": "组织"})
    converter, _ = plain._instance(False)
    converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)
    assert quick.convert(Job(text)) == plain.convert(Job(text))


def test_most_sentences_are_left_out() -> None:
    converter = Converter({})
    markdown, _ = converter._instance(False)
    looked_at: list[str] = []
    first = markdown.inlinePatterns[0]
    search = first.getCompiledRegExp

    def counted() -> re.Pattern[str]:
        looked_at.append(".")
        return search()

    first.getCompiledRegExp = counted  # type: ignore[method-assign]
    converter.convert(Job("支部每月安排一次主题党日。\n\n提前公布议题。\n\n会后**形成**记录。\n"))
    # The sentence with markup, and what stands in and behind it.
    assert 0 < len(looked_at) <= 3
