"""Rows of a table become questions in the text of a `quiz.yml`, behind those that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xueku.importers.quiz_table import OPTIONS, TYPES
from xueku.importers.sheet import TableProblem, TableRow
from xueku.importers.yaml_text import quoted, scalar
from xueku.model.declaration import ID_PATTERN
from xueku.model.diagnostic import Span, XuekuError, shown
from xueku.model.quiz import Question, Quiz
from xueku.source.typed import read_value
from xueku.source.yaml_tree import Mapping, Node, Scalar, read_tree
from xueku.source.yaml_tree import Sequence as TreeSequence

_TRUE, _FALSE = ("对", "√", "✓", "正确", "是", "T", "TRUE"), ("错", "×", "✗", "错误", "否", "F", "FALSE")
_BREAK = "\n"
_LETTERS = re.compile(r"[A-J]+")
_COLUMN_OF = {
    "type": "题型",
    "stem": "题干",
    "options": "选项A",
    "pairs": "选项A",
    "items": "选项A",
    "source": "出处",
}
_COLUMN_OF |= {"answer": "答案", "explanation": "解析", "topics": "主题"}


@dataclass(frozen=True)
class Imported:
    """What a table gave: the whole new text of the quiz, the text that was added, how many questions, and rows that it has already."""

    text: str
    added: str
    count: int
    known_rows: tuple[int, ...]


def import_rows(
    rows: Sequence[TableRow], existing: str, path: str
) -> tuple[Imported | None, list[TableProblem]]:
    """The quiz with these rows' questions behind those of `existing`, the text at `path`; None where a row has something wrong.

    Questions of a stem that is there already are left out. Raises XuekuError if `existing` cannot be gone on with.
    """
    indent, known = _read_existing(existing, path)
    problems: list[TableProblem] = []
    blocks: list[str] = []
    left_out: list[int] = []
    for row in rows:
        lines, found = _question(row)
        found = found or _checked(lines, row)
        problems += found
        if found:
            continue
        if (stem := row.cells["题干"]) in known:
            left_out.append(row.number)
            continue
        known.add(stem)
        blocks.append("".join(f"{indent}{'- ' if n == 0 else '  '}{line}\n" for n, line in enumerate(lines)))
    if problems:
        return None, problems
    added = "\n".join(blocks)
    head = existing or "questions:\n"
    text = f"{head if head.endswith(_BREAK) else head + _BREAK}{added}"
    before = _questions(existing) or ()
    if blocks and (_questions(text) or ())[: len(before)] != before:
        raise XuekuError(path, "现有的题目不在文件末尾，接不上去", "把 questions 移到文件最后，再来一次")
    return Imported(text, added, len(blocks), tuple(left_out)), []


def _read_existing(existing: str, path: str) -> tuple[str, set[str]]:
    """How far questions are indented in this text, and their stems."""
    if not existing.strip():
        return "  ", set()
    questions, items = _questions(existing), _items(read_tree(existing, path)[0])
    if not questions or not items:
        raise XuekuError(path, "现有的 quiz.yml 有错，先改好它", "运行 xueku check 看是哪里")
    first = items[0].span
    opening = existing.split("\n")[first.line - 1][: first.column - 1]
    if opening.strip() != "-":
        raise XuekuError(path, "现有的题目写在一行里，接不上去", "把每道题写成单独的几行，以 - 开头")
    return opening[: opening.index("-")], {question.stem for question in questions}


def _items(node: Node | None) -> Sequence[Node] | None:
    """The questions of a tree; None where it is not that of a quiz."""
    if isinstance(node, Mapping):
        node = next((value for key, value in node.items if key.text == "questions"), None)
    return node.items if isinstance(node, TreeSequence) else None


def _questions(text: str) -> tuple[Question, ...] | None:
    """The questions of a quiz's text; None where it has something wrong."""
    node, found = read_tree(text, "")
    if isinstance(node, TreeSequence):
        node = Mapping(Span(""), ((Scalar(Span(""), "questions", True), node),))
    quiz = read_value(Quiz, node, Span(""))[0] if node and not found else None
    return quiz.questions if quiz else None


def _checked(lines: Sequence[str], row: TableRow) -> list[TableProblem]:
    """What `xueku check` would say of these lines, at the column that they came from."""
    node, in_text = read_tree("\n".join(lines), "")
    _, _, in_value = read_value(Question, node, Span("")) if node else (None, None, [])
    return [
        TableProblem(row.number, _column(lines, found.span.line), found.message, _in_table(found.remedy))
        for found in (*in_text, *in_value)
    ]


def _column(lines: Sequence[str], line: int) -> str:
    keys = [text.partition(":")[0] for text in lines[:line] if not text.startswith((" ", "-"))]
    column = _COLUMN_OF.get(keys[-1], "") if keys else ""
    return "答案" if line == 1 else column


