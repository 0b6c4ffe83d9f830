"""The second half of the work on a record, which may ask for others: findings, pages, and what is searched."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from pathlib import Path

from xueku.catalog.assembly import in_terms
from xueku.review.publish import narrowed
from xueku.search.documents import record_document
from xueku.site.frame import section_of
from xueku.site.page import Offer, Page
from xueku.site.question_bank import record_questions
from xueku.site.records import record_files, record_pages
from xueku.site.writer import write_file
from xueku.update.checker import Checker
from xueku.update.facts import Facts
from xueku.update.found import Found
from xueku.update.made import Frames, Made, WrittenPage
from xueku.update.preparing import unpack
from xueku.update.store import digest_of


@dataclass(frozen=True)
class Maker:
    """Makes of a prepared record all that is shown of it; its pages go to `staging`."""

    checker: Checker
    shown: Facts
    frames: Frames
    staging: Path
    offer: Offer

    def __call__(self, prepared: bytes) -> Made:
        """All of one record; `prepared` is what a `Preparer` gave."""
        found = unpack(prepared)
        record = found.read.record
        if record is None:
            return Made()
        told = self.checker.check(found, record)
        if self.checker.known.records[record.id].path != record.path:
            return Made(found=told)
        seen: set[str] = set()
        shown = self.shown.traced(seen)
        if record.id not in shown.records:
            return Made(record.id, _with(told, seen))
        linked = shown.linked(record.id, found.parts)
        own = narrowed(in_terms(record, shown.vocabularies), shown.records)
        return Made(
            record.id,
            pages=tuple(
                write_page(page, self.frames, self.staging) for page in record_pages(linked, own, self.offer)
            ),
            files=tuple(record_files(linked, own).items()),
            document=record_document(linked, own),
            questions=record_questions(linked, own),
            found=_with(told, seen),
        )

    def ended(self, prepared: bytes) -> Made:
        """What stands in the place of a record that took too long: nothing, and why."""
        return Made(found=self.checker.ended(prepared))


def _with(told: Found, seen: Set[str]) -> Found:
    return replace(told, read=tuple(sorted({*told.read, *seen})))


def write_page(page: Page, frames: Frames, staging: Path) -> WrittenPage:
    """Put a page into its frame, if it needs one, and into the staging folder."""
    html = page.main_html if page.is_whole else frames[section_of(page.address)].fill(page)
    content = html.encode("utf-8", "xmlcharrefreplace")
    write_file(staging / page.address, content)
    return WrittenPage(page.address, digest_of(content), page.updated)
