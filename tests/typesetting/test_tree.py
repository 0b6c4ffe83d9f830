"""A Document as data: levels without gaps, links that lead somewhere, footnotes once each."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xueku.model.document import (
    Block,
    Document,
    Figure,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Table,
)
from xueku.render.document import document
from xueku.render.markdown import Converter, Job
from xueku.typesetting.tree import tree


def _tree(*blocks: Block, notes: tuple[tuple[Block, ...], ...] = ()) -> list[dict[str, Any]]:
    return tree(Document(blocks, notes), lambda file: file if file.endswith(".png") else None)


def _words(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_headings_start_at_the_first_level_skip_none_and_keep_their_order(levels: list[int]) -> None:
    found = [block["level"] for block in _tree(*(Heading(level, (Run("题"),)) for level in levels))]
    assert found[0] == 1
    for (before, level), (was, now) in zip(pairwise(found), pairwise(levels), strict=True):
        assert level <= before + 1
        assert level > before if now > was else level <= before


def test_a_link_leads_to_an_anchor_of_its_text_or_is_words() -> None:
    found = _tree(
        Heading(1, (Run("甲"),), "jia"),
        Heading(1, (Run("又一个甲"),), "jia"),
        Paragraph((Run("见甲", link="#jia"), Run("见乙", link="#yi"), Run("外面", link="https://a.example"))),
    )
    label = found[0]["label"]
    assert label
    assert found[1]["label"] == ""
    assert found[2]["line"] == [
        {"is": "run", "text": "见甲", "label": label},
        {"is": "run", "text": "见乙"},
        {"is": "run", "text": "外面", "link": "https://a.example"},
    ]


def test_a_footnote_stands_at_its_first_mark_and_one_without_a_mark_comes_last() -> None:
    found = _tree(
        Paragraph((Run("甲"), Mark(2), Mark(2))),
        notes=((_words("没有人提"),), (Paragraph((Run("注"), Mark(2))),)),
    )
    first, again = found[0]["line"][1:]
    assert first["is"] == "mark"
    assert first["blocks"][0]["line"] == [
        {"is": "run", "text": "注"},
        {"is": "again", "label": first["label"]},
    ]
    assert again == {"is": "again", "label": first["label"]}
    assert found[1]["is"] == "note"
    assert found[1]["number"] == 1


def test_a_heading_in_a_footnote_is_no_heading_of_the_document() -> None:
    note = (Heading(4, (Run("注的题"),)), _words("注"))
    found = _tree(Heading(1, (Run("题"), Mark(1))), Heading(2, (Run("次"),)), notes=(note,))
    assert [block["level"] for block in found] == [1, 2]
    assert [block["is"] for block in found[0]["line"][1]["blocks"]] == ["paragraph", "paragraph"]


def test_a_picture_that_cannot_be_printed_leaves_its_words() -> None:
    line = (Run("看"), Picture("a.bmp", "会场"))
    found = _tree(Paragraph(line), Figure(Picture("a.png", "会场", "图题")), Figure(Picture("b.mp4", "会场")))
    assert found[0]["line"][1] == {"is": "run", "text": "会场"}
    assert found[1]["file"] == "a.png"
    assert found[2]["is"] == "lost"


def test_the_source_of_a_quotation_stands_apart() -> None:
    quotation, plain = _tree(
        Quotation((_words("引文。"), _words("——《规则》"))), Quotation((_words("引文。"), _words("又一段。")))
    )
    assert (len(quotation["blocks"]), len(quotation["source"])) == (1, 1)
    assert (len(plain["blocks"]), len(plain["source"])) == (2, 0)


def test_a_short_table_stays_whole_and_a_long_one_may_go_on_overleaf() -> None:
    row = ((Run("甲" * 20),), ())
    short, long = _tree(Table(row, (row,) * 3, ("", "")), Table(row, (row,) * 30, ("", "")))
    assert short["whole"]
    assert not long["whole"]


def test_every_kind_of_block_has_its_name() -> None:
    markdown = (
        "# 题\n\n段\n\n- 一\n\n段\n\n1. 一\n\n甲\n:   乙\n\n| 甲 |\n| --- |\n| 乙 |\n\n> 引\n\n!!! note\n    说\n\n"
        "```\n码\n```\n\n***\n\n![图](a.png)\n"
    )
    found = tree(document(Converter({}).convert(Job(markdown)), lambda slot: "a.png"), lambda file: file)
    assert [block["is"] for block in found] == [
        *(
            "heading",
            "paragraph",
            "bullets",
            "paragraph",
            "numbers",
            "definitions",
            "table",
            "quotation",
            "box",
            "code",
        ),
        *("rule", "figure"),
    ]


def test_a_task_keeps_its_tick() -> None:
    found = _tree(Listing((Item((_words("一"),), True), Item((_words("二"),), None))))
    assert [item["done"] for item in found[0]["items"]] == [True, None]


def test_a_column_that_is_to_be_filled_in_is_as_wide_as_any() -> None:
    head, row = ((Run("讲述人"),), (Run("我记住的一句话"),)), ((Run("第一位"),), ())
    (table,) = _tree(Table(head, (row,), ("", "")))
    assert table["weights"] == [3, 24]
