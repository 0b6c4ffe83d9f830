"""YAML text becomes a tree whose every node knows its place.

Scalars stay the text that was written: what it means is for the field's declaration to decide, so that `no`, `14:30`
and `2026` are never turned into something else on the way. Anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from xueku.model.diagnostic import Diagnostic, Severity, Span, shown
from xueku.model.record import Path, Places
from xueku.source.characters import REFUSED, cleaned, describe

MAX_LENGTH = 65_536
MAX_DEPTH = 8


@dataclass(frozen=True)
class Scalar:
    """One value as text. `is_plain` is false for quoted and block texts."""

    span: Span
    text: str
    is_plain: bool


@dataclass(frozen=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Mapping:
    """Keys with values, in the order of the file."""

    span: Span
    items: tuple[tuple[Scalar, Node], ...]


Node = Scalar | Sequence | Mapping


def read_tree(
    text: str,
    path: str,
    first_line: int = 1,
    most_length: int = MAX_LENGTH,
    most_depth: int = MAX_DEPTH,
    *,
    is_lenient: bool = False,
) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of one YAML document; None, with findings, where it cannot be read.

    `first_line` is the line of the file at which `text` starts. An empty text is an empty mapping. With `is_lenient` a tag, an alias and a
    repeated key leave the rest readable: the file is also another program's.
    """
    if len(text) > most_length:
        message = f"字段一共 {len(text):,} 字，太长了（上限 {most_length:,} 字）"
        remedy = "只留要紧的" if path.endswith(".yml") else "正文要写在第二个 --- 之后"
        return None, [Diagnostic(Span(path, first_line), "XK007", message, remedy)]
    slips = list(_typing_slips(text, path, first_line))
    if slips and not is_lenient:
        return None, slips
    builder = _Builder(path, first_line, most_depth, is_lenient)
    try:
        return builder.read(text), builder.findings
    except yaml.YAMLError as error:
        return None, slips or [_malformed(error, text, path, first_line)]
    except _RefusedError as refused:
        return None, [*builder.findings, refused.finding]


def plain(node: Node) -> Any:
    """The tree as lists, dicts and texts; an empty plain value, `~` and `null` are None."""
    if isinstance(node, Scalar):
        return None if node.is_plain and node.text in ("", "~", "null") else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.items}


def places(node: Node, start: Span) -> Places:
    """The place of every key and value of the tree."""
    values: dict[Path, Span] = {}
    keys: dict[Path, Span] = {}

    def visit(node: Node, way: Path) -> None:
        values[way] = node.span
        if isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                visit(item, (*way, index))
        elif isinstance(node, Mapping):
            for key, value in node.items:
                keys[(*way, key.text)] = key.span
                visit(value, (*way, key.text))

    visit(node, ())
    values[()] = start
    return Places(values, keys, start)


class _RefusedError(Exception):
    def __init__(self, finding: Diagnostic) -> None:
        self.finding = finding


