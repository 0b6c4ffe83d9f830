"""Findings: what is wrong, where, and how an editor mends it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding weighs. An error stops a build; a warning stops it with `--strict`."""

    HINT = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The Chinese word shown to editors."""
        return {Severity.HINT: "提示", Severity.WARNING: "警告", Severity.ERROR: "错误"}[self]


@dataclass(frozen=True, order=True)
class Span:
    """A place in a source file.

    `path` is relative to the project's folder, with forward slashes. Lines and columns count from 1, in
    characters, a byte order mark not counted; `end_column` is the column after the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Fix:
    """A mending that is safe: the text of a file from `span`'s start to its end becomes `text`. The span stays in one line.

    `old` is what must stand there for the mending to be made; None where `span` alone says enough.
    """

    span: Span
    text: str
    old: str | None = None


@dataclass(frozen=True)
class Recoding:
    """A mending that is safe: a whole file, which is in the encoding `codec`, becomes UTF-8."""

    path: str
    codec: str


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One finding. Sorted by place, so that a report reads from the top of a file to its end.

    `fix` is there only where a person would mend it in just this way without a second thought.
    """

    span: Span
    code: str
    message: str
    remedy: str = ""
    severity: Severity = field(default=Severity.ERROR)
    fix: Fix | Recoding | None = field(default=None, compare=False)

    def __str__(self) -> str:
        text = f"{self.span}: {self.severity.label} {self.code} {self.message}"
        return f"{text}\n    改法：{self.remedy}" if self.remedy else text


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The different ones of these findings, in the order of their places."""
    return sorted({*findings}, key=_place)


def _place(finding: Diagnostic) -> tuple[object, ...]:
    """What findings are ordered by; ten times as fast as comparing them."""
    span = finding.span
    ends = span.end_line, span.end_column
    return (
        span.path,
        span.line,
        span.column,
        *ends,
        finding.code,
        finding.message,
        finding.remedy,
        finding.severity,
    )


class XuekuError(Exception):
    """A state that we cannot go on from, told like a finding: place, what is wrong, what to do.

    The command line shows it without a traceback and ends with exit status 2.
    """

    def __init__(self, place: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.place, self.message, self.remedy = place, message, remedy

    def __reduce__(self) -> tuple[type[XuekuError], tuple[str, str, str]]:
        """It crosses from one process to another as it is."""
        return type(self), (self.place, self.message, self.remedy)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text}\n    改法：{self.remedy}" if self.remedy else text


def shown(value: str, limit: int = 24) -> str:
    """`value` in Chinese quotation marks, on one line, shortened, for use in a message."""
    line = " ".join(value.split())
    return f"“{line if len(line) <= limit else line[: limit - 1] + '…'}”"
