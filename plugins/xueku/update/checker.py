"""What is wrong with one record, and what it asked others for to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.quoting.comparison import verdicts
from xueku.quoting.fingerprints import from_bytes
from xueku.quoting.index import Library
from xueku.quoting.unmarked import sought
from xueku.render.link import Linked
from xueku.rules import check_record
from xueku.update.comparing import ANY
from xueku.update.facts import Facts
from xueku.update.found import Found
from xueku.update.preparing import Prepared, overtime, unpack


@dataclass(frozen=True)
class Checker:
    """Checks prepared records against all others, and against the library if there is one."""

    known: Facts
    levels: Mapping[str, Level]
    library: Library | None

    def __call__(self, prepared: bytes) -> Found:
        """What is wrong with one record; `prepared` is what a `Preparer` gave."""
        found = unpack(prepared)
        return self.check(found, found.read.record) if found.read.record else Found()

    def ended(self, prepared: bytes) -> Found:
        """What stands in the place of a check that took too long."""
        record = unpack(prepared).read.record
        return Found((overtime(record.path),)) if record else Found()

    def check(self, found: Prepared, record: Record) -> Found:
        """What is wrong with a record; nothing if another record has its id."""
        seen: set[str] = set()
        known = self.known.traced(seen).linked(record.id, found.parts)
        if known.catalog.records[record.id].path != record.path:
            return Found(read=tuple(sorted(seen)))
        sought = seek(known, record) if self.library else b""
        findings = tuple(check_record(known, record, self.levels, self._related(sought)))
        return Found(findings, tuple(sorted(seen)), sought)

    def _related(self, sought: bytes) -> Library | None:
        """The library, if a record for which this is sought has to do with it. What it is asked is no fact: `Comparing` knows whom a changed work concerns."""
        if self.library and sought:
            is_related = sought.endswith(ANY) or self.library.has_one_of(from_bytes(sought))
            return self.library if is_related else None
        return None


def seek(linked: Linked, record: Record) -> bytes:
    """The fingerprints of what is to be looked for in the library for a record; only works with one of them have to do with it."""
    is_open = any(verdict.sort == "unknown" for verdict in verdicts(linked, record))
    return sought(record) + (ANY if is_open else b"")
