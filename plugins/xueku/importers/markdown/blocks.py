"""A Markdown text is cut into its blocks, as CommonMark and the editors that most people use understand them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xueku.importers.html.tags import BLOCKS

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<words>.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"(?P<indent>[ ]*)(?P<mark>[-*+]|\d{1,9}[.)])(?:[ ]+(?P<words>.*)|$)")
_NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\[\]\s]{1,60})\]:[ \t]*(?P<words>.*)$")
_HTML = re.compile(r" {0,3}<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")
_CALLOUT = re.compile(r"\[!(?P<kind>[A-Za-z-]{1,20})\](?P<fold>[-+]?)[ \t]*(?P<title>.*)$")
_CONTAINER = re.compile(r":::+[ \t]*(?P<kind>[A-Za-z]{1,20})?[ \t]*(?P<title>.*)$")
_ROW_LINE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

Shape = Literal["heading", "code", "table", "item", "quote", "box", "html", "rule", "note", "math", "text"]


@dataclass(frozen=True)
class Line:
    """A line with its number, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Block:
    """A block. `depth` is a heading's level or how deep an item stands; `mark` an item's mark, a note's label, a box's kind, a fence's language."""

    shape: Shape
    lines: tuple[Line, ...]
    depth: int = 0
    mark: str = ""
    title: str = ""
    fold: str = ""

    @property
    def number(self) -> int:
        """The line on which it begins."""
        return self.lines[0].number if self.lines else 0

    @property
    def text(self) -> str:
        """Its lines, as they stand."""
        return "\n".join(line.text for line in self.lines)


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """The blocks in their order. `lines` hold no tabs in front."""
    at = 0
    indents: list[int] = []
    while at < len(lines):
        line = lines[at]
        if not line.text.strip():
            at += 1
            continue
        block, end = _block(lines, at, indents)
        if block.shape != "item":
            indents.clear()
        yield block
        at = end


def _block(lines: Sequence[Line], at: int, indents: list[int]) -> tuple[Block, int]:
    line = lines[at]
    item = _ITEM.match(line.text)
    if item and not _RULE.match(line.text) and (indents or len(item["indent"]) < 4):
        return _item(lines, at, item, indents)
    if match := _FENCE.match(line.text):
        return _fence(lines, at, match)
    if match := _HEADING.match(line.text):
        return Block("heading", (Line(line.number, match["words"] or ""),), len(match["marks"])), at + 1
    if _RULE.match(line.text):
        return Block("rule", (line,)), at + 1
    if match := _NOTE.match(line.text):
        end = _indented(lines, at + 1, 2)
        first = Line(line.number, match["words"])
        return Block("note", (first, *_dedented(lines[at + 1 : end])), mark=match["label"]), end
    return _marked(lines, at) or _text(lines, at)


def _marked(lines: Sequence[Line], at: int) -> tuple[Block, int] | None:
    """A block that its first characters mark, or a table; None for a paragraph."""
    text = lines[at].text
    if text.lstrip().startswith(">"):
        return _quote(lines, at)
    if text.strip().startswith("$$"):
        return _math(lines, at)
    if (match := _CONTAINER.match(text.strip())) and match["kind"]:
        return _container(lines, at, match)
    if (match := _HTML.match(text)) and match["tag"].lower() in BLOCKS:
        return _html(lines, at, match["tag"].lower())
    if text.startswith("    "):
        end = _indented(lines, at, 4)
        return Block("code", tuple(Line(one.number, one.text[4:]) for one in lines[at:end])), end
    if at + 1 < len(lines) and "|" in text and _is_table(text, lines[at + 1].text):
        end = _until(lines, at, "|")
        return Block("table", tuple(lines[at:end])), end
    return None


