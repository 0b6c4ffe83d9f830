"""Blocks of foreign Markdown become rows of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xueku.importers.converted import Row
from xueku.importers.html.reading import Reading, fenced
from xueku.importers.html.tree import tree_of
from xueku.importers.joining import indented, joined
from xueku.importers.markdown.blocks import Block, Line, blocks_of, cells_of
from xueku.importers.markdown.inline import Inline
from xueku.importers.writing import Writing
from xueku.model.diagnostic import shown
from xueku.render.boxes import TITLES

_KINDS = {
    "summary": "abstract",
    "tldr": "abstract",
    "hint": "tip",
    "important": "warning",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "caution": "warning",
    "attention": "warning",
    "error": "danger",
    "failure": "danger",
    "fail": "danger",
    "missing": "danger",
    "bug": "danger",
    "cite": "quote",
    "tips": "tip",
    "color": "note",
    "todo": "note",
}
_BOX = re.compile(r"\[[ xX]\](?=\s)")
_STARTS = {"!!!": "&#33;!!", "???": "&#63;??", "===": "&#61;=="}
_MOST_DEPTH = 30
_PICTURE = re.compile(r"(?<!\\)!\[((?:\\.|[^\[\]\\]){0,1000})\]\([^()\n]{0,2000}\)(?:\{ width=\d+ \})?")
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\]){0,1000})\]\([^()\n]{0,2000}\)")


@dataclass
class Writer:
    """Writes the blocks of one file. `notes` fills with its footnotes."""

    inline: Inline
    writing: Writing
    notes: list[str] = field(default_factory=list)
    _depth: int = 0

    def rows(self, blocks: Iterator[Block]) -> Iterator[Row]:
        """The rows of some blocks."""
        above = None
        for block in blocks:
            if above and _is_merged(above, block):
                self.writing.doubt(
                    block.number, "编号列表和圆点列表紧挨着，网页上会并成一个", "中间写一句话隔开"
                )
            above = block if block.shape != "item" or block.depth == 0 else above
            yield from self._rows(block)

    def _rows(self, block: Block) -> Iterator[Row]:
        number, source = block.number, block.text.strip()
        if block.shape == "html":
            yield from self._html(block)
        elif block.shape == "note":
            self.notes.append(f"[^{block.mark}]: " + indented(self._inner(block.lines), "    "))
        elif block.shape == "table":
            yield self._table(block)
        elif block.shape == "item":
            markdown = self._item(block)
            yield Row(number, source, "item", markdown, plain=plain(markdown.lstrip()))
        elif block.shape == "heading":
            words = (
                self.inline.words(block.text.strip(), number, is_single=True)
                .replace("**", "")
                .rstrip("#")
                .strip()
            )
            if words:
                yield Row(number, source, "heading", f"{'#' * block.depth} {words}", plain=plain(words))
        elif markdown := self._other(block):
            yield Row(number, source, "text", markdown, plain=plain(markdown))

    def _other(self, block: Block) -> str:
        if block.shape == "code":
            language = re.match(r"[\w+#.-]{0,30}", block.mark)
            if block.mark.startswith(("mermaid", "flow", "sequence", "plantuml", "dataview")):
                self.writing.doubt(
                    block.number, f"{shown(block.mark)}画的图当作代码，原样留着", "截成图片放进 media"
                )
            return fenced(block.text.rstrip("\n"), language[0] if language else "")
        if block.shape == "math":
            self.writing.doubt(block.number, "公式当作代码，原样留着", "换成文字，或者截成图片")
            return fenced(block.text)
        if block.shape == "rule":
            return "---"
        if block.shape == "quote":
            return "\n".join(f"> {line}".rstrip() for line in self._inner(block.lines).split("\n"))
        if block.shape == "box":
            return self._box(block)
        return self._text(block)

    def _text(self, block: Block) -> str:
        if re.fullmatch(r"\[toc\]|\{:?\s*toc\s*\}", block.text.strip(), re.IGNORECASE):
            self.writing.left_out.append(("目录的记号", block.text.strip()))
            return ""
        lines = []
        for line in block.lines:
            broken = re.search(r"(?: {2,}|(?<!\\)\\)$", line.text)
            lines.append(line.text[: broken.start()].strip() + "  " if broken else line.text.strip())
        text = self.inline.words("\n".join(lines), block.number)
        return "\n".join(_started(line) for line in text.split("\n") if line.strip()).rstrip()

    def _item(self, block: Block) -> str:
        indent = "    " * min(block.depth, 6)
        mark = "-" if block.mark in ("-", "*", "+") else f"{block.mark[:-1]}."
        first, *others = block.lines
        box = _BOX.match(first.text)
        words = first.text[box.end() :].lstrip() if box else first.text
        inner = self._inner((Line(first.number, words), *others))
        text = f"{mark} {box[0] + ' ' if box else ''}{inner}"
        if box:
            self.writing.added.append("☐" if box[0] == "[ ]" else "☑")
        return indent + indented(text, f"{indent}    ")

    def _box(self, block: Block) -> str:
        kind = _KINDS.get(block.mark, block.mark)
        if kind not in TITLES:
            self.writing.doubt(block.number, f"没有{shown(block.mark)}这种提示框，写成“说明”", "")
            kind = "note"
        title = self.inline.words(block.title, block.number, is_single=True)
        if not title:
            title = TITLES[kind]
            self.writing.added.append(title)
        opening = {"-": "???", "+": "???+"}.get(block.fold, "!!!")
        inner = indented(self._inner(block.lines), "    ")
        return f'{opening} {kind} "{title}"' + (f"\n    {inner}" if inner else "")

    def _inner(self, lines: Sequence[Line]) -> str:
        if self._depth >= _MOST_DEPTH:
            raise RecursionError
        self._depth += 1
        text = joined(list(self.rows(blocks_of(lines))))
        self._depth -= 1
        return text

    def _table(self, block: Block) -> Row:
        lines = [(line.number, cells_of(line.text)) for line in block.lines]
        width = len(lines[0][1])
        grid = [
            [self.inline.words(cell, number, is_single=True) for cell in cells] for number, cells in lines
        ]
        rest = [cells[width:] for cells in grid if len(cells) > width]
        if rest:
            self.writing.doubt(block.number, "表格里有几行比表头多出格子，接在最后一格", "对照原稿核对")
        fitted = [
            [*cells[: width - 1], "　".join(cells[width - 1 :])]
            if len(cells) > width
            else [*cells, *[""] * (width - len(cells))]
            for cells in grid
        ]
        fitted[1] = [cell for _, cell in zip(fitted[0], lines[1][1], strict=False)]
        if not all(fitted[0]):
            self.writing.doubt(block.number, "表头有空格子", "写上各列的名称")
        markdown = "\n".join("| " + " | ".join(cells) + " |" for cells in fitted)
        cells = tuple(tuple(plain(cell) for cell in row) for at, row in enumerate(fitted) if at != 1)
        return Row(
            block.number,
            block.text.strip(),
            "table",
            markdown,
            cells,
            plain="\n".join("｜".join(row) for row in cells),
        )

    def _html(self, block: Block) -> Iterator[Row]:
        reading = Reading(self.writing, keeps_chrome=True, fixed=block.number)
        yield from reading.rows(tree_of(block.text))


def _is_merged(above: Block, block: Block) -> bool:
    """Whether two items of the first level are of lists of different kinds, which Python-Markdown makes one."""
    is_list = block.shape == above.shape == "item" and block.depth == above.depth == 0
    return is_list and (block.mark[-1] in ".)") != (above.mark[-1] in ".)")


def _started(line: str) -> str:
    """A line of a paragraph that begins nothing which our Markdown has and CommonMark has not."""
    if line[:3] in _STARTS:
        return _STARTS[line[:3]] + line[3:]
    if line.startswith("#"):
        return "\\" + line
    return "&#58;" + line[1:] if re.match(r":\s", line) else line


def plain(markdown: str) -> str:
    """The words of some Markdown, without its marks."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", markdown))
    text = re.sub(r"^(?:>\s?)+|^\s*(?:-|\d+\.) |\[\^[^\]]*\]", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<!\\)(?:\*{1,3}|`+)", "", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return " ".join(text.replace("&lt;", "<").replace("&amp;", "&").split())
