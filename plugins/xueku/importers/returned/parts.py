"""The Markdown of one part, changed as its paragraphs in Word were changed; blocks that were not touched stay byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xueku.importers.converted import Row
from xueku.importers.returned.aligning import Pair, aligned
from xueku.importers.returned.words import edited
from xueku.source.markdown_blocks import MarkdownBlock, markdown_blocks

_CELL = re.compile(r"(?<!\\)\|")
_ITEM_MARK = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")


@dataclass(frozen=True)
class Changed:
    """A part's Markdown, and paragraphs that were written anew from Word, so that links and emphasis in them may be lost."""

    markdown: str
    rewritten: tuple[str, ...] = ()


def changed_part(
    markdown: str, before: Sequence[Row], origins: Sequence[int], after: Sequence[Row]
) -> Changed:
    """`markdown` with the edits that lead from `before` to `after`; `origins` names for each row of `before` its block."""
    blocks = markdown_blocks(markdown)
    pairs = aligned([row.source for row in before], [row.source for row in after])
    merger = _Merger(before, origins, after)
    pieces: list[str] = []
    reached = 0
    for index, group in _groups(pairs, origins, after):
        if index is None:
            new = merger.written(group)
            if new:
                gap = "" if not pieces or "".join(pieces).endswith("\n\n") else "\n\n"
                pieces.append(f"{gap}{new}\n\n" if reached < len(markdown) and not gap else f"{gap}{new}")
            continue
        block = blocks[index]
        result = merger.block(block, group)
        gap = markdown[reached : block.start]
        if pieces and gap.startswith("\n") and "".join(pieces).endswith("\n\n"):
            gap = gap.lstrip("\n")
        if result is None:
            reached = block.end
            continue
        pieces += [gap, result]
        reached = block.end
    pieces.append(markdown[reached:])
    text = "".join(pieces)
    return Changed(text if text == markdown else _tidy(text), tuple(merger.rewritten))


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def _groups(
    pairs: Sequence[Pair], origins: Sequence[int], after: Sequence[Row]
) -> list[tuple[int | None, list[Pair]]]:
    """Pairs by the block that they belong to; new rows between two rows of one block belong to it, as do new items at its end."""
    groups: list[tuple[int | None, list[Pair]]] = []
    for place, pair in enumerate(pairs):
        index = origins[pair[0]] if pair[0] is not None else None
        if index is None and groups and groups[-1][0] is not None:
            following = next((origins[i] for i, _ in pairs[place:] if i is not None), None)
            is_item = (
                pair[1] is not None
                and after[pair[1]].role == "item"
                and _ends_with_item(groups[-1][1], after)
            )
            if following == groups[-1][0] or is_item:
                index = groups[-1][0]
        if groups and groups[-1][0] == index:
            groups[-1][1].append(pair)
        else:
            groups.append((index, [pair]))
    return groups


def _ends_with_item(group: Sequence[Pair], after: Sequence[Row]) -> bool:
    last = group[-1][1]
    return last is not None and after[last].role == "item"


