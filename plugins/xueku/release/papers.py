"""The papers of a kit: what each is for, and which records have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from xueku.model.record import Record
from xueku.render.link import Linked


@dataclass(frozen=True)
class Paper:
    """A document that is made of a record: its name in the kit, what it is for, whether a record has it, its bytes."""

    file: str
    use: str
    suits: Callable[[Record], bool]
    make: Callable[[Linked, Record], bytes]


PAPERS: tuple[Paper, ...] = ()

PROGRAMS = ("typst", "segno", "python-docx")
"""What has to be installed for all papers, by the names under which it is installed."""


def missing_programs() -> list[str]:
    """Those of them that are not installed."""
    return [name for name in PROGRAMS if not _is_installed(name)]


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
