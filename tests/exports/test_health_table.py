from __future__ import annotations

import csv
import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.health.holdings import looked_over
from tests.samples import LIBRARY, article
from xueku.exports.health_table import HEAD, as_csv, as_json, as_xlsx
from xueku.health.checks import Health
from xueku.health.coverage import Coverage
from xueku.health.line import Concern, Line, Urgency
from xueku.model.diagnostic import Span

ACTIVE = ["=1+1", "+86 01", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.com","点这里")']


@pytest.fixture
def found(tmp_path: Path) -> Health:
    text = article(
        "dushu-san-bian", "一本书，读“三遍”", "接着看[课程包](xk:mei-you)。", "review_by: 2026-01-31"
    )
    return looked_over(tmp_path, {**LIBRARY, "articles/三遍.md": text})


def _of_titles(titles: list[str]) -> Health:
    concern = Concern("thin", "内容太少", Urgency.LATER, "补写")
    lines = [
        Line(concern, "dushu", title, Span("content/articles/读书.md", 3, 1), title, title)
        for title in titles
    ]
    return Health(lines, Coverage(()), len(titles), date(2026, 11, 24), "指定的一天")


def test_csv_opens_in_excel_and_holds_every_line(found: Health) -> None:
    content = as_csv(found)
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert tuple(head) == HEAD
    assert len(rows) == len(found.lines)
    assert rows[0] == [
        "现在就做",
        "链接断了",
        "dushu-san-bian",
        "一本书，读“三遍”",
        "content/articles/三遍.md",
        "12",
        "链接“xk:mei-you”指向的材料不存在",
        found.lines[0].remedy,
    ]


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    rows = [*csv.reader(io.StringIO(as_csv(_of_titles(ACTIVE)).decode("utf-8-sig"), newline=""))][1:]
    assert [row[3] for row in rows] == [f"'{title}" for title in ACTIVE]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


def test_a_workbook_holds_lines_and_coverage_as_texts_and_numbers(found: Health) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(found)))
    assert book.sheetnames == ["要做的事", "主题和对象", "主题和时节", "时节和对象"]
    first, *rest = book["要做的事"].iter_rows(values_only=True)
    assert first == HEAD
    assert len(rest) == len(found.lines)
    assert rest[0][5] == 12
    assert book["主题和对象"]["A2"].value == "党性教育"
    assert book["主题和对象"]["B2"].value == 1


def test_no_cell_of_a_workbook_is_a_formula_and_no_control_character_breaks_it() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(_of_titles([*ACTIVE, "坏\x00字\x1b符"]))))
    cells = [row[3] for row in book["要做的事"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [*ACTIVE, "坏字符"]
    assert cells[0].quotePrefix


def test_the_same_content_gives_the_same_bytes_a_second_later(found: Health) -> None:
    first, made = as_xlsx(found), time.time()
    while int(time.time()) == int(made):
        time.sleep(0.05)
    assert as_xlsx(found) == first


def test_json_has_lines_and_coverage(found: Health) -> None:
    read = json.loads(as_json(found))
    assert (read["today"], read["records"]) == ("2026-11-24", 6)
    assert read["lines"][0] == {
        "urgency": "now",
        "concern": "broken-link",
        "record": "dushu-san-bian",
        "title": "一本书，读“三遍”",
        "path": "content/articles/三遍.md",
        "line": 12,
        "column": 10,
        "what": "链接“xk:mei-you”指向的材料不存在",
        "remedy": found.lines[0].remedy,
    }
    assert read["coverage"][0]["rows"][0] == "党性教育"
