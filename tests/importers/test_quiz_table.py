"""A table of questions as people save it: UTF-8 or GBK, XLSX or CSV; what is wrong is told by row and column."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import zipfile

import pytest
from openpyxl import Workbook

from xueku.importers.quiz_table import COLUMNS, EXAMPLES, read_table, template
from xueku.model.diagnostic import XuekuError


def table(*rows: list[str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("name", ["题目.xlsx", "题目.csv"])
def test_the_empty_table_is_read_as_it_was_written(name: str) -> None:
    rows, problems = read_table(name, template(name.endswith("xlsx")))
    assert problems == []
    assert [dict(row.cells) for row in rows] == list(EXAMPLES)
    assert [row.number for row in rows] == list(range(2, 2 + len(EXAMPLES)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_what_excel_and_wps_save_is_recognised(encoding: str, delimiter: str) -> None:
    content = table(
        ["题型", "题干", "答案"], ["判断", "做摘记时照抄全文。", "错"], encoding=encoding, delimiter=delimiter
    )
    rows, problems = read_table("题目.csv", content)
    assert problems == []
    assert dict(rows[0].cells) == {"题型": "判断", "题干": "做摘记时照抄全文。", "答案": "错"}


def test_empty_rows_are_skipped_and_rows_keep_their_numbers() -> None:
    content = table(["题型", "题干"], ["", ""], ["简答", "写一处停顿。"], [" ", ""])
    assert [(row.number, row.cells["题干"]) for row in read_table("题目.csv", content)[0]] == [
        (3, "写一处停顿。")
    ]


def test_a_wrong_head_is_told_with_what_was_meant() -> None:
    _, problems = read_table("题目.csv", table(["题型栏", "题干", "选项甲", "答案", "答案"]))
    assert [str(problem) for problem in problems] == [
        f"第 1 行：表头里没有“题型”\n    改法：第一行写列名：{'、'.join(COLUMNS)}",
        "第 1 行“题型栏”一列：没有“题型栏”这一列\n    改法：改成“题型”，或删掉这一列",
        "第 1 行“选项甲”一列：没有“选项甲”这一列\n    改法：改成“选项J”，或删掉这一列",
        "第 1 行“答案”一列：这一列写了两次\n    改法：删掉一列",
    ]


def test_numbers_and_truths_of_a_workbook_are_words() -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["题型", "题干", "答案"], ["填空", "会后____日内。", 7.0], ["判断", "要记录。", True]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    rows, _ = read_table("题目.xlsx", file.getvalue())
    assert [row.cells["答案"] for row in rows] == ["7", "对"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("题目.xlsx", b"PK\x03\x04", "不是 xlsx"),
        ("题目.csv", b"\xff\xff\x81", "读不出"),
        ("题目.csv", b"", "空的"),
        ("题目.csv", table(["题型", "题干"], *([["简答", "写。"]] * 2001)), "太长"),
    ],
    ids=["坏的工作簿", "读不出的字", "空的", "太长的"],
)
def test_what_is_no_table_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(XuekuError, match=words):
        read_table(name, content)


@pytest.mark.parametrize("name", ["题目.xlsx", "题目.csv"])
@pytest.mark.parametrize("seed", range(60))
def test_a_table_damaged_anywhere_is_read_or_refused_in_words(name: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(template(name.endswith(".xlsx")))
    place = chance.randrange(len(content))
    if seed % 3 == 0:
        del content[place:]
    elif seed % 3 == 1:
        content[place : place + 8] = chance.randbytes(8)
    else:
        del content[place : place + chance.randrange(1, 200)]
    with contextlib.suppress(XuekuError):
        read_table(name, bytes(content))


def test_a_workbook_that_unpacks_to_far_more_than_it_is_is_refused_unread() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(XuekuError, match="太大"):
        read_table("题目.xlsx", file.getvalue())
