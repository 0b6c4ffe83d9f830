"""Findings on records that needed to know others, kept by the path of each record's main file with what they were told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.rules import check_record
from xueku.update.comparing import Comparing, Sought, seek
from xueku.update.facts import WORKS, Facts
from xueku.update.found import KeptFindings
from xueku.update.intake import Intake
from xueku.update.preparing import Prepared, unpack
from xueku.update.store import Store, Table


@dataclass(frozen=True)
class Found:
    """The findings on one record, and the facts that they followed from. `sought` is what a comparison with the library starts from."""

    findings: tuple[Diagnostic, ...] = ()
    read: tuple[str, ...] = ()
    sought: Sought | None = None


@dataclass(frozen=True)
class Checker:
    """Checks prepared records against all others."""

    known: Facts
    levels: Mapping[str, Level]
    has_library: bool

    def __call__(self, prepared: bytes) -> Found:
        """What is wrong with one record; `prepared` is what a `Preparer` gave."""
        found = unpack(prepared)
        return self.check(found, found.read.record) if found.read.record else Found()

    def check(self, found: Prepared, record: Record) -> Found:
        """What is wrong with a record; nothing if another record has its id."""
        seen: set[str] = set()
        known = self.known.traced(seen).linked(record.id, found.parts)
        if known.catalog.records[record.id].path != record.path:
            return Found(read=tuple(sorted(seen)))
        findings = tuple(check_record(known, record, self.levels))
        sought = seek(known, record) if self.has_library else None
        return Found(findings, tuple(sorted(seen)), sought)


class Checks:
    """What was found, as a store keeps it."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._intake = intake
        self._read: Table[tuple[str, ...]] = store.table("made from")
        self._findings = KeptFindings(store, "findings")
        self._sought: Table[Sought] = store.table("sought")
        self._comparing = Comparing(store, intake.reading.packed)

    def stale(self, is_afresh: bool) -> set[str]:
        """The paths of the records that are to be checked again: all, or those that changed or followed from what did."""
        changes, derived = self._intake.changes, self._intake.derived
        stale = set(self._intake.reading.paths if is_afresh else changes.touched)
        works = {f"{WORKS}:{path}" for path in changes.works}
        stale.update(self._reading(works | (derived.changed if derived else set())))
        return stale - changes.gone

    def checker(self, known: Facts) -> Checker:
        """What checks these records, by these facts."""
        return Checker(known, self._intake.settings.site.rules, self._intake.has_library)

    def keep(self, found: Mapping[str, Found]) -> None:
        """Keep what was found, by path."""
        self.forget(path for path, one in found.items() if not one.read)
        self._findings.put({path: one.findings for path, one in found.items()})
        self._sought.drop(path for path, one in found.items() if one.sought is None)
        self._sought.put({path: one.sought for path, one in found.items() if one.sought is not None})
        self._read.put({path: one.read for path, one in found.items() if one.read})

    def compare(self, known: Facts, checked: Set[str]) -> None:
        """Compare with the library what was `checked` anew, and all that has to do with works that changed."""
        intake = self._intake
        levels, are_others = intake.settings.site.rules, intake.derived is not None
        self._comparing.compare(known, checked, intake.changes, are_others, levels)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget records that are no more."""
        gone = [*paths]
        for table in (self._read, self._findings, self._sought):
            table.drop(gone)

    def weighty(self) -> Iterator[Diagnostic]:
        """Every error and warning."""
        yield from self._findings.weighty()
        yield from self._comparing.findings.weighty()

    def hints(self) -> Iterator[Diagnostic]:
        """Every hint."""
        yield from self._findings.hints()
        yield from self._comparing.findings.hints()

    def _reading(self, changed: Set[str]) -> Iterator[str]:
        if changed:
            yield from (path for path, read in self._read.all().items() if not changed.isdisjoint(read))
