"""The page of the examination, for the preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xueku.health.checks import Health
from xueku.health.coverage import GAP
from xueku.health.heat_map import heat_map
from xueku.health.line import Concern, Line
from xueku.site.page import Page
from xueku.site.templates import render

ADDRESS = "xueku-health.html"

MOST_SHOWN = 100
"""Of more lines of one concern the page shows so many and names the command for all."""


@dataclass(frozen=True)
class Entry:
    """A line and the address of its record's page, empty where there is none."""

    line: Line
    address: str

    @property
    def is_verbatim(self) -> bool:
        """Whether the remedy is a command or a field, to be typed as it stands."""
        return self.line.remedy[:1].isascii()


@dataclass(frozen=True)
class Section:
    """The lines of one concern that are shown, and how many there are."""

    concern: Concern
    entries: tuple[Entry, ...]
    count: int


def health_page(health: Health, addresses: Mapping[str, str]) -> Page:
    """The page. `addresses` are those of the records' pages by id."""
    sections = [
        Section(
            concern,
            tuple(Entry(line, addresses.get(line.record, "")) for line in lines[:MOST_SHOWN]),
            len(lines),
        )
        for concern, lines in health.by_concern().items()
    ]
    main = render(
        "health.html",
        ADDRESS,
        health=health,
        todo=[section for section in sections if section.concern != GAP],
        gaps=[section for section in sections if section.concern == GAP],
        maps=[heat_map(grid) for grid in health.coverage.grids if grid.rows and grid.columns],
    )
    return Page(ADDRESS, "内容体检", "到期的、断了的、重复的、还缺的，一页看全", main)
