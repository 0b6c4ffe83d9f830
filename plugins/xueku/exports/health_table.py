"""The examination of the content as JSON, CSV and XLSX: the same bytes for the same content."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xueku.archive import unzipped, zip_of
from xueku.health.checks import Health
from xueku.health.coverage import Grid
from xueku.health.line import Line

HEAD = ("什么时候做", "什么事", "材料编号", "标题", "文件", "行", "情况", "改法")

_WIDTHS = (12, 22, 24, 30, 40, 6, 50, 50)
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula, or for the start of one."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def as_json(health: Health) -> str:
    """An object; keys: today, records, lines, coverage. A line has urgency, concern, record, title, path, line, column, what, remedy."""
    lines = [
        {
            "urgency": line.concern.urgency.name.lower(),
            "concern": line.concern.name,
            "record": line.record,
            "title": line.title,
            "path": line.span.path if line.span else "",
            "line": line.span.line if line.span else 0,
            "column": line.span.column if line.span else 0,
            "what": line.what,
            "remedy": line.remedy,
        }
        for line in health.lines
    ]
    coverage = [
        {"title": grid.title, "rows": grid.rows, "columns": grid.columns, "counts": grid.counts}
        for grid in health.coverage.grids
    ]
    found = {
        "today": health.today.isoformat(),
        "records": health.records,
        "lines": lines,
        "coverage": coverage,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_csv(health: Health) -> bytes:
    """A table with a head, in UTF-8 with the mark by which Excel knows it; no cell can start a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([_harmless(str(cell)) for cell in _row(line)] for line in health.lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(health: Health) -> bytes:
    """A workbook: the lines with a filter, and a sheet for each view of the coverage. Each cell holds a text or a number, none a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    _fill(sheet, "要做的事", [HEAD, *map(_row, health.lines)], _WIDTHS)
    sheet.auto_filter.ref = sheet.dimensions
    for grid in health.coverage.grids:
        rows = _grid_rows(grid)
        _fill(book.create_sheet(), grid.title.replace(" × ", "和"), rows, (16, *(12 for _ in grid.columns)))
    file = io.BytesIO()
    book.save(file)
    return _with_fixed_dates(file.getvalue(), datetime.combine(health.today, datetime.min.time()))


def _row(line: Line) -> Sequence[str | int]:
    span = line.span
    place: tuple[str, str | int] = (span.path, span.line) if span else ("", "")
    return (
        line.concern.urgency.label,
        line.concern.label,
        line.record,
        line.title,
        *place,
        line.what,
        line.remedy,
    )


def _grid_rows(grid: Grid) -> list[Sequence[str | int]]:
    rows: list[Sequence[str | int]] = [("", *grid.columns)]
    for row, counts in zip(grid.rows, grid.counts, strict=True):
        rows.append((row, *counts))
    return rows


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_ACTIVE) else text


def _fill(sheet: Worksheet, title: str, rows: Sequence[Sequence[str | int]], widths: Sequence[int]) -> None:
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _put(sheet, number, column, value)
    for column, width in enumerate(widths, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _put(sheet: Worksheet, row: int, column: int, value: str | int) -> None:
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    # A text that looks like a formula stays a text when someone edits the cell.
    cell.quotePrefix = value.startswith(_ACTIVE)


def _with_fixed_dates(book: bytes, day: datetime) -> bytes:
    """The same archive without the time of its making."""
    files, stamp = unzipped(book), day.strftime("%Y-%m-%dT00:00:00Z").encode()
    facts = _MODIFIED.sub(rb"\g<1>" + stamp, files["docProps/core.xml"])
    return zip_of({**files, "docProps/core.xml": facts})
