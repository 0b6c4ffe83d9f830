from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.model.prose import Prose
from xueku.source.prose import read_prose

PIECES = st.sampled_from(
    [
        "重温入党誓词", "第十二条", "[规则](xk:guize#3)", "![会场](<media/会场 一.jpg>)", "<b>", "</b>", "`行内`", "``",
        "```", "~~~", "````", "<!--", "-->", "<!-- xk-ok XK205 原文如此 -->", "\n", "\n\n", "    ", "# ", "## ", "> ", "- [ ] ",
        "**", "*", "_", "{ #id .类 }", "{ onclick=1 }", "|", "---", "===", "[^1]", "[^1]: ", "[a]: b", "[", "](", ")", "(", "\"",
        "!!! note \"提示\"", "<https://example.com/>", "：", "。", "😀", "　", "\\", "&#58;",
    ]
)  # fmt: skip
MARKDOWN = st.lists(PIECES, max_size=25).map("".join)


def _read(markdown: str) -> Prose:
    origins = tuple(("三遍.md", number) for number in range(11, 12 + markdown.count("\n")))
    return read_prose(markdown, "三遍.md", origins)[0]


@given(MARKDOWN)
def test_words_and_markdown_have_the_same_places(markdown: str) -> None:
    prose = _read(markdown)
    for text in (prose.markdown, prose.words):
        assert len(text) == len(markdown)
        assert [at for at, sign in enumerate(text) if sign == "\n"] == [
            at for at, sign in enumerate(markdown) if sign == "\n"
        ]
    for at, sign in enumerate(prose.words):
        assert sign in (" ", markdown[at]) or (sign == ":" and markdown.startswith("&#58;", at))


@given(MARKDOWN)
def test_every_span_of_a_link_or_tag_points_at_its_text(markdown: str) -> None:
    prose = _read(markdown)
    lines = prose.markdown.split("\n")
    for span, text in [(link.span, link.target) for link in prose.links] + [
        (one.span, one.text) for one in prose.refused
    ]:
        if span.line == span.end_line:
            assert lines[span.line - 11][span.column - 1 : span.end_column - 1] == text


@given(MARKDOWN)
def test_reading_gives_the_same_findings_each_time_and_spans_inside_the_text(markdown: str) -> None:
    origins = tuple(("三遍.md", number) for number in range(1, 2 + markdown.count("\n")))
    prose, findings = read_prose(markdown, "三遍.md", origins)
    assert read_prose(markdown, "三遍.md", origins) == (prose, findings)
    for heading in prose.headings:
        assert 1 <= heading.span.line <= len(origins)
        assert 1 <= heading.level <= 6


def test_words_keep_what_a_reader_reads_and_nothing_else() -> None:
    prose = _read(
        "## 会前**三日**\n\n见[第十二条](xk:guize#12)、`代码`和![会场](media/会场.jpg)。<!-- 批注 -->\n"
    )
    assert prose.words.split() == ["会前", "三日", "见", "第十二条", "、", "和", "会场", "。"]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("甲&nbsp;乙", "甲      乙"),
        ("甲&hellip;乙&#8220;丙", "甲…       乙“      丙"),
        ("R&D;甲", "R&D;甲"),
        ("甲&#10;乙", "甲     乙"),
        ("甲&amp;lt;乙", "甲&    lt;乙"),
        (r"\*甲\* \\", r" *甲 *  \ "[:8]),
        (r"\`甲\` `乙`", r" `甲 `    "),
        (r"\[甲\](乙)", " [甲 ](乙)"),
    ],
)
def test_words_have_the_characters_that_entities_and_escapes_stand_for(markdown: str, words: str) -> None:
    assert _read(markdown).words == words


@pytest.mark.parametrize(
    ("markdown", "target"),
    [
        ("[规则](xk:guize)", "xk:guize"),
        ("[规则]( xk:guize )", "xk:guize"),
        ('[规则](xk:guize "示例规则")', "xk:guize"),
        ("[登记表](<附件/登记表 (空白).pdf>)", "附件/登记表 (空白).pdf"),
        ("[登记表](附件/登记表 (空白).pdf)", "附件/登记表 (空白).pdf"),
        ("[规则][guize]\n\n[guize]: xk:guize", "xk:guize"),
        ("<https://example.com/>", "https://example.com/"),
        ("[一行\n两行](xk:guize)", "xk:guize"),
        ("[[示例]规则](xk:guize)", "xk:guize"),
        ("- [ ] 见[规则](xk:guize)", "xk:guize"),
    ],
)
def test_a_link_is_found_in_every_way_of_writing(markdown: str, target: str) -> None:
    assert [link.target for link in _read(markdown).links] == [target]


def test_an_image_in_a_link_is_found_with_its_own_place() -> None:
    links = _read("[![会场](小.jpg)](大.jpg)").links
    assert [(link.target, link.is_image, link.span.column) for link in links] == [
        ("小.jpg", True, 8),
        ("大.jpg", False, 16),
    ]


@pytest.mark.parametrize(
    "markdown", ["`[规则](xk:guize)`", "```\n[规则](xk:guize)\n```", "<!-- [规则](xk:guize) -->", "[^1]: 注"]
)
def test_what_is_no_link_is_not_found(markdown: str) -> None:
    assert _read(markdown).links == ()


def test_an_ok_comment_silences_its_own_line_or_the_next() -> None:
    prose = _read("甲 <!-- xk-ok XK205 原文如此 -->\n<!-- xk-ok XK203 原文如此 -->\n丙\n")
    assert prose.silenced == {"XK205": {("三遍.md", 11)}, "XK203": {("三遍.md", 12), ("三遍.md", 13)}}
