"""Records are compared with the whole library: those that changed with all works, all others with the works that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.model.work_text import WorkText
from xueku.quoting.comparison import verdicts
from xueku.quoting.fingerprints import (
    as_bytes,
    changed_fingerprints,
    fingerprints,
    from_bytes,
    have_common,
    united,
)
from xueku.quoting.index import Index, Library
from xueku.quoting.unmarked import sought
from xueku.render.link import Linked
from xueku.rules import check_in_library
from xueku.update.facts import WORKS, Facts
from xueku.update.found import KeptFindings
from xueku.update.preparing import unpack
from xueku.update.reading import Changes
from xueku.update.store import Store, Table, digest_of, pack

if TYPE_CHECKING:
    from xueku.quoting.winnowing import Hashes


class Sought(NamedTuple):
    """What tells without its text whether a record can have to do with a work.

    It has if they have one of `fingerprints` in common; if the record `is_open`, since it has a quotation of unknown origin,
    it can with any work.
    """

    fingerprints: bytes = b""
    is_open: bool = False


def seek(linked: Linked, record: Record) -> Sought | None:
    """What is to be looked for in the library for a record; None if that is nothing."""
    found = Sought(sought(record), any(verdict.sort == "unknown" for verdict in verdicts(linked, record)))
    return found if found.fingerprints or found.is_open else None


class Comparing:
    """Findings that need the whole library, kept by the path of each record; and the library's index."""

    def __init__(self, store: Store, packed: Callable[[str], bytes]) -> None:
        """`packed` gives what the record of a path was packed as."""
        self._packed = packed
        self._sought: Table[Sought] = store.table("sought")
        self._texts: Table[WorkText] = store.table(WORKS)
        self.findings = KeptFindings(store, "library findings")
        self._works: Table[bytes] = store.table("library fingerprints")
        self._about = store.table("library")
        self._loaded: Index | None = None

    def compare(
        self,
        known: Facts,
        made: Set[str],
        changes: Changes,
        are_others: bool,
        levels: Mapping[str, Level],
    ) -> None:
        """Compare the records that were `made` anew with the library, and all with those works that are others than before.

        `are_others` says whether there may be other works than before; if not, only texts can have changed.
        """
        self.findings.drop([*made, *changes.gone])
        changed = self._note_changed(known, changes, are_others)
        if not changed and not self._works:
            return
        works = known.works_by_id()
        stale = set[str]()
        if changed:
            stale.update(self._related(self._sought.all(), self._touched(changed, works, changes)))
            self._renew(changed, works)
        stale.update(self._related(self._rows(made), None))
        library = Library(works, self._index) if stale else None
        for path in sorted(stale):
            assert library
            self.findings.put({path: self._check(path, known, library, levels)})

    @property
    def _index(self) -> Index:
        if self._loaded is None:
            kept = self._about.get("index")
            self._loaded = Index.from_kept(kept) if kept else Index.of([])
        return self._loaded

    def _note_changed(self, known: Facts, changes: Changes, are_others: bool) -> dict[str, bytes | None]:
        """The ids of works that are others than when this was asked last, with the digest of what they were then."""
        before: dict[str, bytes] = self._about.get("works", {})
        if not are_others and not changes.works:
            return {}
        digests = self._texts.digests
        if are_others:
            works = (record for record in known.records.values() if record.kind.has_articles)
            now = {record.id: digests[record.path] for record in works}
        else:
            now = before | {
                id_: digests[path]
                for path in changes.works
                if known.records[id_ := self._texts[path].id].path == path
            }
        changed = sorted(id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_))
        if changed:
            self._about["works"] = now
        return {id_: before.get(id_) for id_ in changed}

    def _touched(
        self, changed: Mapping[str, bytes | None], works: Mapping[str, WorkText], changes: Changes
    ) -> Hashes:
        """The fingerprints around what these works had and have no more, or have and had not; of the whole works where it is not known what they had."""
        olds = {old.id: old for old in changes.works.values() if old is not None}
        found: list[Hashes] = []
        for id_, digest in changed.items():
            old, new = olds.get(id_), works.get(id_)
            if old and new and old.name == new.name and digest == digest_of(pack(old)):
                found += changed_fingerprints(old, new)
            else:
                kept = self._works.get(id_)
                found += [from_bytes(kept)] if kept is not None else []
                found += [fingerprints(new.normal)[0]] if new is not None else []
        return united(found)

    def _renew(self, ids: Collection[str], works: Mapping[str, WorkText]) -> None:
        """Index these works again, or no longer."""
        contents = {
            id_: as_bytes(fingerprints(works[id_].normal)[0]) for id_ in ids if works.get(id_) is not None
        }
        self._works.drop(ids)
        self._works.put(contents)
        renewed = {id_: from_bytes(content) for id_, content in contents.items()}
        self._loaded = self._index.changed(ids, renewed)
        self._about["index"] = self._loaded.kept()

    def _rows(self, paths: Iterable[str]) -> dict[str, Sought]:
        return {path: row for path in paths if (row := self._sought.get(path))}

    def _related(self, rows: Mapping[str, Sought], hashes: Hashes | None) -> Iterator[str]:
        """The paths of records that may have to do with works of these fingerprints; None stands for those of the whole library."""
        if hashes is None and rows:
            hashes = self._index.hashes
        for path, row in rows.items():
            if row.is_open or (hashes is not None and have_common(row.fingerprints, hashes)):
                yield path

    def _check(
        self, path: str, known: Facts, library: Library, levels: Mapping[str, Level]
    ) -> list[Diagnostic]:
        found = unpack(self._packed(path))
        assert found.read.record
        linked = known.linked(found.read.record.id, found.parts)
        return check_in_library(linked, found.read.record, levels, library)