def _in_table(remedy: str) -> str:
    """How it is mended, in the words of a table."""
    return remedy.replace("在正确的那一项下写 correct: true", "在“答案”里写一个字母").replace(
        "在正确的选项下写 correct: true", "在“答案”里写正确选项的字母"
    )


def _question(row: TableRow) -> tuple[list[str], list[TableProblem]]:
    """The lines of a question, without indentation, and what is wrong with cells that no question could hold."""
    cells = row.cells
    label = cells.get("题型", "").removesuffix("题")
    if label not in TYPES:
        remedy = f"写 {'、'.join(TYPES)} 里的一个"
        now = f"，现在写的是{shown(cells['题型'])}" if "题型" in cells else ""
        return [], [TableProblem(row.number, "题型", f"不认得这种题型{now}", remedy)]
    if "题干" not in cells:
        return [], [TableProblem(row.number, "题干", "没有题干", "写上题干，或把这一行删掉")]
    kind = TYPES[label]
    lines = [f"type: {kind}", *_text("stem", cells["题干"])]
    given = [(column, cells[column]) for column in OPTIONS if column in cells]
    answer = cells.get("答案", "")
    problems: list[TableProblem] = []
    if kind in ("single", "multiple"):
        right, problems = _right_options(row, answer, [column for column, _ in given])
        lines += ["options:"] if given else []
        for column, words in given:
            lines += [f"  - text: {scalar(words)}", *(["    correct: true"] if column in right else [])]
    elif kind == "matching":
        pairs, problems = _pairs(row, given)
        lines += ["pairs:"] if pairs else []
        for left, right_side in pairs:
            lines += [f"  - left: {scalar(left)}", f"    right: {scalar(right_side)}"]
    elif kind == "ordering":
        lines += ["items:", *(f"  - {scalar(words)}" for _, words in given)] if given else []
    elif answers := _answers(kind, answer):
        several = ["answer:", *(f"  - {scalar(words)}" for words in answers)]
        lines += several if len(answers) > 1 else [f"answer: {scalar(answers[0])}"]
    lines += [
        *_text("explanation", cells.get("解析", "")),
        *_source(cells.get("出处", ""), cells.get("条款", "")),
    ]
    if topics := _split(cells.get("主题", ""), "[，、,;；]"):
        lines.append(f"topics: [{', '.join(map(scalar, topics))}]")
    return lines, problems


def _right_options(row: TableRow, answer: str, columns: Sequence[str]) -> tuple[set[str], list[TableProblem]]:
    letters = re.sub(r"[\s,，、;；]", "", answer).upper()
    if not _LETTERS.fullmatch(letters):
        problem = (
            "“答案”里没有字母" if not letters else f"选择题的答案是选项的字母，现在写的是{shown(answer)}"
        )
        return set(), [TableProblem(row.number, "答案", problem, "例如 A，多选写成 AC")]
    right = {f"选项{letter}" for letter in letters}
    missing = sorted(right - {*columns})
    if missing:
        return right, [TableProblem(row.number, "答案", f"这一行没有填{missing[0]}", "改答案，或补上选项")]
    return right, []


def _pairs(
    row: TableRow, given: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[TableProblem]]:
    pairs, problems = [], []
    for column, words in given:
        left, mark, right = re.sub("＝|——|=>", "=", words).partition("=")
        if mark and left.strip() and right.strip():
            pairs.append((left.strip(), right.strip()))
        else:
            message = f"连线的一对要用 ＝ 隔开，现在写的是{shown(words)}"
            problems.append(TableProblem(row.number, column, message, "例如 公布议题＝会前三日"))
    return pairs, problems


def _answers(kind: str, answer: str) -> list[str]:
    if kind == "judgment":
        word = answer.upper()
        return ["对" if word in _TRUE else "错" if word in _FALSE else answer] if answer else []
    return _split(answer, "[；;\n]")


def _split(text: str, marks: str) -> list[str]:
    return [piece.strip() for piece in re.split(marks, text) if piece.strip()]


def _source(source: str, articles: str) -> Iterator[str]:
    if not source:
        return
    yield "source:"
    yield f"  {'work' if re.fullmatch(ID_PATTERN, source) else 'title'}: {scalar(source)}"
    if numbers := _split(articles, "[，、,;；\\s]"):
        yield f"  articles: [{', '.join(map(quoted, numbers))}]"


def _text(key: str, words: str) -> Iterator[str]:
    """A field whose text may stand on several lines; none where it is empty."""
    if "\n" in words:
        yield f"{key}: |-"
        yield from (f"  {line}" for line in words.splitlines())
    elif words:
        yield f"{key}: {scalar(words)}"
