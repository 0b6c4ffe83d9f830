"""Texts in Word files, read back with the library that reads what people send."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from PIL import Image

from xueku.archive import unzipped
from xueku.model.document import (
    Blank,
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
from xueku.word.paper import BODY, BOX, CODE, SMALL, bytes_of, new_paper
from xueku.word.text import TextWriter, words

DAY = date(2026, 6, 5)


def _said(text: str) -> Paragraph:
    return Paragraph(words(text))


EVERYTHING = Document(
    (
        Heading(2, words("会前怎样准备")),
        Paragraph((Run("先把"), Run("日子", strong=True), Run("排好"), Mark(1), Break(), Run("再发通知"))),
        Listing((Item((_said("摆好桌椅"), Listing((Item((_said("分好组"),)),), is_numbered=True))),)),
        Listing((Item((_said("收齐承诺卡"),), is_done=True), Item((_said("归档"),), is_done=False))),
        Table((words("谁"), words("做什么")), ((words("书记"), words("约讲述人")),), ("", "center")),
        Quotation((_said("提前三日公布议题"), _said("——《规则》"))),
        Box("note", words("请讲述人时"), (_said("只讲一个画面"),)),
        Code("xueku check"),
        Definitions((Definition((words("三会一课"),), ((_said("四种会议"),),)),)),
        Paragraph((Run("姓名"), Blank(8))),
        Rule(),
    ),
    ((_said("见第十二条"),),),
)


def _written(document: Document, root: Path = Path()) -> WordFile:
    paper = new_paper("教案", DAY)
    TextWriter(paper, root).write(document)
    return docx.Document(BytesIO(bytes_of(paper)))


def _all_words(paper: WordFile) -> str:
    return "".join(text.text or "" for text in paper.element.body.iter(qn("w:t")))


def test_no_word_of_a_text_is_lost() -> None:
    found = _all_words(_written(EVERYTHING))
    wanted = Counter(EVERYTHING.text.replace("\n", "").replace("_", ""))
    assert not wanted - Counter(found)


def test_a_round_trip_keeps_the_styles() -> None:
    paper = _written(EVERYTHING)
    styles = {line.text: line.style.name for line in paper.paragraphs if line.style and line.text}
    assert styles["会前怎样准备"] == "Heading 2"
    assert styles["摆好桌椅"] == "List Bullet"
    assert styles["分好组"] == "List Number 2"
    assert styles["提前三日公布议题"] == styles["只讲一个画面"] == BOX
    assert styles["xueku check"] == CODE
    assert styles["〔1〕见第十二条"] == SMALL
    again = BytesIO()
    paper.save(again)
    assert [line.style.name for line in docx.Document(again).paragraphs if line.style] == [
        line.style.name for line in paper.paragraphs if line.style
    ]


def test_each_numbered_list_begins_with_1() -> None:
    lists = Document(tuple(Listing((Item((_said(text),)),), is_numbered=True) for text in ("甲", "乙")))
    numbers = [found.get(qn("w:val")) for found in _written(lists).element.body.iter(qn("w:numId"))]
    assert len(numbers) == len(set(numbers)) == 2


def test_a_picture_is_shown_with_its_words_and_no_wider_than_the_line(tmp_path: Path) -> None:
    Image.new("RGB", (3000, 400), "red").save(tmp_path / "座位.png")
    paper = _written(Document((Figure(Picture("座位.png", "五组座位围成一圈", "座位图")),)), tmp_path)
    shape = paper.inline_shapes[0]
    assert shape.width.mm == pytest.approx(156, abs=0.1)
    assert shape._inline.docPr.get("descr") == "五组座位围成一圈"
    assert "座位图" in _all_words(paper)


@pytest.mark.parametrize("file", ["座位.svg", "没有.png", "坏了.png", "半张.png"])
def test_a_picture_that_word_cannot_show_is_told_in_words(tmp_path: Path, file: str) -> None:
    (tmp_path / "座位.svg").write_text("<svg/>", "utf-8")
    (tmp_path / "坏了.png").write_text("不是图片", "utf-8")
    (tmp_path / "半张.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "（图：五组座位）" in _all_words(
        _written(Document((Figure(Picture(file, "五组座位")),)), tmp_path)
    )


def test_the_page_is_that_of_an_official_paper() -> None:
    section = _written(EVERYTHING).sections[0]
    assert section.top_margin
    assert [round(value.mm) for value in (section.top_margin, section.left_margin) if value] == [37, 28]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert grid.get(qn("w:linePitch")) == "579"
    body = _written(EVERYTHING).styles[BODY]
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_the_file_names_no_person_and_no_moment_of_its_making() -> None:
    paper = new_paper("教案", DAY)
    files = unzipped(bytes_of(paper))
    facts = files["docProps/core.xml"].decode()
    assert "python-docx" not in facts
    assert "2026-06-05T00:00:00Z" in facts
    assert bytes_of(new_paper("教案", DAY)) == bytes_of(paper)
