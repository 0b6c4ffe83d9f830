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
from xueku.rules.base import check
from xueku.source.records import ReadRecord
from xueku.update.comparing import Comparing, seek
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
    store.table("known").put({id_: outlined(record) for id_, record in linked.catalog.records.items()})
    store.table("outlines").put(
        {id_: {"body": linked.outline(record, "body")} for id_, record in linked.catalog.records.items()}
    )
    keeping = Kept(store)
    for page in pages:
        keeping.put_page(page)
    keeping.compare({page.path for page in pages}, Changes(), are_others=True)
    store.commit()
    store.close()


class Kept:
    """What a process works with that knows of the last one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        known, outlines, none = store.table("known"), store.table("outlines"), store.table("none")
        works = store.table(WORKS)
        self._facts = Facts("known", Vocabularies(), {}, known, outlines, none, none, none, works, None)
        self._pages, self._sought = store.table("pages"), store.table("sought")
        self._read, self._found = store.table("read"), store.table("found")
        self._comparing = Comparing(store, self.packed)

    def packed(self, path: str) -> bytes:
        """What the page of a path was packed as."""
        content: bytes = self._pages[path]
        return content

    def put_page(self, page: Record) -> list[Diagnostic]:
        """Check a page against what it cites, and keep what it asked for."""
        seen: set[str] = set()
        linked = self._facts.traced(seen).linked(page.id, {})
        found = check(linked, page, QUOTING, {})
        self._pages[page.path] = zlib.compress(pickle.dumps(Prepared(ReadRecord(page, (), (), ()), {})), 1)
        self._read[page.path] = tuple(sorted(seen))
        self._found[page.path] = found
        self._sought.drop([page.path])
        if sought := seek(linked, page):
            self._sought[page.path] = sought
        return found

    def change_page(self, page: Record) -> list[Diagnostic]:
        """Check a page that changed, against what it cites and against the library."""
        found = self.put_page(page)
        self.compare({page.path}, Changes())
        return [*found, *self._comparing.findings.weighty(), *self._comparing.findings.hints()]

    def change_work(self, path: str, text: str) -> list[Diagnostic]:
        """Check all pages again that have to do with a work that changed."""
        work = self._facts.works[path]
        self._store.table(WORKS)[path] = replace(work, text=text)
        stale = {page for page, read in self._read.all().items() if f"{WORKS}:{path}" in read}
        for page in sorted(stale):
            record = unpack(self.packed(page)).read.record
            assert record
            self.put_page(record)
        self.compare(stale, Changes(works={path: work}))
        return [finding for found in self._found.all().values() for finding in found]

    def compare(self, made: set[str], changes: Changes, are_others: bool = False) -> None:
        """Compare with the whole library what has to be."""
        self._comparing.compare(self._facts, made, changes, are_others, {})
