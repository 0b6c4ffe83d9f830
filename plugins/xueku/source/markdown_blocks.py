"""A Markdown text cut into its blocks, each the lines that mean something together: a paragraph, a list, a table, a box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"^(?:[-*+]|\d+[.)])[ \t]+\S")
_NUMBERED = re.compile(r"^\d+[.)]")
_NOTE = re.compile(r"^\[\^[^\]]+\]:")


@dataclass(frozen=True)
class MarkdownBlock:
    """`text[start:end]` of the Markdown that it was cut from, without the line end."""

    start: int
    end: int
    text: str

    @property
    def is_note(self) -> bool:
        """Whether it is the text of a footnote."""
        return bool(_NOTE.match(self.text))

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return bool(_ITEM.match(self.text))


def markdown_blocks(markdown: str) -> tuple[MarkdownBlock, ...]:
    """The blocks in order; blank lines stand between them and nowhere else."""
    done: list[MarkdownBlock] = []
    for block in _pieces(markdown):
        before = done[-1] if done else None
        is_inside = block.text.startswith("    ")
        goes_on = (
            before is not None
            and before.is_list
            and block.is_list
            and _kind(before.text) == _kind(block.text)
        )
        if before is not None and (is_inside or goes_on):
            done[-1] = MarkdownBlock(before.start, block.end, markdown[before.start : block.end])
        else:
            done.append(block)
    return tuple(done)


def _kind(text: str) -> bool:
    return bool(_NUMBERED.match(text))


def _pieces(markdown: str) -> Iterator[MarkdownBlock]:
    """What stands between blank lines; code between fences, and a heading, is one piece."""
    start, fence, offset = -1, "", 0
    for line in markdown.split("\n"):
        is_blank = not line.strip()
        if start >= 0 and not fence and (is_blank or line.startswith("#")):
            yield _block(markdown, start, offset - 1)
            start = -1
        if not is_blank and start < 0:
            start = offset
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        offset += len(line) + 1
        if start >= 0 and not fence and line.startswith("#"):
            yield _block(markdown, start, offset - 1)
            start = -1
    if start >= 0:
        yield _block(markdown, start, len(markdown))


def _block(markdown: str, start: int, end: int) -> MarkdownBlock:
    text = markdown[start:end].rstrip("\n")
    return MarkdownBlock(start, start + len(text), text)
