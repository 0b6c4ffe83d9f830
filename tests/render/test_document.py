"""Every construct of the dialect becomes a block or an inline piece, and no visible word is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import examined, record
from xueku.model.document import (
    Blank,
    Block,
    Box,
    Break,
    Code,
    Definition,
    Definitions,
    Document,
    Figure,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Run,
    Table,
)
from xueku.model.rendered import Rendered
from xueku.render.document import document, part_document
from xueku.render.markdown import Converter, Job

CONVERTER = Converter({"三会一课": "四种会议"})


def _rendered(markdown: str) -> Rendered:
    return CONVERTER.convert(Job(markdown, has_articles=True))


def _read(markdown: str) -> Document:
    return document(_rendered(markdown), lambda slot: f"slot-{slot}")


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item((_paragraph(text),)) for text in texts)


LINES = [
    ("先**重点**再*强调*", (Run("先"), Run("重点", strong=True), Run("再"), Run("强调", emphasis=True))),
    ("***都有***", (Run("都有", strong=True, emphasis=True),)),
    ("写作`a  ____b`", (Run("写作"), Run("a ____b", code=True))),
    ("见[规则](xk:guize#12)。", (Run("见"), Run("规则", link="slot-0"), Run("。"))),
    ("[**上文**](#1)", (Run("上文", strong=True, link="#1"),)),
    ("<https://a.example>", (Run("https://a.example", link="https://a.example"),)),
    ("上行  \n下行", (Run("上行"), Break(), Run("下行"))),
    ("一行\n接着", (Run("一行接着"),)),
    ("姓名：________。", (Run("姓名："), Blank(8), Run("。"))),
    ("开三会一课。", (Run("开"), Run("三会一课", meaning="四种会议"), Run("。"))),
    ("图![会场](a.png){ width=300 }在中", (Run("图"), Picture("slot-0", "会场", width="300"), Run("在中"))),
    ("![门口](https://a.example/b.png)", (Run("门口"),)),
    ("甲<b>乙</b> &amp; &lt;丙", (Run("甲<b>乙</b> & <丙"),)),
]


@pytest.mark.parametrize(("markdown", "line"), LINES, ids=[markdown for markdown, _ in LINES])
def test_a_line_keeps_its_words_and_their_looks(markdown: str, line: object) -> None:
    assert _read(markdown).blocks == (Paragraph(line),)  # type: ignore[arg-type]


BLOCKS: list[tuple[str, tuple[Block, ...]]] = [
    ("## 会前 {#qian}", (Heading(2, (Run("会前"),), "qian"),)),
    ("第十二条　会后七日。", (Paragraph((Run("第十二条　会后七日。"),), "12"),)),
    ("- 一\n- 二", (Listing(_items("一", "二")),)),
    ("1. 一\n2. 二", (Listing(_items("一", "二"), is_numbered=True),)),
    (
        "- [ ] 当日\n- [x] 次日",
        (Listing((Item((_paragraph("当日"),), False), Item((_paragraph("次日"),), True))),),
    ),
    ("- 一\n    1. 甲", (Listing((Item((_paragraph("一"), Listing(_items("甲"), is_numbered=True))),)),)),
    (
        "- [x] 一\n\n    段\n\n- [ ] 二",
        (
            Listing(
                (Item((_paragraph("一"), _paragraph("段")), True), Item((_paragraph("二"),), False)),
            ),
        ),
    ),
    (
        "甲\n乙\n:   解一\n:   解二\n\n丙\n:   解三",
        (
            Definitions(
                (
                    Definition(((Run("甲"),), (Run("乙"),)), ((_paragraph("解一"),), (_paragraph("解二"),))),
                    Definition(((Run("丙"),),), ((_paragraph("解三"),),)),
                )
            ),
        ),
    ),
    (
        "| 甲 | 乙 |\n| :-: | --- |\n| **一** |  |",
        (Table(((Run("甲"),), (Run("乙"),)), (((Run("一", strong=True),), ()),), ("center", "")),),
    ),
    (
        "> 引文。\n>\n> ——《规则》",
        (Quotation((_paragraph("引文。"), _paragraph("——《规则》"))),),
    ),
    ("!!! note\n    要点", (Box("note", (Run("说明"),), (_paragraph("要点"),)),)),
    ('!!! tip ""\n    要点', (Box("tip", (), (_paragraph("要点"),)),)),
    (
        '!!! warning "别*急*"\n    - 一',
        (Box("warning", (Run("别"), Run("急", emphasis=True)), (Listing(_items("一")),)),),
    ),
    ('??? note "可以这样说"\n    要点', (Box("note", (Run("可以这样说"),), (_paragraph("要点"),)),)),
    (
        '=== "8至15人"\n    分两组。\n\n=== "16至27人"\n    分四组。',
        (
            Box("tab", (Run("8至15人"),), (_paragraph("分两组。"),)),
            Box("tab", (Run("16至27人"),), (_paragraph("分四组。"),)),
        ),
    ),
    ("```python\nx = 1\n\n  # <b>\n```", (Code("x = 1\n\n  # <b>", "python"),)),
    ("    缩进\n      两格", (Code("缩进\n  两格"),)),
    ('![会场](a.png "图题")', (Figure(Picture("slot-0", "会场", "图题")),)),
    ("[![会场](a.png)](xk:guize)", (Figure(Picture("slot-1", "会场", link="slot-0")),)),
    (
        "[TOC]\n\n## 会前",
        (
            Listing((Item((Paragraph((Run("会前", link="#会前"),)),)),)),
            Heading(2, (Run("会前"),), "会前"),
        ),
    ),
    ("甲\n\n***\n\n乙", (_paragraph("甲"), Rule(), _paragraph("乙"))),
]


@pytest.mark.parametrize(("markdown", "blocks"), BLOCKS, ids=[markdown for markdown, _ in BLOCKS])
def test_a_construct_becomes_its_block(markdown: str, blocks: tuple[Block, ...]) -> None:
    assert _read(markdown).blocks == blocks


def test_footnotes_stand_apart_and_marks_name_them() -> None:
    found = _read("甲[^b]乙[^a]丙[^b]\n\n[^b]: 注乙\n\n    两段\n[^a]: 注甲，见[规则](xk:guize)。")
    assert [piece.number for piece in found.blocks[0].line if isinstance(piece, Mark)] == [1, 2, 1]  # type: ignore[union-attr]
    assert found.notes == (
        (_paragraph("注乙"), _paragraph("两段")),
        (Paragraph((Run("注甲，见"), Run("规则", link="slot-0"), Run("。"))),),
    )


def test_what_leads_nowhere_becomes_words() -> None:
    found = document(_rendered("[规则](xk:guize)和![会场](a.png)"))
    assert found.blocks == (_paragraph("规则和会场"),)


def test_a_part_names_pictures_by_path_and_links_as_asked(tmp_path: Path) -> None:
    checked = examined(tmp_path)
    course = record(checked, "chongwen-shici")
    plain = part_document(checked.linked, course, "body")
    assert not [line for line in _runs(plain) if line.link]
    linked = part_document(checked.linked, course, "body", lambda found: f"{found.record}#{found.anchor}")
    assert {run.link for run in _runs(linked)} == {"", "zhibu-gongzuo-guize#12"}
    assert linked.text == plain.text


def _runs(found: Document) -> list[Run]:
    lines = [block.line for block in found.blocks if isinstance(block, Paragraph | Heading)]
    return [piece for line in lines for piece in line if isinstance(piece, Run)]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


_SAMPLES = (
    [
        "会前",
        "**重点**",
        "*强调*",
        "`代码`",
        "[规则](xk:guize#1)",
        "____",
        "注[^1]",
        "三会一课",
        "[x]",
        "]",
        "|",
    ],
    ["<b>", "a & b", "行  \n尾", "第三条　议题", "#锚", "\\*", "一\n二", "&nbsp;", "![图](a.png)"],
)
_WORDS = st.sampled_from([*_SAMPLES[0], *_SAMPLES[1]])
_LINES = st.lists(_WORDS, min_size=1, max_size=4).map("".join)
_SIMPLE = st.one_of(
    _LINES,
    st.sampled_from(["# ", "## ", "###### "]).flatmap(
        lambda start: _LINES.map(lambda text: start + re.sub(r"\n|!|\[\^1\]", "", text))
    ),
    st.sampled_from(["***", "- [ ] 当日\n- [x] 次日", "术语\n:   解释", "    缩进"]),
    _LINES.map(lambda text: "```\n" + text + "\n```"),
    st.lists(_LINES, min_size=1, max_size=3).map(
        lambda cells: "| 甲 | 乙 |\n| --- | :-: |\n| " + " | ".join(c.replace("\n", "") for c in cells) + " |"
    ),
)
_BLOCKS = st.recursive(
    st.lists(_SIMPLE, min_size=1, max_size=3).map("\n\n".join),
    lambda inner: st.lists(
        st.one_of(
            inner,
            inner.map(lambda text: "- 一\n\n" + _indented(text)),
            inner.map(lambda text: "2. 二\n\n" + _indented(text)),
            inner.map(lambda text: "> " + text.replace("\n", "\n> ")),
            inner.map(lambda text: "!!! note\n" + _indented(text)),
            inner.map(lambda text: '??? tip "折"\n' + _indented(text)),
            inner.map(lambda text: '=== "页"\n' + _indented(text)),
        ),
        min_size=1,
        max_size=3,
    ).map("\n\n".join),
    max_leaves=6,
)


@given(_BLOCKS, st.booleans())
def test_no_visible_word_is_lost_or_added(markdown: str, has_addresses: bool) -> None:
    rendered = _rendered(markdown + "\n\n[^1]: 脚注的话[^1]。\n")
    found = document(rendered, lambda slot: "a" if has_addresses else None)
    assert _letters(found.text) == _letters(rendered.text)


def _letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))
