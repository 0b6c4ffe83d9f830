"""A table as Excel, WPS or a text editor saves it: its lines of cells, and such a file written."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from xueku.model.diagnostic import XuekuError

_LAST_ROW = 20_000
"""Rows below it are not looked at: a sheet may claim a million empty ones."""
_MOST_BYTES = 50_000_000


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


def lines_of(name: str, content: bytes) -> list[list[str]]:
    """The cells of the first sheet, line by line. Raises XuekuError if this is no table that can be read."""
    is_workbook = name.lower().endswith((".xlsx", ".xlsm"))
    return _of_workbook(name, content) if is_workbook else _of_csv(name, content)


def written_table(
    rows: Sequence[Sequence[str]], title: str, widths: Mapping[str, int], *, as_workbook: bool
) -> bytes:
    """A table whose first row is its head: XLSX, or CSV in UTF-8 with the mark by which Excel knows it."""
    if not as_workbook:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        return text.getvalue().encode("utf-8-sig")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for number, column in enumerate(rows[0], 1):
        sheet.column_dimensions[get_column_letter(number)].width = widths.get(column, 14)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


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
    raise XuekuError(name, f"解开有 {size // 1_000_000} MB，太大了", "表里用不着图片和宏，只留文字再另存")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "对" if value else "错"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
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
