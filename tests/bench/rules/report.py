"""What was measured, as Markdown and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.bench.rules.run import Recall, Workbench
from xueku.model.diagnostic import Severity

GOALS = {Severity.ERROR: 0.95, Severity.WARNING: 0.85}
MOST = {Severity.ERROR: 0.5, Severity.WARNING: 3.0}
"""The least recall of a class, and the most findings per 10,000 clean characters, by severity."""


def recall_table(recalls: Sequence[Recall]) -> str:
    """One row for each class, and a line of sums. A class that misses its goal, or was never seeded, has a mark."""
    rows = [
        "| code | class | severity | faults | found | recall |",
        "| --- | --- | --- | ---: | ---: | ---: |",
    ]
    for one in recalls:
        severity = one.severity.name.lower() if one.severity is not None else ""
        mark = "" if is_reached(one) else " ✗"
        rows.append(
            f"| {one.fault.code} | {one.fault.name} | {severity} | {one.seeded} | {one.found} | {one.recall:.3f}{mark} |"
        )
    seeded, found = sum(one.seeded for one in recalls), sum(one.found for one in recalls)
    return "\n".join([*rows, "", f"{len(recalls)} classes, {seeded} faults, {found} found"])


def is_reached(one: Recall) -> bool:
    """Whether a class has the recall that is asked of its severity."""
    return one.severity is not None and one.recall >= GOALS.get(one.severity, 0)


def clean_table(bench: Workbench) -> str:
    """Findings on the clean texts per 10,000 characters, by severity and by code."""
    part = 10_000 / bench.characters
    by_severity = Counter(one.severity for one in bench.checked.findings)
    by_code = Counter((one.severity, one.code) for one in bench.checked.findings)
    rows = ["| severity | code | findings | per 10,000 |", "| --- | --- | ---: | ---: |"]
    for severity in sorted(Severity, reverse=True):
        goal = f" (goal {MOST[severity]})" if severity in MOST else ""
        count = by_severity[severity]
        rows.append(f"| **{severity.name.lower()}** | all{goal} | {count} | {count * part:.2f} |")
        rows += [
            f"| {severity.name.lower()} | {code} | {number} | {number * part:.2f} |"
            for (weight, code), number in by_code.most_common()
            if weight == severity
        ]
    return "\n".join(rows)


def time_table(times: Mapping[str, float]) -> str:
    """Microseconds of processor time per 10,000 characters, the dearest first, and their sum."""
    rows = ["| rule | µs per 10,000 characters |", "| --- | ---: |"]
    rows += [f"| {code} | {value:.0f} |" for code, value in sorted(times.items(), key=lambda one: -one[1])]
    return "\n".join([*rows, f"| **all** | {sum(times.values()):.0f} |"])


def as_json(bench: Workbench, recalls: Sequence[Recall], times: Mapping[str, float]) -> dict[str, Any]:
    """All figures, every finding on a clean text with its line, and the line of every fault that was missed."""
    return {
        "characters": bench.characters,
        "recall": [
            {"code": one.fault.code, "name": one.fault.name, "seeded": one.seeded, "found": one.found}
            | {"missed": one.missed}
            for one in recalls
        ],
        "clean": [*_findings(bench)],
        "microseconds": dict(times),
    }


def _findings(bench: Workbench) -> Iterator[dict[str, Any]]:
    for name, findings in bench.findings.items():
        lines = bench.files[name].split("\n") if name in bench.files else []
        for one in findings:
            line = lines[one.span.line - 1] if one.span.line <= len(lines) else ""
            near = line[max(0, one.span.column - 16) : one.span.column + 24]
            yield {"code": one.code, "severity": one.severity.name, "place": str(one.span)} | {
                "message": one.message,
                "near": near,
            }
