"""The kit of one record: made anew where something that goes into it is not as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xueku.catalog.assembly import in_terms
from xueku.kinds import Course
from xueku.release.kit import compose, kit
from xueku.release.papers import Source
from xueku.review.publish import narrowed
from xueku.site.kit import kit_address
from xueku.site.writer import write_file
from xueku.typesetting.press import Press
from xueku.update.facts import Facts
from xueku.update.kits import MadeKit
from xueku.update.preparing import unpack
from xueku.update.store import digest_of


@dataclass(frozen=True)
class KitMaker:
    """Makes kits into `staging`, from prepared records and what they were made of last time.

    `shared` is the digest of what all kits follow from.
    """

    shown: Facts
    shared: bytes
    press: Press
    staging: Path

    def __call__(self, job: tuple[bytes, bytes]) -> MadeKit:
        """The kit of one record, unless it is as it was."""
        prepared, before = job
        found = unpack(prepared)
        record = found.read.record
        mine = self.shown.records.get(record.id) if record else None
        if record is None or mine is None or mine.path != record.path:
            return MadeKit()
        own = narrowed(in_terms(record, self.shown.vocabularies), self.shown.records)
        if not isinstance(own.resource, Course):
            return MadeKit()
        source = Source(self.shown.linked(record.id, found.parts), own, own.resource, self.press)
        composed, address = compose(source), kit_address(own)
        key = digest_of(
            self.shared, prepared, *(part for name, page in composed.pages.items() for part in (name, page))
        )
        if key == before:
            return MadeKit(address, key)
        content = kit(source, composed)
        write_file(self.staging / address, content)
        return MadeKit(address, key, digest_of(content))