class _Builder:
    """Builds the tree from the parser's events, in one pass."""

    def __init__(self, path: str, first_line: int, most_depth: int, is_lenient: bool) -> None:
        self.path, self.first_line = path, first_line
        self.most_depth, self.is_lenient = most_depth, is_lenient
        self.findings: list[Diagnostic] = []

    def read(self, text: str) -> Node:
        # YAML ends lines at more characters than an editor does; as spaces they leave every place where it is.
        text = re.sub("[\r\x85\u2028\u2029]", " ", text)
        self.lines = text.split("\n")
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        root: Node = Mapping(Span(self.path, self.first_line), ())
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
                break
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                message = "这里又出现了一行 ---，一个文件的字段只能有一份"
                raise _RefusedError(Diagnostic(self._span(event), "XK002", message, "删掉多出来的 ---"))
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self._refuse(event, depth)
        if isinstance(event, yaml.AliasEvent):
            return Scalar(self._span(event), "", True)
        if isinstance(event, yaml.ScalarEvent):
            self._warn_of_comment(event)
            if hidden := REFUSED.search(event.value):
                message = f"这里有{describe(hidden.group())}"
                self.findings.append(
                    Diagnostic(self._span(event), "XK005", message, "删掉它，重新输入这一段")
                )
            return Scalar(self._span(event), cleaned(event.value), event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
            return Sequence(self._span(event), tuple(items))
        return Mapping(self._span(event), self._pairs(events, depth))

    def _pairs(self, events: Iterator[Any], depth: int) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._node(inner, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise _RefusedError(
                    Diagnostic(key.span, "XK002", "冒号前面应是一个词", "检查这一行的括号和冒号")
                )
            if key.text in pairs:
                first = pairs[key.text][0].span.line
                message = f"“{key.text}”写了两次，第 {first} 行已经有了"
                self.findings.append(Diagnostic(key.span, "XK010", message, "合成一处，删掉另一处"))
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())

    def _refuse(self, event: Any, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"这里不能用 {sign} 引用（{shown(sign + str(event.anchor))}）"
            remedy = "把内容照写一遍；值本身以 * 或 & 开头时加引号"
            self._stop(Diagnostic(self._span(event), "XK011", message, remedy))
        if getattr(event, "tag", None) is not None:
            written = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            message = f"这里不能用类型标签（{shown(written)}）"
            self._stop(
                Diagnostic(self._span(event), "XK011", message, "删掉 ! 开头的词；值本身以 ! 开头时加引号")
            )
        if depth > self.most_depth:
            message = f"一层套一层超过了 {self.most_depth} 层"
            raise _RefusedError(Diagnostic(self._span(event), "XK007", message, "检查缩进和括号是否写错"))

    def _stop(self, finding: Diagnostic) -> None:
        if not self.is_lenient:
            raise _RefusedError(finding)
        self.findings.append(finding)

    def _warn_of_comment(self, event: Any) -> None:
        """Text after ` #` is a comment to YAML: words that an editor meant as part of the value would be lost."""
        end = event.end_mark
        is_plain = event.style in (None, "") and end.line < len(self.lines)
        rest = self.lines[end.line][end.column :] if is_plain else ""
        if comment := re.match(r"\s*(#.*)", rest):
            place = Span(self.path, end.line + self.first_line, end.column + comment.start(1) + 1)
            message = f"{shown(comment[1])}会被当作批注丢掉"
            remedy = "是值的一部分，就给整个值加英文引号；是批注，就单独写一行"
            self.findings.append(Diagnostic(place, "XK020", message, remedy, Severity.WARNING))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(
            self.path,
            start.line + self.first_line,
            start.column + 1,
            end.line + self.first_line,
            end.column + 1,
        )


def _typing_slips(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Slips of the input method that YAML would report somewhere else."""
    for number, line in enumerate(text.split("\n"), first_line):
        if tab := re.match(r" *\t", line):
            yield Diagnostic(
                Span(path, number, tab.end()), "XK008", "行首用了制表符（Tab 键）", "改成空格，每一级两个空格"
            )
        elif colon := re.match(r"\s*([a-z_]{2,}) ?：", line):
            remedy = f"改成英文冒号加一个空格，例如 {colon[1]}: {line[colon.end() :].strip()}".rstrip()
            yield Diagnostic(
                Span(path, number, colon.end()), "XK009", f"“{colon[1]}”后面是中文冒号“：”", remedy
            )


_PROBLEMS = (
    ("while scanning a quoted scalar", "这里开始的引号没有成对", "在这段文字末尾补上同样的英文引号"),
    (
        "mapping values are not allowed",
        "这一行有两个冒号，读不出哪个是分隔",
        "给冒号后面的整段文字加英文引号",
    ),
    ("could not find expected ':'", "这一行缺少冒号", "写成 字段: 值，冒号用英文，后面空一格"),
    ("did not find expected ',' or", "这里的方括号或花括号没有成对", "补上 ] 或 }，各项之间用英文逗号"),
    ("did not find expected key", "这里的缩进和上面没有对齐，或多了引号、括号", "让同一级的行从同一列开始"),
    (
        "did not find expected '-' indicator",
        "列表里这一行没有以“- ”开头，或缩进没有对齐",
        "让同一级的“- ”从同一列开始",
    ),
    ("cannot start any token", "这个值的第一个字符要加引号", "给整个值加英文引号"),
    ("scanning an alias", "值以 * 开头要加引号", "给整个值加英文引号"),
    ("scanning an anchor", "值以 & 开头要加引号", "给整个值加英文引号"),
    ("a tag", "值以 ! 开头要加引号", "给整个值加英文引号"),
)


def _malformed(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    context, problem = getattr(error, "context", "") or "", getattr(error, "problem", "") or ""
    begins_there = any(
        sign in context for sign in ("quoted scalar", "flow", "simple key", "alias", "anchor", "tag")
    )
    # The context mark is where the unfinished thing began: that is where it is mended.
    mark: Any = (begins_there and getattr(error, "context_mark", None)) or getattr(
        error, "problem_mark", None
    )
    if mark is None:
        return Diagnostic(Span(path, first_line), "XK002", "字段里有不能用的字符", "从原稿重新输入这一段")
    line, column = mark.line + first_line, mark.column + 1
    if "mapping values" in problem and text.split("\n")[mark.line].count(":") == 1:
        message = "上一行缺少冒号，或这一行前面多了空格"
        return Diagnostic(Span(path, line), "XK002", message, "写成 字段: 值，同一级的行从同一列开始")
    for sign, message, remedy in _PROBLEMS:
        if sign in f"{context} {problem}":
            return Diagnostic(Span(path, line, column), "XK002", message, remedy)
    return Diagnostic(
        Span(path, line, column),
        "XK002",
        "格式不对，从这里起读不下去",
        "检查冒号后是否有空格、引号是否成对、缩进是否对齐",
    )
