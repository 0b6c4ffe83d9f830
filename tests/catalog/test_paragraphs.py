"""What is one paragraph and what is one block, for every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quoting.texts import prose
from tests.samples import article, write_content
from xueku.build import examine
from xueku.catalog.paragraphs import block_at, paragraphs
from xueku.catalog.passages import Passage


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("先读。\n再写。\n\n后讲。", ["先读。\n再写。", "后讲。"]),
        ("要带：\n- 笔\n- 书", ["要带：", "笔", "书"]),
        ("> 先读。\n>\n> 再写。", ["先读。", "再写。"]),
        ("[^1]: 先读。\n[^2]: 再写。", ["先读。", "再写。"]),
        ("先读。\n## 三遍\n\n再写。", ["先读。", "三遍", "再写。"]),
    ],
)
def test_headings_items_and_notes_are_paragraphs_of_their_own(markdown: str, found: list[str]) -> None:
    read = prose(markdown)
    passage = Passage("body", read.words, read)
    assert [passage.text[start:end].strip(" \n") for start, end in paragraphs(passage)] == found


def test_a_block_is_all_between_blank_lines() -> None:
    text = "先读。\n \n- 笔\n- 书\n\n后讲。"
    assert [text[slice(*block_at(text, text.index(word)))].strip() for word in ("先", "书", "后")] == [
        "先读。",
        "- 笔\n- 书",
        "后讲。",
    ]


def _codes(root: Path, body: str) -> list[str]:
    files = {"articles/三遍.md": article("dushu-san-bian", "一本书读三遍", body)}
    return [finding.code for finding in examine(write_content(root, files)).findings]


def test_two_notes_of_a_page_each_are_no_long_paragraph(tmp_path: Path) -> None:
    note = "先读一遍，再抄一遍。" * 25
    assert _codes(tmp_path, f"见注[^1][^2]。\n\n[^1]: {note}\n[^2]: {note}\n") == []


def test_one_row_of_a_table_names_the_source_of_all_and_a_line_of_blanks_ends_it(tmp_path: Path) -> None:
    table = "| 事项 | 数 |\n| --- | --- |\n| 办件 | 增长 12% |\n| 出处 | [公报](https://example.com/) |\n"
    assert _codes(tmp_path, table) == []
    assert _codes(tmp_path, f"{table} \n\n办件增长 12%。\n") == ["XK607"]
