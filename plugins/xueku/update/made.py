"""What becomes of a record, as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xueku.search.documents import Document
from xueku.site.frame import Frame
from xueku.update.found import Found

if TYPE_CHECKING:
    from xueku.site.question_bank import RecordQuestions

Frames = Mapping[str, Frame]
"""The frame of each section."""


@dataclass(frozen=True)
class WrittenPage:
    """A page that stands in the staging folder. `day` is an ISO date or ""; `digest` is that of its bytes."""

    address: str
    digest: bytes
    day: str = ""


@dataclass(frozen=True)
class Made:
    """What became of one record. `found` are its findings, and the facts that all of this followed from besides the record's own files.

    A record that is not shown has no pages, files (address → path), document and questions; one that could not be read, or whose id
    another has, has not even an id.
    """

    id: str = ""
    found: Found = field(default_factory=Found)
    pages: tuple[WrittenPage, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    document: Document | None = None
    questions: RecordQuestions | None = None
