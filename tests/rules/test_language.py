"""The rules on words hold on any text: they point into it, they mend what they point at, and long lines cost little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Fix
from xueku.rules import RULES
from xueku.rules.base import TextRule
from xueku.source.prose import read_prose

WORD_RULES = [rule for rule in RULES if isinstance(rule, TextRule) and rule.code.startswith("XK8")]
PIECES = st.sampled_from(
    [
        "重温入党誓词", "顺着读", "的", "的的", "了了解", "会议", "会议会议", "三", "十三", "二零二六年", "2026年", "2月30日", "13月", "25时",
        "２０", "约", "左右", "以上", "三、四天", "3-5人", "“", "”", "‘", "’", "\"", "'", "《", "》", "〈", "〉", "（", "）", "(", ")", ",", ".",
        ":", ";", "!", "?", "，", "。", "、", "...", "……", "…", "--", "——", "—", "──", "一、", "（一）", "1.", "1、", "是", "\n", "\n\n",
        " ", "　", "**", "- ", "> ", "## ", "|", "`a,b`", "[规则](xk:guize)", "https://example.com/a,b", "it’s", "😀",
    ]
)  # fmt: skip
MARKDOWN = st.lists(PIECES, max_size=30).map("".join)


def passage(markdown: str) -> Passage:
    origins = tuple(("三遍.md", line) for line in range(1, 2 + markdown.count("\n")))
    prose, _ = read_prose(markdown, "三遍.md", origins)
    return Passage("body", prose.words, prose)


def findings(markdown: str) -> list[Diagnostic]:
    read = passage(markdown)
    return [finding for rule in WORD_RULES for finding in rule.check_text(read)]


def mended(markdown: str, fix: Fix) -> str:
    lines = markdown.split("\n")
    line = lines[fix.span.line - 1]
    lines[fix.span.line - 1] = line[: fix.span.column - 1] + fix.text + line[fix.span.end_column - 1 :]
    return "\n".join(lines)


@given(MARKDOWN)
def test_a_finding_points_into_its_line(markdown: str) -> None:
    lines = markdown.split("\n")
    for finding in findings(markdown):
        assert 1 <= finding.span.line <= finding.span.end_line <= len(lines)
        assert finding.span.column - 1 <= len(lines[finding.span.line - 1])
        assert finding.remedy


@given(MARKDOWN)
def test_mending_takes_away_the_finding(markdown: str) -> None:
    for finding in findings(markdown):
        if isinstance(finding.fix, Fix):
            after = mended(markdown, finding.fix)
            assert after != markdown
            assert finding not in findings(after)


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "，",
        "“",
        "”",
        "（",
        "）",
        "《",
        "“‘",
        "《)",
        "1",
        "1-",
        "三、",
        "约1",
        "月",
        " ",
        "—",
        ".",
        "a，",
        "*",
    ],
)
def test_a_line_of_twenty_thousand_equal_characters_is_read_to_its_end(piece: str) -> None:
    assert findings("会" + piece * (20_000 // len(piece)) + "，完了.")


def test_an_ellipsis_behind_a_numeral_is_no_mark_of_an_item() -> None:
    assert [one.code for one in findings("- 一...先讲\n- 二...后讲\n")] == ["XK807", "XK807"]
