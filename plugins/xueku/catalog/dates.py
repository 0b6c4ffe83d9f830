"""Dates that are written in figures, such as 2026-06-01 and 2026.6.1, whether there is such a day or not."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-./])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![A-Za-z0-9_/-]|\.[0-9])"
)
# What makes figures behind it a version, a file name or a part of an address.
_NO_DATE = re.compile(r"[A-Za-z0-9_./-]")


@dataclass(frozen=True)
class WrittenDate:
    """Year, month and day as they are written at `start` to `end` of a text."""

    start: int
    end: int
    year: int
    month: int
    day: int

    @property
    def is_in_calendar(self) -> bool:
        """Whether there is such a day."""
        return 1 <= self.month <= 12 and 1 <= self.day <= monthrange(self.year, self.month)[1]


def dates_in_figures(text: str) -> Iterator[WrittenDate]:
    """Every date in figures, in order."""
    if "20" in text or "19" in text:
        for found in _DATE.finditer(text):
            if not _NO_DATE.match(text[max(0, found.start() - 1) : found.start()]):
                yield WrittenDate(*found.span(), int(found["year"]), int(found["month"]), int(found["day"]))