def _text(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    end = at + 1
    while end < len(lines) and lines[end].text.strip():
        if match := _UNDERLINE.match(lines[end].text):
            words = " ".join(line.text.strip() for line in lines[at:end])
            return Block(
                "heading", (Line(lines[at].number, words),), 1 if match["mark"][0] == "=" else 2
            ), end + 1
        if _interrupts(lines, end):
            break
        end += 1
    return Block("text", tuple(lines[at:end])), end


def _interrupts(lines: Sequence[Line], at: int) -> bool:
    """Whether a line ends the paragraph above it."""
    text = lines[at].text
    item = _ITEM.match(text)
    html = _HTML.match(text)
    return bool(
        _FENCE.match(text)
        or _HEADING.match(text)
        or _RULE.match(text)
        or text.lstrip().startswith((">", "$$", ":::"))
        or _NOTE.match(text)
        or (
            item
            and item["words"]
            and len(item["indent"]) < 4
            and not (item["mark"][0].isdigit() and item["mark"][:-1] != "1")
        )
        or (html and html["tag"].lower() in BLOCKS)
        or (at + 1 < len(lines) and "|" in text and _is_table(text, lines[at + 1].text))
    )


def _is_table(head: str, below: str) -> bool:
    return (
        bool(_ROW_LINE.match(below)) and "|" in below + head and len(cells_of(head)) == len(cells_of(below))
    )


def cells_of(row: str) -> list[str]:
    """The cells of a table's row; an escaped bar and one in backquotes part none."""
    cells, cell, is_code, at = [], "", False, 0
    row = row.strip()
    while at < len(row):
        letter = row[at]
        if letter == "\\" and row[at + 1 : at + 2] == "|":
            cell, at = cell + "\\|", at + 2
            continue
        if letter == "`":
            is_code = not is_code and "`" in row[at + 1 :]
        if letter == "|" and not is_code:
            cells.append(cell.strip())
            cell = ""
        else:
            cell += letter
        at += 1
    cells.append(cell.strip())
    return cells[1 if row.startswith("|") else 0 : -1 if row.endswith("|") and len(cells) > 1 else None]


def _item(lines: Sequence[Line], at: int, match: re.Match[str], indents: list[int]) -> tuple[Block, int]:
    indent = len(match["indent"])
    while indents and indent < indents[-1] + 2:
        indents.pop()
    depth = len(indents)
    indents.append(indent)
    fence = ""
    end = at + 1
    while end < len(lines):
        text = lines[end].text
        inside = text.startswith(" " * (indent + 2))
        if fence and inside:
            fence = "" if text.strip().startswith(fence) else fence
        elif text.strip():
            if _ITEM.match(text):
                break
            if not inside and (not lines[end - 1].text.strip() or _interrupts(lines, end)):
                break
            if inside and (opened := _FENCE.match(text.strip())):
                fence = opened["mark"]
        end += 1
    while end > at + 1 and not lines[end - 1].text.strip():
        end -= 1
    first = Line(lines[at].number, match["words"] or "")
    return Block("item", (first, *_dedented(lines[at + 1 : end])), depth, match["mark"]), end


def _dedented(lines: Sequence[Line]) -> Iterator[Line]:
    filled = [len(line.text) - len(line.text.lstrip(" ")) for line in lines if line.text.strip()]
    least = min(filled, default=0)
    return (Line(line.number, line.text[least:]) for line in lines)


def _indented(lines: Sequence[Line], at: int, width: int) -> int:
    """The end of the lines from `at` that are indented, without the empty ones at their end."""
    end = at
    while end < len(lines) and (not lines[end].text.strip() or lines[end].text.startswith(" " * width)):
        end += 1
    while end > at and not lines[end - 1].text.strip():
        end -= 1
    return end


def _until(lines: Sequence[Line], at: int, mark: str = "") -> int:
    """The end of the lines from `at` that are not empty and have this mark in them."""
    end = at + 1
    while end < len(lines) and lines[end].text.strip() and mark in lines[end].text:
        end += 1
    return end


def _fence(lines: Sequence[Line], at: int, match: re.Match[str]) -> tuple[Block, int]:
    mark = match["mark"]
    closing = re.compile(rf" {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    end = next((index for index in range(at + 1, len(lines)) if closing.match(lines[index].text)), len(lines))
    inner = tuple(lines[at + 1 : end]) or (Line(lines[at].number, ""),)
    return Block("code", inner, mark=match["info"].strip()), min(end + 1, len(lines))


def _math(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    text = lines[at].text.strip()
    if len(text) > 3 and text.endswith("$$"):
        return Block("math", (Line(lines[at].number, text[2:-2].strip()),)), at + 1
    end = next((index for index in range(at + 1, len(lines)) if lines[index].text.strip().endswith("$$")), 0)
    if not end:
        return Block("text", (lines[at],)), at + 1
    inner = [
        Line(lines[at].number, text[2:]),
        *lines[at + 1 : end],
        Line(lines[end].number, lines[end].text.strip()[:-2]),
    ]
    return Block("math", tuple(line for line in inner if line.text.strip())), end + 1


def _quote(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    end = at
    while (
        end < len(lines)
        and lines[end].text.strip()
        and (lines[end].text.lstrip().startswith(">") or not _interrupts(lines, end))
    ):
        end += 1
    inner = [Line(line.number, re.sub(r"^\s*> ?", "", line.text)) for line in lines[at:end]]
    if match := _CALLOUT.match(inner[0].text):
        kept = tuple(inner[1:]) or (Line(inner[0].number, ""),)
        return Block(
            "box", kept, mark=match["kind"].lower(), title=match["title"].strip(), fold=match["fold"]
        ), end
    return Block("quote", tuple(inner)), end


def _container(lines: Sequence[Line], at: int, match: re.Match[str]) -> tuple[Block, int]:
    end = next(
        (index for index in range(at + 1, len(lines)) if re.fullmatch(r":::+", lines[index].text.strip())),
        len(lines),
    )
    inner = tuple(lines[at + 1 : end]) or (Line(lines[at].number, ""),)
    return Block("box", inner, mark=(match["kind"] or "note").lower(), title=match["title"].strip()), min(
        end + 1, len(lines)
    )


def _html(lines: Sequence[Line], at: int, tag: str) -> tuple[Block, int]:
    """A block of HTML: to where its first element ends, or to the next empty line if it never does."""
    opened, closed = (
        re.compile(rf"<{tag}(?=[\s/>])", re.IGNORECASE),
        re.compile(rf"</{tag}\s*>", re.IGNORECASE),
    )
    depth = 0
    for end in range(at, len(lines)):
        depth += len(opened.findall(lines[end].text + " ")) - len(closed.findall(lines[end].text))
        if depth <= 0:
            return Block("html", tuple(lines[at : end + 1])), end + 1
    end = _until(lines, at)
    return Block("html", tuple(lines[at:end])), end
