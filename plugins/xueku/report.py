"""Findings as text for people, JSON for programs, annotations for a code host."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from xueku.model.diagnostic import Diagnostic, Severity


def text(findings: Sequence[Diagnostic]) -> str:
    """One finding after the other, each as place, weight, code, message, and how to mend it."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Sequence[Diagnostic]) -> str:
    """A JSON list; keys: path, line, column, end_line, end_column, severity, code, message, remedy."""
    rows = [
        {
            "path": finding.span.path,
            "line": finding.span.line,
            "column": finding.span.column,
            "end_line": finding.span.end_line or finding.span.line,
            "end_column": finding.span.end_column or finding.span.column,
            "severity": finding.severity.name.lower(),
            "code": finding.code,
            "message": finding.message,
            "remedy": finding.remedy,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(findings: Sequence[Diagnostic]) -> str:
    """Workflow commands, as GitHub and Gitea show them beside the lines of a change."""
    commands = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
    return "".join(
        f"::{commands[finding.severity]} file={_property(finding.span.path)},line={finding.span.line},"
        f"col={finding.span.column},title={finding.code}::{_data(_one_line(finding))}\n"
        for finding in findings
    )


def summary(findings: Sequence[Diagnostic], records: int) -> str:
    """One line: how much was read and what was found."""
    counts = [
        f"{number} 处{severity.label}"
        for severity in sorted(Severity, reverse=True)
        if (number := sum(finding.severity == severity for finding in findings))
    ]
    return f"读了 {records} 份材料，{'、'.join(counts) if counts else '没有要改的地方'}"


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
}


def _one_line(finding: Diagnostic) -> str:
    return f"{finding.message}\n改法：{finding.remedy}" if finding.remedy else finding.message


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
