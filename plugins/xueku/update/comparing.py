"""The library as it was and as it is, and which records have to do with what changed in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from xueku.model.work_text import WorkText
from xueku.quoting.fingerprints import as_bytes, changed_fingerprints, fingerprints, from_bytes, united
from xueku.update.facts import WORKS, Facts
from xueku.update.inverted import Inverted
from xueku.update.reading import Changes
from xueku.update.store import Store, Table, digest_of, pack

if TYPE_CHECKING:
    from xueku.quoting.winnowing import Hashes

ANY = b"\xff" * 8
"""Stands last among the fingerprints of a record that any work may have to do with, since it has a quotation of unknown origin."""


class Comparing:
    """The fingerprints of all works by id, and those that are sought by the path of each record."""

    def __init__(self, store: Store) -> None:
        self._texts: Table[WorkText] = store.table(WORKS)
        self._works: Table[bytes] = store.table("library fingerprints")
        self._about = store.table("library")
        self.index = Inverted(store, "library index")
        self._sought: Table[bytes] = store.table("sought")
        self._seekers = Inverted(store, "seekers")

    def renew(self, known: Facts, changes: Changes, are_others: bool) -> set[str]:
        """Bring the index up to date; gives the paths of records that have to do with a work that is another than before.

        `are_others` says whether there may be other works than before; if not, only texts can have changed.
        """
        changed = self._note_changed(known, changes, are_others)
        if not changed:
            return set()
        works = known.works_by_id()
        related = self._seekers.owners(united([self._touched(changed, works, changes), from_bytes(ANY)]))
        self._renew(changed, works)
        return related

    def keep(self, sought: Mapping[str, bytes]) -> None:
        """Keep what is sought for the records of these paths, nothing for one that is no more; it counts after `settle`."""
        for path, marks in sought.items():
            self._seekers.note(path, from_bytes(self._sought.get(path, b"")), from_bytes(marks))
        self._sought.drop(path for path, marks in sought.items() if not marks)
        self._sought.put({path: marks for path, marks in sought.items() if marks})

    def settle(self) -> None:
        """Let what was kept count."""
        self._seekers.settle()

    def _note_changed(self, known: Facts, changes: Changes, are_others: bool) -> dict[str, bytes | None]:
        """The ids of works that are others than when this was asked last, with the digest of what they were then."""
        if not are_others and not changes.works:
            return {}
        before: dict[str, bytes] = self._about.get("works", {})
        if are_others:
            digests = self._texts.digests
            works = (record for record in known.records.values() if record.kind.has_articles)
            now = {record.id: digests[record.path] for record in works}
        else:
            now = before | {
                text.id: digest_of(pack(text))
                for path in changes.works
                if (text := self._texts.get(path)) and known.records[text.id].path == path
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
        before = {id_: from_bytes(kept) for id_ in ids if (kept := self._works.get(id_)) is not None}
        now = {
            id_: as_bytes(fingerprints(work.normal)[0]) for id_ in ids if (work := works.get(id_)) is not None
        }
        self._works.drop(ids)
        self._works.put(now)
        self.index.change(before, {id_: from_bytes(marks) for id_, marks in now.items()})
