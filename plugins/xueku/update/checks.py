"""Findings on records that needed to know others, kept by the path of each record's main file with what they were told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.rules import check_record
from xueku.update.facts import Facts
from xueku.update.preparing import Prepared, unpack
from xueku.update.store import Store, Table


@dataclass(frozen=True)
class Found:
    """The findings on one record, and the facts that they followed from."""

    findings: tuple[Diagnostic, ...] = ()
    read: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checker:
    """Checks prepared records against all others."""

    known: Facts
    levels: Mapping[str, Level]

    def __call__(self, prepared: bytes) -> Found:
        """What is wrong with one record; `prepared` is what a `Preparer` gave."""
        found, seen = unpack(prepared), set[str]()
        record = found.read.record
        if record is None:
            return Found()
        findings = self.check(found, record, seen)
        return Found(tuple(findings or ()), tuple(sorted(seen)))

    def check(self, found: Prepared, record: Record, seen: set[str]) -> list[Diagnostic] | None:
        """What is wrong with a record, with all that was asked for noted in `seen`; None if another record has its id."""
        known = self.known.traced(seen).linked(record.id, found.parts)
        if known.catalog.records[record.id].path != record.path:
            return None
        return check_record(known, record, self.levels)


class Checks:
    """What was found, as a store keeps it."""

    def __init__(self, store: Store) -> None:
        self._read: Table[tuple[str, ...]] = store.table("made from")
        self._findings: Table[tuple[Diagnostic, ...]] = store.table("findings")

    def reading(self, changed: Set[str]) -> Iterator[str]:
        """The paths of records that followed from one of these facts."""
        if changed:
            yield from (path for path, read in self._read.all().items() if not changed.isdisjoint(read))

    def keep(self, found: Mapping[str, Found]) -> None:
        """Keep what was found, by path."""
        self.forget(path for path, one in found.items() if not one.read)
        self._findings.drop(path for path, one in found.items() if not one.findings)
        self._findings.put({path: one.findings for path, one in found.items() if one.findings})
        self._read.put({path: one.read for path, one in found.items() if one.read})

    def forget(self, paths: Iterable[str]) -> None:
        """Forget records that are no more."""
        gone = [*paths]
        self._read.drop(gone)
        self._findings.drop(gone)

    def findings(self) -> Iterator[Diagnostic]:
        """Every finding."""
        return (finding for found in self._findings.all().values() for finding in found)
