"""A table of questions, as Excel, WPS or a text editor saves it: its columns, the empty table, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from xueku.importers.sheet import TableProblem, TableRow, lines_of, written_table
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.quiz import TYPE_LABELS

OPTIONS = tuple(f"选项{letter}" for letter in "ABCDEFGHIJ")
COLUMNS = ("题型", "题干", *OPTIONS, "答案", "解析", "出处", "条款", "主题")
_NEEDED = ("题型", "题干")
_MOST_ROWS = 2000

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


def template(as_workbook: bool) -> bytes:
    """The table with an example of each kind of question: XLSX, or CSV in UTF-8 with the mark by which Excel knows it."""
    rows = [COLUMNS, *([example.get(column, "") for column in COLUMNS] for example in EXAMPLES)]
    return written_table(rows, "题目", {"题干": 40, "解析": 30}, as_workbook=as_workbook)


def read_table(name: str, content: bytes) -> tuple[list[TableRow], list[TableProblem]]:
    """The rows of a table, and what is wrong with its head. Raises XuekuError if this is no table that can be read."""
    lines = lines_of(name, content)
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
