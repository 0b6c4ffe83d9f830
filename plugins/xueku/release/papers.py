"""The papers of a kit: what each is for, and which courses have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from xueku.exports.lesson_plan_docx import lesson_plan_docx
from xueku.exports.meeting_record import meeting_record
from xueku.exports.sign_in_sheet import sign_in_sheet
from xueku.kinds import Course
from xueku.model.record import Record
from xueku.render.link import Linked


@dataclass(frozen=True)
class Source:
    """What a paper is made of: a course among all others; what it attaches stands below `root`."""

    linked: Linked
    record: Record
    course: Course
    root: Path


@dataclass(frozen=True)
class Paper:
    """A document of a kit: its file name, what it is for, how it is made, and whether a course has it."""

    file: str
    use: str
    make: Callable[[Source], bytes]
    suits: Callable[[Source], bool] = lambda _: True


PAPERS: tuple[Paper, ...] = (
    Paper(
        "教案.docx",
        "改成本单位的教案，存档",
        lambda of: lesson_plan_docx(of.linked, of.record, of.course, of.root),
    ),
    Paper("签到表.docx", "空白表，打印后签名", lambda of: sign_in_sheet(of.course)),
    Paper("会议记录.docx", "空白表，按议程和讨论题分好格", lambda of: meeting_record(of.course)),
)

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
