"""A table of cases (a row for each) or of readings (all rows make one guide): its columns, the empty table, and what its rows give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from xueku.importers.account import written
from xueku.importers.converted import Converted, Row
from xueku.importers.escaping import escaped, started
from xueku.importers.given import term_of
from xueku.importers.markdown.front import day_in
from xueku.importers.sheet import TableProblem, TableRow, lines_of, written_table
from xueku.importers.yaml_text import scalar
from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.resource import MOST_TITLE, LearningResource
from xueku.model.vocabulary import Vocabularies

SECTIONS = ("背景", "做法", "成效", "启示")
_FIELDS: Mapping[str, str] = {
    "单位": "unit",
    "年份": "year",
    "领域": "field",
    "正面/警示": "tone",
    "所获评价": "award",
    "主题": "topics",
    "对象": "audience",
    "关键词": "keywords",
    "编写": "authors",
    "提要": "summary",
}
_LISTS = ("topics", "audience", "keywords", "authors")
CASES = ("标题", *_FIELDS, "日期", *SECTIONS)
READINGS = ("书目", "原文编号", "章节", "必读", "分钟")
_ALSO = {
    "案例名称": "标题",
    "案例标题": "标题",
    "题目": "标题",
    "单位名称": "单位",
    "年度": "年份",
    "类型": "正面/警示",
    "摘要": "提要",
    "作者": "编写",
    "书名": "书目",
    "名称": "书目",
    "时长": "分钟",
    "编号": "原文编号",
    "是否必读": "必读",
}
_NOT_COPIED = ("序号",)
_NEEDED = {"case": "标题", "guide": "书目"}
_COLUMNS = {"case": CASES, "guide": READINGS}
_EXAMPLES = {
    "case": (
        {
            "标题": "窗口“一次办结”的三个关键动作",
            "单位": "示例单位政务大厅",
            "年份": "2026",
            "正面/警示": "正面",
            "日期": "2026-08-14",
            "提要": "把“材料不齐再跑一趟”拆开来看，只做三个动作。",
            "背景": "一个月里有11条意见，7条说的是同一件事：来一次，缺一样。",
            "做法": "清单当面勾，补件找原人，每天对十分钟。\n一格里可以分段。",
            "成效": "第二次来的人，从52人降到19人。",
            "启示": "说过了，不等于记住了。",
        },
    ),
    "guide": (
        {"书目": "《示例读本》", "章节": "第二章", "必读": "是", "分钟": "40"},
        {"书目": "《示例手册》", "必读": "否"},
    ),
}
_MOST_ROWS = 2000
_YES = {
    "是": "true",
    "必读": "true",
    "√": "true",
    "对": "true",
    "否": "false",
    "选读": "false",
    "错": "false",
    "": "",
}


@dataclass(frozen=True)
class Entry:
    """One record of a table: its row (the head's for a guide), and what it gives, or what is wrong in it."""

    row: int
    found: Converted
    problems: tuple[TableProblem, ...] = ()


@dataclass(frozen=True)
class Library:
    """What the cells are checked against: the vocabularies, and the titles of works by their id."""

    vocabularies: Vocabularies
    works: Mapping[str, str] = field(default_factory=dict)


def template(kind: str, vocabularies: Vocabularies, *, as_workbook: bool) -> bytes:
    """The table of a kind, with an example in words of this site's vocabularies. Raises XuekuError for a kind that has none."""
    columns = _columns(kind)
    terms = {"领域": vocabularies["fields"].terms[:1], "主题": vocabularies["topics"].terms[:2]}
    words = {column: "、".join(term.name for term in found) for column, found in terms.items()}
    rows = [
        columns,
        *([(words | dict(example)).get(column, "") for column in columns] for example in _EXAMPLES[kind]),
    ]
    widths = dict.fromkeys(("标题", "提要", "书目", *SECTIONS), 36)
    return written_table(rows, "案例" if kind == "case" else "书目", widths, as_workbook=as_workbook)


def entries_of(
    name: str, content: bytes, kind: type[LearningResource], library: Library, title: str
) -> list[Entry]:
    """The records of a table; `title` is that of the guide which readings make. Raises XuekuError if the table cannot be read at all."""
    columns = _columns(kind.kind.name)
    rows, problems = _rows(name, content, columns, _NEEDED[kind.kind.name])
    if problems:
        raise XuekuError(
            name,
            "；".join(f"{one.message}（{one.remedy}）" for one in problems),
            "改好表头再导入；样表用 xueku import --table 得到",
        )
    if not rows:
        raise XuekuError(name, "表头下面没有一行", "一行写一份，样表用 xueku import --table 得到")
    if kind.kind.name == "guide":
        return [_guide(rows, library, title)]
    return [_case(row, kind, library) for row in rows]


def _columns(kind: str) -> tuple[str, ...]:
    if kind not in _COLUMNS:
        raise XuekuError(
            "--kind",
            "表格只能导入成案例或学习指引的书目",
            "写 --kind case，或 --kind guide；题目用 xueku quiz import",
        )
    return _COLUMNS[kind]


def _rows(
    name: str, content: bytes, columns: Sequence[str], needed: str
) -> tuple[list[TableRow], list[TableProblem]]:
    filled = [
        (number, [cell.strip() for cell in line])
        for number, line in enumerate(lines_of(name, content), 1)
        if any(cell.strip() for cell in line)
    ]
    if not filled:
        raise XuekuError(name, "表里是空的", "样表用 xueku import --table 得到")
    if len(filled) > _MOST_ROWS:
        raise XuekuError(name, f"有 {len(filled)} 行，太长了（上限 {_MOST_ROWS} 行）", "分成几张表")
    (number, head), *others = filled
    head = [
        _ALSO.get(column, column) if column not in columns else column
        for column in (re.sub(r"\s", "", one) for one in head)
    ]
    problems = list(_on_head(number, head, columns, needed))
    used = [at for at, column in enumerate(head) if column and column not in _NOT_COPIED]
    for row, line in others:
        beyond = [cell for at, cell in enumerate(line) if cell and (at >= len(head) or not head[at])]
        if beyond:
            problems.append(
                TableProblem(
                    row, "", f"第 {row} 行有没有列名的格子：{shown(beyond[0])}", "写上列名，或者删去"
                )
            )
    rows = [
        TableRow(row, {head[at]: line[at] for at in used if at < len(line) and line[at]})
        for row, line in others
    ]
    return [row for row in rows if row.cells], problems


def _on_head(row: int, head: Sequence[str], columns: Sequence[str], needed: str) -> Iterator[TableProblem]:
    if needed not in head:
        yield TableProblem(row, "", f"表头里没有“{needed}”", f"第一行写列名：{'、'.join(columns)}")
    for column in dict.fromkeys(head):
        if column and column not in (*columns, *_NOT_COPIED):
            near = get_close_matches(column, columns, 1, 0.4)
            yield TableProblem(
                row,
                column,
                f"没有{shown(column)}这一列",
                f"改成“{near[0]}”，或删掉这一列" if near else "删掉这一列",
            )
        if column and list(head).count(column) > 1:
            yield TableProblem(row, column, f"{shown(column)}这一列写了两次", "删掉一列")


def _case(row: TableRow, kind: type[LearningResource], library: Library) -> Entry:
    cells = row.cells
    given = {
        _FIELDS[column]: _values(_FIELDS[column], cells[column]) for column in _FIELDS if column in cells
    }
    problems = tuple(_on_case(row, kind, given, library))
    rows: list[Row] = []
    for section in SECTIONS:
        if text := cells.get(section, ""):
            rows.append(Row(len(rows) + 1, section, "heading", f"## {section}"))
            for words in filter(None, map(str.strip, text.split("\n"))):
                rows.append(Row(len(rows) + 1, words, "text", started(escaped(" ".join(words.split())))))
    title = " ".join(cells.get("标题", "").split())
    characters = Counter(written("".join(one.source for one in rows)))
    return Entry(
        row.number,
        Converted(
            tuple(rows),
            (),
            {},
            (),
            dict(characters),
            title=title,
            day=day_in(cells.get("日期", "")),
            given=given,
            given_by="表格",
        ),
        problems,
    )


def _values(name: str, text: str) -> tuple[str, ...]:
    if name in _LISTS:
        return tuple(dict.fromkeys(filter(None, re.split(r"[、,，;；\n]\s*", text))))
    return (" ".join(text.split()).removesuffix("年" if name == "year" else ""),)


def _on_case(
    row: TableRow, kind: type[LearningResource], given: Mapping[str, tuple[str, ...]], library: Library
) -> Iterator[TableProblem]:
    title = row.cells.get("标题", "")
    if not title or len(" ".join(title.split())) > MOST_TITLE:
        yield TableProblem(
            row.number,
            "标题",
            f"有 {len(title)} 个字，最多 {MOST_TITLE} 个" if title else "没有写标题",
            "写一个短的标题",
        )
    if not any(row.cells.get(section) for section in SECTIONS):
        yield TableProblem(row.number, "", "四节都没有写", f"至少写一节：{'、'.join(SECTIONS)}")
    if (day := row.cells.get("日期", "")) and day_in(day) is None:
        yield TableProblem(row.number, "日期", f"看不出是哪一天：{shown(day)}", "写成 2026-08-14")
    if (year := given.get("year")) and not re.fullmatch(r"(?:1[89]|20)\d\d", year[0]):
        yield TableProblem(row.number, "年份", f"不是年份：{shown(year[0])}", "写四位数字，如 2026")
    if (tone := given.get("tone")) and tone[0] not in ("正面", "警示"):
        yield TableProblem(
            row.number, "正面/警示", f"只能写“正面”或“警示”，现在是{shown(tone[0])}", "改成其中一个"
        )
    for column, name in _FIELDS.items():
        vocabulary = declaration_of(kind.model_fields[name]).vocabulary
        for word in given.get(name, ()) if vocabulary else ():
            if not term_of(word, library.vocabularies[vocabulary]):
                names = [term.name for term in library.vocabularies[vocabulary].terms]
                near = get_close_matches(word, names, 1, 0.4) or names[:8]
                yield TableProblem(
                    row.number, column, f"词表里没有{shown(word)}", f"改成 {'、'.join(near)}，或者先加进词表"
                )


def _guide(rows: Sequence[TableRow], library: Library, title: str) -> Entry:
    problems: list[TableProblem] = []
    readings = [_reading(row, library, problems) for row in rows]
    text = "".join(
        "\n  - " + "\n    ".join(f"{name}: {value}" for name, value in one.items()) for one in readings
    )
    found = Converted(
        (), (), {}, (), {}, title=title, given_yaml={"readings": text}, given_by=f"表格，{len(readings)} 种"
    )
    return Entry(rows[0].number, found, tuple(problems))


def _reading(row: TableRow, library: Library, problems: list[TableProblem]) -> dict[str, str]:
    cells = row.cells
    id_, book = cells.get("原文编号", ""), " ".join(cells.get("书目", "").split())
    ids = [
        work for work, title in library.works.items() if book and title.strip("《》") == book.strip("《》")
    ]
    if id_ and id_ not in library.works:
        near = get_close_matches(id_, library.works, 1, 0.4)
        problems.append(
            TableProblem(
                row.number,
                "原文编号",
                f"原文库里没有{shown(id_)}",
                f"改成 {near[0]}" if near else "去掉编号，只写书目",
            )
        )
    if not id_ and not book:
        problems.append(TableProblem(row.number, "书目", "没有写书目", "写书名，或者写原文编号"))
    found = {"work": id_} if id_ else {"work": ids[0]} if len(ids) == 1 else {"title": scalar(book)}
    if chapters := cells.get("章节", ""):
        found["chapters"] = scalar(chapters)
    needed = _YES.get(cells.get("必读", ""))
    if needed is None:
        problems.append(TableProblem(row.number, "必读", f"看不懂{shown(cells['必读'])}", "写“是”或“否”"))
    elif needed:
        found["required"] = needed
    if minutes := cells.get("分钟", ""):
        number = minutes.removesuffix("分钟")
        if not re.fullmatch(r"[1-9]\d{0,3}", number):
            problems.append(
                TableProblem(row.number, "分钟", f"不是分钟数：{shown(minutes)}", "只写数字，如 40")
            )
        found["minutes"] = number
    return found
