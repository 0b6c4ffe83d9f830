"""The second half of the work on a record, which may ask for others: findings, pages, and what is searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xueku.catalog.assembly import in_terms
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.render.link import Linked
from xueku.review.publish import narrowed
from xueku.rules import check_record
from xueku.search.documents import Document, record_document
from xueku.site.frame import Frame, section_of
from xueku.site.page import Page
from xueku.site.records import record_files, record_pages
from xueku.site.writer import write_file
from xueku.update.comparing import Sought, seek
from xueku.update.facts import Facts
from xueku.update.preparing import unpack
from xueku.update.store import digest_of

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
    """What became of one record. `read` are the facts that it followed from, besides the record's own files.

    A record that is not shown has no pages, files (address → path) and document; one that could not be read, or whose id
    another has, has not even an id. `sought` is what a comparison with the library starts from.
    """

    id: str = ""
    findings: tuple[Diagnostic, ...] = ()
    read: tuple[str, ...] = ()
    pages: tuple[WrittenPage, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    document: Document | None = None
    sought: Sought | None = None


@dataclass(frozen=True)
class Maker:
    """Makes of a prepared record all that is shown of it; its pages go to `staging`."""

    known: Facts
    shown: Facts
    frames: Frames
    staging: Path
    levels: Mapping[str, Level]
    has_library: bool = False

    def __call__(self, prepared: bytes) -> Made:
        """All of one record; `prepared` is what a `Preparer` gave."""
        found = unpack(prepared)
        record = found.read.record
        if record is None:
            return Made()
        seen: set[str] = set()
        known = self.known.traced(seen).linked(record.id, found.parts)
        if known.catalog.records[record.id].path != record.path:
            return Made(read=tuple(sorted(seen)))
        findings = tuple(check_record(known, record, self.levels))
        shown = self.shown.traced(seen)
        if record.id not in shown.records:
            return Made(record.id, findings, tuple(sorted(seen)), sought=self._sought(known, record))
        linked = shown.linked(record.id, found.parts)
        own = narrowed(in_terms(record, known.catalog.vocabularies), shown.records)
        return Made(
            record.id,
            findings,
            pages=tuple(write_page(page, self.frames, self.staging) for page in record_pages(linked, own)),
            files=tuple(record_files(linked, own).items()),
            document=record_document(linked, own),
            read=tuple(sorted(seen)),
            sought=self._sought(known, record),
        )

    def _sought(self, known: Linked, record: Record) -> Sought | None:
        return seek(known, record) if self.has_library else None


def write_page(page: Page, frames: Frames, staging: Path) -> WrittenPage:
    """Put a page into its frame and into the staging folder."""
    content = frames[section_of(page.address)].fill(page).encode("utf-8", "xmlcharrefreplace")
    write_file(staging / page.address, content)
    return WrittenPage(page.address, digest_of(content), page.updated)
