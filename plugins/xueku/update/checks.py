"""Findings on records that needed to know others, kept by the path of each record's main file with what they were told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from xueku.model.diagnostic import Diagnostic
from xueku.render.pool import POOL_FROM
from xueku.update.comparing import Comparing
from xueku.update.facts import WORKS, Facts
from xueku.update.found import Found, KeptFindings
from xueku.update.intake import Intake
from xueku.update.inverted import Inverted, marks_of
from xueku.update.store import Store, Table

if TYPE_CHECKING:
    from xueku.update.checker import Checker


class Checks:
    """What was found, as a store keeps it. What is kept counts for `stale` after `settle`."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._intake = intake
        self._read: Table[tuple[str, ...]] = store.table("made from")
        self._readers = Inverted(store, "readers")
        self._findings = KeptFindings(store, "findings")
        self._comparing = Comparing(store)

    def stale(self, is_afresh: bool) -> set[str]:
        """The paths of the records that are to be checked again: all, or those that changed or followed from what did."""
        changes, derived = self._intake.changes, self._intake.derived
        known, _ = self._intake.facts()
        related = self._comparing.renew(known, changes, derived is not None)
        if is_afresh:
            return set(self._intake.reading.paths)
        facts = {f"{WORKS}:{path}" for path in changes.works} | (derived.changed if derived else set())
        readers = self._readers.owners(marks_of(facts)) if facts else set()
        return (changes.touched | related | readers) - changes.gone

    def checker(self, known: Facts, count: int) -> Checker:
        """What checks so many records, by these facts."""
        # A tenth of a second to load, which a build without a changed record need not spend.
        from xueku.quoting.index import Library
        from xueku.update.checker import Checker

        library = None
        if self._intake.has_library:
            index = self._comparing.index
            library = Library(known.works_by_id(), index.whole() if count >= POOL_FROM else index)
        return Checker(known, self._intake.settings.site.rules, library)

    def keep(self, found: Mapping[str, Found]) -> None:
        """Keep what was found, by path."""
        self._findings.put({path: one.findings for path, one in found.items()})
        for path, one in found.items():
            self._readers.note(path, marks_of(self._read.get(path, ())), marks_of(one.read))
        self._read.drop(path for path, one in found.items() if not one.read)
        self._read.put({path: one.read for path, one in found.items() if one.read})
        self._comparing.keep({path: one.sought for path, one in found.items()})

    def forget(self, paths: Iterable[str]) -> None:
        """Forget records that are no more."""
        self.keep({path: Found() for path in paths})

    def settle(self) -> None:
        """Let what was kept count."""
        self._readers.settle()
        self._comparing.settle()

    def of(self, path: str) -> tuple[Diagnostic, ...]:
        """Every finding on the record of this path, hints too."""
        return self._findings.of(path)

    def weighty(self) -> Iterator[Diagnostic]:
        """Every error and warning."""
        return self._findings.weighty()

    def hints(self) -> Iterator[Diagnostic]:
        """Every hint."""
        return self._findings.hints()
