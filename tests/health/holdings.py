"""Small libraries to look over, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.samples import LIBRARY, write_content
from xueku.build import examine, health
from xueku.health.checks import Health
from xueku.health.line import Line

TODAY = date(2026, 11, 24)


def looked_over(root: Path, files: Mapping[str, str] = LIBRARY, day: date = TODAY) -> Health:
    """The examination of these files on this day."""
    settings = write_content(root, files)
    return health(settings, examine(settings), day)


def lines(found: Health, concern: str) -> list[Line]:
    """The lines of one concern."""
    return [line for line in found.lines if line.concern.name == concern]


def on(found: Health, concern: str) -> list[str]:
    """The ids of the records that have a line of one concern."""
    return [line.record for line in lines(found, concern)]
