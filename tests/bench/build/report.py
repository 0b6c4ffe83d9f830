"""What was measured, as Markdown and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Case = Literal["cold", "nothing", "edit", "served"]
CASES: dict[Case, str] = {
    "cold": "cold",
    "nothing": "nothing changed",
    "edit": "one edit",
    "served": "edit to served",
}


@dataclass(frozen=True)
class Row:
    """One engine, size and case. `trouble` says in a few words why there are no figures.

    `wall_s` of "served" is the 95th percentile of `edits` edits and `median_s` their median; `cpu_s`, `out_mb` and
    `files` are then missing.
    """

    engine: str
    pages: int
    case: Case
    cpu_s: float | None = None
    wall_s: float | None = None
    rss_mb: float | None = None
    out_mb: float | None = None
    files: int | None = None
    median_s: float | None = None
    edits: int | None = None
    trouble: str = ""


def as_json(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The rows that have figures; `median_s` and `edits` only where the case is "served"."""
    served = ("median_s", "edits")
    return [
        {
            name: value
            for name, value in asdict(row).items()
            if name != "trouble" and (row.case == "served" or name not in served)
        }
        for row in rows
        if not row.trouble
    ]


def tables(rows: Sequence[Row]) -> str:
    """Builds, then edits of a served site, then, where two sizes tell it, how cold cost grows."""
    parts = (_builds(rows), _served(rows), _growths(rows))
    return "\n\n".join(filter(None, ("\n".join(part) for part in parts))) + "\n"


def growth(rows: Sequence[Row], engine: str) -> tuple[int, int, float] | None:
    """The exponent b of cold processor seconds = a·pages^b between the smallest and the largest size of 1,000 or more."""
    cold = {
        row.pages: row.cpu_s
        for row in rows
        if row.engine == engine and row.case == "cold" and row.cpu_s and row.pages >= 1000
    }
    if len(cold) < 2:
        return None
    first, last = min(cold), max(cold)
    return first, last, math.log(cold[last] / cold[first]) / math.log(last / first)


def _builds(rows: Sequence[Row]) -> Iterator[str]:
    yield "| pages | engine | case | CPU s | wall s | peak MB | output MB | files |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        if row.case == "served":
            continue
        yield _line(
            f"{row.pages:,}",
            row.engine,
            CASES[row.case],
            *(
                [row.trouble, "", "", "", ""]
                if row.trouble
                else [
                    _number(row.cpu_s, 2),
                    _number(row.wall_s, 2),
                    _number(row.rss_mb, 0),
                    _number(row.out_mb, 1),
                    _number(row.files, 0),
                ]
            ),
        )


def _served(rows: Sequence[Row]) -> Iterator[str]:
    yield "| pages | engine | edit to served, median ms | p95 ms | edits | peak MB |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        if row.case == "served":
            seconds = [one and one * 1000 for one in (row.median_s, row.wall_s)]
            figures = [_number(one, 0) for one in (*seconds, row.edits, row.rss_mb)]
            yield _line(
                f"{row.pages:,}", row.engine, *([row.trouble, "", "", ""] if row.trouble else figures)
            )


def _growths(rows: Sequence[Row]) -> Iterator[str]:
    grown = {engine: growth(rows, engine) for engine in dict.fromkeys(row.engine for row in rows)}
    if any(grown.values()):
        yield "| engine | from … to … pages | cold CPU s grow as pages to the power of |"
        yield "|---|---|---|"
    for engine, found in grown.items():
        if found:
            yield _line(engine, f"{found[0]:,} … {found[1]:,}", f"{found[2]:.2f}")


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"