class _Merger:
    def __init__(self, before: Sequence[Row], origins: Sequence[int], after: Sequence[Row]) -> None:
        self.before, self.origins, self.after = before, origins, after
        self.rewritten: list[str] = []

    def block(self, block: MarkdownBlock, group: Sequence[Pair]) -> str | None:
        """A block after its changes; None where all of it was taken away."""
        news = [j for _, j in group if j is not None]
        if not news:
            return None
        if all(i is not None and j is not None and self._is_same(i, j) for i, j in group):
            return block.text
        if len(group) == 1 and self.before[group[0][0] or 0].cells:
            return self._table(block.text, *self._rows(group[0]))
        return self._lines(block, group) or self._whole(block, group) or self._anew(group)

    def written(self, group: Sequence[Pair]) -> str:
        """New rows as Markdown, items of a list close together."""
        text, before = "", ""
        for row in (self.after[j] for _, j in group if j is not None):
            if not row.markdown:
                continue
            text += ("\n" if row.role == before == "item" else "\n\n" if text else "") + row.markdown
            before = row.role
        return _renumbered(text)

    def _rows(self, pair: Pair) -> tuple[Row, Row]:
        assert pair[0] is not None
        assert pair[1] is not None
        return self.before[pair[0]], self.after[pair[1]]

    def _is_same(self, i: int, j: int) -> bool:
        return self.before[i].source == self.after[j].source

    def _anew(self, group: Sequence[Pair]) -> str:
        new = self.written(group)
        self.rewritten.append(new)
        return new

    def _lines(self, block: MarkdownBlock, group: Sequence[Pair]) -> str | None:
        """Changes in a block of which each line is a paragraph in Word, such as a list."""
        lines = [line for line in block.text.split("\n") if line.strip()]
        if sum(i is not None for i, _ in group) != len(lines) or not block.is_list:
            return None
        result: list[str] = []
        waiting = iter(lines)
        mark = "- "
        for i, j in group:
            line = next(waiting) if i is not None else ""
            if i is not None:
                mark = (_ITEM_MARK.match(line) or [mark])[0]
            if j is None:
                continue
            new = self._line(line, i, j, mark)
            if new is None:
                return None
            result.append(new)
        gap = "\n\n" if "\n\n" in block.text else "\n"
        return _renumbered(gap.join(result))

    def _line(self, line: str, i: int | None, j: int, mark: str) -> str | None:
        row = self.after[j]
        if i is None:
            return mark + _ITEM_MARK.sub("", row.markdown)
        if self._is_same(i, j):
            return line
        head = (_ITEM_MARK.match(line) or [""])[0]
        words = edited(line[len(head) :], _unboxed(self.before[i].source), _unboxed(row.source))
        return None if words is None else head + words

    def _whole(self, block: MarkdownBlock, group: Sequence[Pair]) -> str | None:
        """Changes of words only, wherever in the block they stand."""
        if any(i is None or j is None for i, j in group):
            return None
        rows = [self._rows(pair) for pair in group]
        before, after = ("\n".join(row[side].source.replace("\ufffc", "") for row in rows) for side in (0, 1))
        return edited(block.text, before, after)

    def _table(self, text: str, before: Row, after: Row) -> str:
        lines = text.split("\n")
        grid = [line for line in lines if _CELL.search(line)]
        is_plain = len(grid) == len(lines) == len(before.cells) + 1
        if not is_plain or len({*map(len, before.cells), *map(len, after.cells)}) != 1:
            self.rewritten.append(after.markdown)
            return after.markdown
        head, rule, *rows = grid
        old = [" ".join(row) for row in before.cells]
        new = [" ".join(row) for row in after.cells]
        result = []
        for i, j in aligned(old, new):
            if j is None:
                continue
            source = ([head, *rows][i]) if i is not None else ""
            result.append(self._table_line(source, before.cells[i] if i is not None else (), after.cells[j]))
        return "\n".join([result[0], rule, *result[1:]])

    def _table_line(self, line: str, before: Sequence[str], after: Sequence[str]) -> str:
        if not line:
            return "| " + " | ".join(cell.replace("\n", "　").replace("|", "\\|") for cell in after) + " |"
        if tuple(before) == tuple(after):
            return line
        cells = _CELL.split(line)
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
            if old != new:
                words = cells[number].strip()
                cells[number] = (
                    f" {edited(words, old, new) if old else None or new.replace('|', chr(92) + '|')} "
                )
        return "|".join(cells)


def _unboxed(source: str) -> str:
    """A task's words without the box that Word shows."""
    return source.removeprefix("☑　").removeprefix("☐　")


def _renumbered(text: str) -> str:
    """Each numbered list counted from its first number."""
    count = 0
    lines = []
    for line in text.split("\n"):
        if match := re.match(r"(\d+)(?=[.)]\s)", line):
            count = count + 1 if count else int(match[1])
            line = f"{count}{line[match.end() :]}"
        elif line.strip() and not line.startswith("    "):
            count = 0
        lines.append(line)
    return "\n".join(lines)
