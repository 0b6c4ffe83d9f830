"""A text with its places: what rules read, because Python-Markdown forgets positions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xueku.model.diagnostic import Span

FILLER = "\x00"
"""Stands for each character of a comment; no text that can be read has it."""

_LINE_END = re.compile("\n")
_ONLY_FILLER = re.compile(rf"^[ \t]*{FILLER}[ \t{FILLER}]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class Heading:
    """A heading as written: level 1–6 and its words without markup."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True)
class Link:
    """A link or an image as written; `span` is the place of the target."""

    target: str
    text: str
    span: Span
    is_image: bool = False


@dataclass(frozen=True)
class Refused:
    """Markup that safe rendering does not let through: `kind` is html, attribute or scheme."""

    kind: str
    text: str
    span: Span


@dataclass(frozen=True)
class Prose:
    """One part of a record: its Markdown, and the same text with all markup blanked at equal length.

    `markdown` has includes filled in, and FILLER in the place of comments. `outline` is that with comments and code blanked,
    `words` with all markup blanked; an offset in either is an offset in `markdown`. `origins` names for each line the
    file and the line that it was read from. `silenced` maps a finding's code to the places (path, line) whose
    findings an `xk-ok` comment silences. `indent` is how many columns of the file stand left of the text.
    """

    path: str
    markdown: str
    outline: str
    words: str
    origins: tuple[tuple[str, int], ...]
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    refused: tuple[Refused, ...] = ()
    silenced: Mapping[str, frozenset[tuple[str, int]]] = field(default_factory=dict)
    indent: int = 0

    @property
    def written(self) -> str:
        """What is converted: `markdown` as if its comments had never been there, without lines that held nothing else."""
        if FILLER not in self.markdown:
            return self.markdown
        return _ONLY_FILLER.sub("", self.markdown).replace(FILLER, "")

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.markdown))]

    def span(self, start: int, end: int | None = None) -> Span:
        """The place of `markdown[start:end]` in the file that it was read from."""
        path, line, column = self._place(start)
        _, end_line, end_column = self._place(start if end is None else end)
        return Span(path, line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[str, int, int]:
        index = bisect_right(self._line_starts, offset) - 1
        path, line = self.origins[min(index, len(self.origins) - 1)] if self.origins else (self.path, 1)
        return path, line, offset - self._line_starts[index] + 1 + self.indent
