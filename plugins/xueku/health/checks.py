"""All checks, in the order in which their lines are told where they are equally urgent, and a whole examination."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xueku.health.broken_links import check_broken_links
from xueku.health.coverage import Coverage, check_gaps, cover
from xueku.health.due import check_crowded_months, check_due, check_undated
from xueku.health.duplicates import check_duplicates
from xueku.health.holdings import Holdings
from xueku.health.incoming import check_incoming
from xueku.health.line import Concern, Line
from xueku.health.owners import check_owners
from xueku.health.signatures import check_signatures
from xueku.health.sorting import check_sorting
from xueku.health.thin import check_thin
from xueku.health.unread import check_unread
from xueku.health.unused_files import check_unused_files

Check = Callable[[Holdings], Iterator[Line]]

CHECKS: tuple[Check, ...] = (
    check_unread,
    check_broken_links,
    check_due,
    check_signatures,
    check_owners,
    check_sorting,
    check_duplicates,
    check_crowded_months,
    check_undated,
    check_thin,
    check_incoming,
    check_unused_files,
    check_gaps,
)


@dataclass(frozen=True)
class Health:
    """The result: every line, the most urgent first and those of one concern together; coverage; how many records there are.

    `today` is the day that was counted from, `day_is_of` says in words whose day that is.
    """

    lines: Sequence[Line]
    coverage: Coverage
    records: int
    today: date
    day_is_of: str

    def by_concern(self) -> dict[Concern, list[Line]]:
        """The lines by concern, in their order."""
        found: dict[Concern, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.concern, []).append(line)
        return found

    def below(self, paths: Sequence[str]) -> Health:
        """The same with only those lines that stand in one of these files or folders; `.` is the whole project."""
        return replace(
            self, lines=[line for line in self.lines if line.span and _is_below(line.span.path, paths)]
        )


def look_over(holdings: Holdings) -> Health:
    """Every check on all of the holdings."""
    lines = [line for check in CHECKS for line in check(holdings)]
    order = {concern: number for number, concern in enumerate(dict.fromkeys(line.concern for line in lines))}
    lines.sort(key=lambda line: (-line.concern.urgency, order[line.concern], _place(line)))
    return Health(lines, cover(holdings), len(holdings.records), holdings.today, holdings.day_is_of)


def _place(line: Line) -> tuple[str, int, int]:
    """Lines on no place keep their order, after the others."""
    return (line.span.path, line.span.line, line.span.column) if line.span else ("\U0010ffff", 0, 0)


def _is_below(path: str, ways: Sequence[str]) -> bool:
    return any(way == "." or path == way or path.startswith(f"{way}/") for way in ways)
