"""A store with the index of a library, and what a process does that finds one page or one law changed."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.quotations.checking import QUOTING, Desk
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.vocabulary import Vocabularies
from xueku.quoting.index import Library
from xueku.rules.base import check
from xueku.source.records import ReadRecord
from xueku.update.checker import seek
from xueku.update.comparing import Comparing
from xueku.update.facts import WORKS, Facts
from xueku.update.preparing import Prepared, outlined, unpack
from xueku.update.reading import Changes
from xueku.update.store import Store

_TABLES = ("facts known.records", "facts outlines", "unused")


def keep(file: Path, desk: Desk, pages: Sequence[Record]) -> None:
    """Keep all of a checked library and its pages, as a build does."""
    store = Store(file)
    linked = desk.linked
    store.table(WORKS).put({linked.catalog.records[id_].path: work for id_, work in linked.works.items()})
    store.table("work paths").put({id_: linked.catalog.records[id_].path for id_ in linked.works})
    store.table("known").put({id_: outlined(record) for id_, record in linked.catalog.records.items()})
    store.table("outlines").put(
        {id_: {"body": linked.outline(record, "body")} for id_, record in linked.catalog.records.items()}
    )
    keeping = Kept(store)
    keeping.renew(Changes(), are_others=True)
    keeping.check(pages)
    store.commit()
    store.close()


class Kept:
    """What a process works with that knows of the last one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        known, outlines, none = store.table("known"), store.table("outlines"), store.table("none")
        works, paths = store.table(WORKS), store.table("work paths")
        self._facts = Facts(
            "known", Vocabularies(), {}, known, outlines, none, none, none, paths, works, None
        )
        self._pages = store.table("pages")
        self._read, self._found = store.table("read"), store.table("found")
        self._comparing = Comparing(store)

    def check(self, pages: Sequence[Record]) -> list[Diagnostic]:
        """Check pages, and keep what they asked for."""
        library = Library(self._facts.works_by_id(), self._comparing.index)
        sought, found = dict[str, bytes](), list[Diagnostic]()
        for page in pages:
            seen: set[str] = set()
            linked = self._facts.traced(seen).linked(page.id, {})
            prepared = Prepared(ReadRecord(page, (), (), ()), {})
            self._pages[page.path] = zlib.compress(pickle.dumps(prepared), 1)
            sought[page.path] = seek(linked, page)
            self._found[page.path] = check(linked, page, QUOTING, {}, library)
            self._read[page.path] = tuple(sorted(seen))
            found += self._found[page.path]
        self._comparing.keep(sought)
        self._comparing.settle()
        return found

    def change_work(self, path: str, text: str) -> list[Diagnostic]:
        """Check all pages again that have to do with a work that changed."""
        work = self._facts.works[path]
        self._store.table(WORKS)[path] = replace(work, text=text)
        stale = {page for page, read in self._read.all().items() if f"{WORKS}:{path}" in read}
        stale |= self.renew(Changes(works={path: work}))
        records = (unpack(self._pages[page]).read.record for page in sorted(stale))
        self.check([record for record in records if record])
        return [finding for found in self._found.all().values() for finding in found]

    def renew(self, changes: Changes, are_others: bool = False) -> set[str]:
        """Bring the index up to date; gives the paths of pages that have to do with what changed."""
        return self._comparing.renew(self._facts, changes, are_others)
