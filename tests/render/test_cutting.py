"""Cards to cut out are told by the word in their heading."""

from __future__ import annotations

import re

import pytest

from xueku.render.markdown import Converter, Job


def _shape(markdown: str) -> str:
    """The text with 〔 〕 around each card, one blank between blocks."""
    html = Converter({}).convert(Job(markdown)).html
    html = html.replace('<div class="xk-cut">', "〔").replace("</div>", "〕")
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html)).strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "## 情景卡（裁开使用）\n\n### 卡一\n\n事。\n\n### 卡二\n\n事。\n\n## 记录\n\n空。",
            "情景卡（裁开使用） 〔卡一 事。 〕〔卡二 事。 〕记录 空。",
        ),
        ("## 卡（裁开）\n\n先看。\n\n### 卡一\n\n#### 小题\n\n事。", "卡（裁开） 先看。 〔卡一 小题 事。 〕"),
        ("## 承诺卡（裁开使用）\n\n我承诺：\n\n- 一件事", "承诺卡（裁开使用） 〔我承诺： 一件事 〕"),
        ("## 空的裁开\n\n## 完", "空的裁开 完"),
        ("裁开的只是一句话。\n\n## 别的\n\n文。", "裁开的只是一句话。 别的 文。"),
    ],
)
def test_each_lower_heading_begins_a_card_and_without_one_all_is_a_card(markdown: str, expected: str) -> None:
    assert _shape(markdown) == expected


def test_sections_anchors_and_footnotes_are_as_without_cards() -> None:
    found = Converter({}).convert(Job("## 卡（裁开）\n\n### 卡一\n\n事[^1]。\n\n[^1]: 注。"))
    assert [section.title for section in found.sections] == ["卡（裁开）", "卡一"]
    assert found.html.index('class="footnote"') > found.html.index("</div>")


def test_a_text_cannot_give_itself_the_look_of_a_card() -> None:
    assert "xk-cut" not in Converter({}).convert(Job("一段话。\n{ .xk-cut }")).html
