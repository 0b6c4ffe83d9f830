"""A table of questions, as Excel, WPS or a text editor saves it: its columns, the empty table, and its rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from xueku.model.diagnostic import XuekuError, shown
from xueku.model.quiz import TYPE_LABELS

OPTIONS = tuple(f"选项{letter}" for letter in "ABCDEFGHIJ")
COLUMNS = ("题型", "题干", *OPTIONS, "答案", "解析", "出处", "条款", "主题")
_NEEDED = ("题型", "题干")
_MOST_ROWS = 2000
_LAST_ROW = 20_000
"""Rows below it are not looked at: a sheet may claim a million empty ones."""
_MOST_BYTES = 50_000_000

EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "题型": "单选",
        "题干": "议题应当提前几日公布？",
        "选项A": "三日",
        "选项B": "七日",
        "答案": "A",
        "解析": "大家来得及读材料。",
    },
    {
        "题型": "多选",
        "题干": "清单上要写明哪几样？",
        "选项A": "所缺材料",
        "选项B": "补交方式",
        "选项C": "家庭情况",
        "答案": "AB",
    },
    {"题型": "判断", "题干": "承诺登记以后要排出名次。", "答案": "错"},
    {"题型": "填空", "题干": "会后____日内形成记录，发言不超过____。", "答案": "七；三分之一｜1/3"},
    {
        "题型": "连线",
        "题干": "每件事在什么时候做？",
        "选项A": "公布议题＝会前三日",
        "选项B": "形成记录＝会后七日",
    },
    {
        "题型": "排序",
        "题干": "把这几步按先后排好。",
        "选项A": "公布议题",
        "选项B": "开会",
        "选项C": "形成记录",
    },
    {"题型": "简答", "题干": "写出一处停顿和一条改法。", "答案": "写明地点；写明谁来改"},
)
"""What the empty table shows for each kind of question."""


@dataclass(frozen=True)
class TableProblem:
    """What is wrong in a table: the row, counted from 1 with the head, the column's name or "", what it is, and how it is mended."""

    row: int
    column: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行" + (f"“{self.column}”一列" if self.column else "")
        return f"{place}：{self.message}\n    改法：{self.remedy}"


@dataclass(frozen=True)
class TableRow:
    """One row with something in it: its number, counted from 1 with the head, and its cells by column, empty ones left out."""

    number: int
    cells: Mapping[str, str]


def template(as_workbook: bool) -> bytes:
    """The table with an example of each kind of question: XLSX, or CSV in UTF-8 with the mark by which Excel knows it."""
    rows = [COLUMNS, *([example.get(column, "") for column in COLUMNS] for example in EXAMPLES)]
    if not as_workbook:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        return text.getvalue().encode("utf-8-sig")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "题目"
    for row in rows:
        sheet.append(list(row))
    for number, column in enumerate(COLUMNS, 1):
        width = {"题干": 40, "解析": 30}.get(column, 14)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_table(name: str, content: bytes) -> tuple[list[TableRow], list[TableProblem]]:
    """The rows of a table, and what is wrong with its head. Raises XuekuError if this is no table that can be read."""
    lines = (
        _of_workbook(name, content) if name.lower().endswith((".xlsx", ".xlsm")) else _of_csv(name, content)
    )
    numbered = [(number, [cell.strip() for cell in line]) for number, line in enumerate(lines, 1)]
    filled = [(number, line) for number, line in numbered if any(line)]
    if not filled:
        raise XuekuError(name, "表里是空的", "先用 xueku quiz table 得到一张样表")
    if len(filled) > _MOST_ROWS:
        raise XuekuError(name, f"有 {len(filled)} 行，太长了（上限 {_MOST_ROWS} 行）", "分成几张表")
    (head_row, head), *others = filled
    problems = list(_head_problems(head_row, head))
    rows = [
        TableRow(number, {column: cell for column, cell in zip(head, line, strict=False) if column and cell})
        for number, line in others
    ]
    return [row for row in rows if row.cells], problems


def _of_workbook(name: str, content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size <= _MOST_BYTES:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            rows = islice(book.worksheets[0].iter_rows(values_only=True), _LAST_ROW)
            return [[_cell(value) for value in row] for row in rows]
    # A damaged file fails in as many ways as there are places in it.
    except Exception:
        raise XuekuError(name, "这不是 xlsx 表格，或者文件坏了", "在表格软件里另存为 xlsx") from None
    raise XuekuError(name, f"解开有 {size // 1_000_000} MB，太大了", "题目表用不着图片和宏，只留题目再另存")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "对" if value else "错"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _of_csv(name: str, content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise XuekuError(name, "读不出里面的字", "在表格软件里另存为 xlsx，或 UTF-8 的 csv")
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise XuekuError(name, "这不是 csv 表格", "在表格软件里另存为 xlsx") from None


def _head_problems(row: int, head: Sequence[str]) -> Iterable[TableProblem]:
    for column in _NEEDED:
        if column not in head:
            yield TableProblem(row, "", f"表头里没有“{column}”", f"第一行写列名：{'、'.join(COLUMNS)}")
    for column in head:
        if column and column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, 1, 0.4)
            remedy = f"改成“{near[0]}”，或删掉这一列" if near else "删掉这一列"
            yield TableProblem(row, column, f"没有{shown(column)}这一列", remedy)
    for column in {column for column in head if column and list(head).count(column) > 1}:
        yield TableProblem(row, column, "这一列写了两次", "删掉一列")


TYPES = {label: name for name, label in TYPE_LABELS.items()}
"""For each Chinese name of a type its own."""
