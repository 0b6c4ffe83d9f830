"""A tree of HTML becomes rows of Markdown. Only what is named here leaves a mark; of all else the words remain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from xueku.importers.converted import Row
from xueku.importers.escaping import around, escaped, started
from xueku.importers.html.tags import BLOCKS, CHROME, GONE, STRONG, WEAK
from xueku.importers.html.tree import Node
from xueku.importers.joining import indented, joined
from xueku.importers.writing import FOOTING, Writing

_CHINESE = "\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])[ \t\r]*\n\s*(?=[{_CHINESE}])")
_BLANK = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#.-]{1,30})")
_MOST_COLUMNS = 60
_TRANSPARENT = frozenset(
    "html body main article section div center header tbody thead tfoot figure address fieldset".split()
)


@dataclass
class Reading:
    """Reads the elements of one file. `keeps_chrome` for a piece of HTML that is no page."""

    writing: Writing
    keeps_chrome: bool = False
    number: int = 0
    """The number of the row that was read last; `fixed` is that of all of them, where one block gives them."""
    fixed: int = 0
    _buffer: list[str] = field(default_factory=list)

    def rows(self, node: Node, depth: int = 0) -> Iterator[Row]:
        """The rows of all that an element holds, `depth` being that of items of lists in it."""
        line: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str) or not (child.tag in BLOCKS or child.has_blocks):
                line.append(child)
                continue
            yield from self._paragraph(line)
            line = []
            yield from self._block(child, depth)
        yield from self._paragraph(line)

    def _next(self) -> int:
        self.number = self.fixed or self.number + 1
        return self.number

    def _paragraph(self, line: Sequence[Node | str]) -> Iterator[Row]:
        if not line:
            return
        number = self.fixed or self.number + 1
        markdown = self._line(line, number)
        if markdown:
            source = _plain("".join(one if isinstance(one, str) else one.text for one in line))
            yield Row(self._next(), source, "text", started_lines(markdown), plain=source)

    def _block(self, node: Node, depth: int) -> Iterator[Row]:
        if self._is_gone(node):
            return
        tag = node.tag
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            yield from self._heading(node, int(tag[1]))
        elif tag in ("ul", "ol"):
            yield from self._list(node, depth)
        elif tag == "table":
            yield from self._table(node, depth)
        elif tag == "blockquote":
            yield from self._around(node, "> ", "> ")
        elif tag == "pre":
            yield from self._code(node)
        elif tag == "hr":
            yield Row(self._next(), "", "text", "---")
        elif tag == "details":
            yield from self._details(node)
        elif tag == "dt":
            yield from (
                replace(row, markdown=f"**{row.markdown}**") if "**" not in row.markdown else row
                for row in self.rows(node, depth)
            )
        else:
            yield from self.rows(node, depth)

    def _is_gone(self, node: Node) -> bool:
        """Whether an element is left out; its words are told."""
        hidden = "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style", ""))
        if node.tag in GONE or node.tag == "head":
            if node.tag in ("iframe", "object", "embed", "video", "audio", "math", "svg", "canvas"):
                self.writing.lose(f"网页里的 <{node.tag}> {{}} 处没有导入")
            return True
        if hidden or (node.tag in CHROME and not self.keeps_chrome):
            if words := _plain(node.text):
                self.writing.left_out.append(("藏起来的文字" if hidden else f"网页的 {node.tag} 部分", words))
            return True
        return False

    def _heading(self, node: Node, level: int) -> Iterator[Row]:
        words = (
            self._line(node.children, self.fixed or self.number + 1, is_single=True)
            .replace("**", "")
            .rstrip("#")
        )
        if words:
            source = _plain(node.text)
            yield Row(self._next(), source, "heading", f"{'#' * level} {words}", plain=source)

    def _list(self, node: Node, depth: int) -> Iterator[Row]:
        count = (
            int(start) if (start := node.attributes.get("start", "1")).isdecimal() and len(start) < 6 else 1
        )
        indent = "    " * min(depth, 6)
        for child in node.children:
            if isinstance(child, str) or child.tag != "li":
                yield from (
                    self.rows(Node("", children=[child], has_blocks=True), depth)
                    if not isinstance(child, str) or child.strip()
                    else ()
                )
                continue
            mark = "-" if node.tag == "ul" else f"{count}."
            count += 1
            own: list[Row] = []
            below: list[Row] = []
            for row in self.rows(child, depth + 1):
                (below if below or row.role == "item" else own).append(row)
            inner = "\n\n".join(row.markdown for row in own)
            source = "\n".join(row.source for row in own)
            if inner or below:
                lines = indented(inner, f"{indent}    ")
                yield Row(
                    own[0].number if own else self._next(),
                    source,
                    "item",
                    f"{indent}{mark} {lines}",
                    plain=source,
                )
            yield from below

    def _around(self, node: Node, first: str, others: str) -> Iterator[Row]:
        rows = list(self.rows(node))
        if rows:
            text = joined(rows)
            marked = first + text.replace("\n", f"\n{others}")
            source = "\n".join(row.source for row in rows)
            yield Row(
                rows[0].number,
                source,
                "text",
                re.sub(r"[ \t]+$", "", marked, flags=re.MULTILINE) if first == "> " else marked,
                plain=source,
            )

    def _details(self, node: Node) -> Iterator[Row]:
        title = next(
            (child for child in node.children if isinstance(child, Node) and child.tag == "summary"), None
        )
        words = self._line(title.children, self.number + 1, is_single=True) if title else ""
        if not words:
            words = "展开"
            self.writing.added.append(words)
        rest = Node("", children=[child for child in node.children if child is not title], has_blocks=True)
        rows = list(self.rows(rest))
        source = "\n".join([_plain(title.text) if title else "", *(row.source for row in rows)]).strip()
        text = indented(joined(rows), "    ")
        yield Row(self._next(), source, "text", f'??? note "{words}"\n    {text}', plain=source)

    def _code(self, node: Node) -> Iterator[Row]:
        text = re.sub(r"^\n|\s+$", "", node.text.replace("\r\n", "\n"))
        if text:
            inner = next(node.all("code"), node)
            match = _LANGUAGE.search(
                f"{node.attributes.get('class', '')} {inner.attributes.get('class', '')}"
            )
            yield Row(self._next(), text, "text", fenced(text, match[1] if match else ""), plain=text)

    def _table(self, node: Node, depth: int) -> Iterator[Row]:
        yield from (
            row
            for child in node.children
            if isinstance(child, Node) and child.tag == "caption"
            for row in self.rows(child)
        )
        lines = [
            [cell for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")]
            for row in _table_rows(node)
        ]
        lines = [line for line in lines if line]
        if sum(map(len, lines)) <= 1 or all(len(line) <= 1 for line in lines):
            for line in lines:
                for cell in line:
                    yield from self.rows(cell, depth)
            return
        number = self._next()
        grid, sources = self._grid(lines, number)
        width = max(map(len, grid))
        padded = [[*line, *[""] * (width - len(line))] for line in grid]
        head, *others = padded
        if not all(head):
            self.writing.doubt(number, "表头有空格子", "写上各列的名称")
        text = "\n".join("| " + " | ".join(line) + " |" for line in [head, ["---"] * width, *others])
        cells = tuple(tuple(line) for line in sources)
        source = "\n".join("｜".join(line) for line in cells)
        self.number = self.fixed or number
        yield Row(number, source, "table", text, cells, plain=source)

    def _grid(self, lines: Sequence[Sequence[Node]], number: int) -> tuple[list[list[str]], list[list[str]]]:
        """The cells as Markdown and as words, those taken apart that cover several places."""
        taken: set[tuple[int, int]] = set()
        grid, sources = [], []
        fixed, self.fixed = self.fixed, number
        for at, line in enumerate(lines):
            markdown: list[str] = []
            words: list[str] = []
            for cell in line:
                while (at, len(markdown)) in taken:
                    markdown.append("")
                    words.append("")
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                column = len(markdown)
                rows = list(self.rows(cell))
                text = FOOTING.join(_in_cell(row) for row in rows)
                markdown += [text, *[""] * (wide - 1)]
                words += [" ".join(row.source for row in rows), *[""] * (wide - 1)]
                taken |= {
                    (at + down, column + across)
                    for down in range(1, min(high, len(lines) - at))
                    for across in range(wide)
                }
                if wide > 1 or high > 1:
                    self.writing.lose("合并的单元格 {} 处拆开了，字留在左上一格，其余空着")
            grid.append(markdown)
            sources.append(words)
        self.fixed = fixed
        return grid, sources

    def _line(self, nodes: Sequence[Node | str], number: int, *, is_single: bool = False) -> str:
        text = "".join(self._inline(one, number, is_single) for one in nodes)
        text = re.sub(r" *(  \n) *", r"\1", text)
        return re.sub(r"^(?:  \n|\s)+|(?:  \n|\s)+$", "", text)

    def _inline(self, node: Node | str, number: int, is_single: bool) -> str:
        if isinstance(node, str):
            return escaped(_BLANK.sub(" ", _BETWEEN.sub("", node)))
        if self._is_gone(node):
            return ""
        tag = node.tag
        if tag == "br":
            return FOOTING if is_single else "  \n"
        if tag == "img":
            address = node.attributes.get("data-src") or node.attributes.get("src", "")
            width = node.attributes.get("width", "").removesuffix("px")
            return self.writing.picture(node.attributes.get("alt", ""), address, number, width)
        if tag == "input":
            return ""
        if tag in ("code", "kbd", "samp", "tt") and node.text.strip() and "`" not in node.text:
            return f"`{_BLANK.sub(' ', node.text.strip())}`"
        words = "".join(self._inline(child, number, is_single) for child in node.children)
        if tag == "a":
            return (
                self.writing.link(words, node.attributes["href"], number)
                if "href" in node.attributes
                else words
            )
        if tag in STRONG | WEAK and "*" not in words and "\n" not in words:
            lead, core, tail = around(words)
            mark = "**" if tag in STRONG else "*"
            return f"{lead}{mark}{core}{mark}{tail}" if core else words
        if tag in ("del", "s", "strike") and words.strip():
            self.writing.lose("删除线 {} 处去掉了，字留着")
        return words


def fenced(text: str, language: str = "") -> str:
    """A block of code that holds any text."""
    longest = max((len(found) for found in re.findall(r"`{3,}", text)), default=2)
    mark = "`" * (longest + 1)
    return f"{mark}{language}\n{text}\n{mark}"


def started_lines(markdown: str) -> str:
    """A paragraph none of whose lines begins anything else."""
    return "\n".join(started(line) for line in markdown.split("\n"))


def _in_cell(row: Row) -> str:
    text = (
        re.sub(r"^(?:#{1,6} |\s*(?:-|\d+\.) )", "", row.markdown)
        if row.role in ("heading", "item")
        else row.markdown
    )
    return re.sub(r"\s*\n\s*", FOOTING, text).replace("|", "\\|")


def _table_rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node) and child.tag == "tr":
            yield child
        elif isinstance(child, Node) and child.tag in ("tbody", "thead", "tfoot"):
            yield from _table_rows(child)


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "1")
    return min(max(int(value), 1), _MOST_COLUMNS) if value.isdecimal() and len(value) < 6 else 1


def _plain(text: str) -> str:
    return " ".join(_BETWEEN.sub("", text).split())
