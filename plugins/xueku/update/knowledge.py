"""The facts that follow from what all records state, kept in tables, and which of them are others than before."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xueku.catalog.catalog import Catalog
from xueku.model.diagnostic import Diagnostic, Span
from xueku.model.record import Mode, Record
from xueku.model.rendered import Outline
from xueku.model.review import Reviewed
from xueku.model.vocabulary import Vocabularies
from xueku.model.work_text import WorkText
from xueku.render.link import Linked
from xueku.update.facts import ALL, WORKS, Facts, Outlines
from xueku.update.store import Store, Table

if TYPE_CHECKING:
    from xueku.update.preparing import KeptOutlines, Stated

_TABLES = ("known.records", "shown.records", "outlines", "paths", "around", "titles", "unread", "work paths")
COPIED = (*(f"facts {name}" for name in _TABLES), WORKS)
"""The tables that work on records asks."""


@dataclass(frozen=True)
class Derived:
    """What follows from all records: the catalog of the shown ones, all facts, and those that changed."""

    catalog: Catalog
    known: Facts
    shown: Facts
    changed: frozenset[str]


class Knowledge:
    """Facts as a store keeps them."""

    def __init__(self, store: Store, vocabularies: Vocabularies) -> None:
        self._tables: dict[str, Table[Any]] = {name: store.table(f"facts {name}") for name in _TABLES}
        self._clashes = store.table("clashes")
        self._works: Table[WorkText] = store.table(WORKS)
        self._vocabularies = vocabularies

    def derive(
        self,
        stated: Mapping[str, Stated],
        mode: Mode,
        withheld: Container[str],
        reviewed: Reviewed | None,
    ) -> Derived:
        """Work all facts out, and keep them; those of sign-offs are kept elsewhere."""
        from xueku.catalog.assembly import assemble
        from xueku.review.publish import publish
        from xueku.source.records import id_clashes, unique_records

        records = unique_records(one.record for one in stated.values() if one.record is not None)
        unread = {name: True for one in stated.values() for name in one.names}
        self._clashes["ids"] = id_clashes([id_ for one in stated.values() for id_ in one.ids])
        catalog = assemble(records, self._vocabularies, unread, reviewed)
        outlines = {record.id: stated[record.path].outlines for record in records}
        by_part = {
            (id_, name): _outline(outline)
            for id_, parts in outlines.items()
            for name, outline in parts.items()
        }
        linked = Linked(catalog, by_part, {})
        shown = publish(linked, mode, withheld)
        work_paths = {record.id: record.path for record in records if record.kind.has_articles}
        # Most records are shown as they are, and packed once.
        packed: dict[int, bytes] = {}
        changed = {
            *self._replace("known.records", catalog.records, packed),
            *self._replace("shown.records", shown.catalog.records, packed),
            *self._replace("outlines", outlines),
            *self._replace("paths", linked.by_path),
            *self._replace("around", shown.surroundings),
            *self._replace("titles", linked.titles),
            *self._replace("unread", unread),
            *self._replace("work paths", work_paths),
        }
        known = Facts(
            name="known",
            vocabularies=self._vocabularies,
            unread=unread,
            records=catalog.records,
            outlines=_Outlines(outlines),
            by_path=linked.by_path,
            around=shown.surroundings,
            titles=linked.titles,
            work_paths=work_paths,
            works=self._works,
            reviewed=reviewed,
        )
        return Derived(shown.catalog, known, _of_shown(known, shown.catalog.records), frozenset(changed))

    def kept(
        self, reviewed: Reviewed | None, copied: Mapping[str, Mapping[str, Any]] | None = None
    ) -> tuple[Facts, Facts]:
        """The facts of all records and of those that are shown as they were, each read when it is asked for: from the store, or from copies of `COPIED`."""
        tables: Mapping[str, Mapping[str, Any]] = self._tables
        if copied:
            tables = {name: copied[f"facts {name}"] for name in _TABLES}
        known = Facts(
            name="known",
            vocabularies=self._vocabularies,
            unread=tables["unread"],
            records=tables["known.records"],
            outlines=_Outlines(tables["outlines"]),
            by_path=tables["paths"],
            around=tables["around"],
            titles=tables["titles"],
            work_paths=tables["work paths"],
            works=copied[WORKS] if copied else self._works,
            reviewed=reviewed,
        )
        return known, _of_shown(known, tables["shown.records"])

    def clashes(self) -> tuple[list[Diagnostic], set[Span]]:
        """Findings on ids that more than one record has, and the places where no other finding is told."""
        found: tuple[list[Diagnostic], set[Span]] = self._clashes.get("ids", ([], set()))
        return found

    def digests(self) -> Mapping[str, bytes]:
        """By id, what a list that shows the record depends on."""
        around = self._tables["around"].digests
        return {id_: digest + around[id_] for id_, digest in self._tables["shown.records"].digests.items()}

    def _replace(
        self, name: str, values: Mapping[str, object], packed: dict[int, bytes] | None = None
    ) -> Collection[str]:
        """The names of facts that changed in a table which is to hold just these values; see `Table.replace`."""
        table: Table[object] = self._tables[name]
        before = set(table)
        changed = {f"{name}:{entry}" for entry in table.replace(values, packed)}
        return changed | ({f"{name}:{ALL}"} if before != set(values) else set())


def _of_shown(known: Facts, records: Mapping[str, Record]) -> Facts:
    """The facts of all records with these for the shown ones."""
    return replace(known, name="shown", records=records)


class _Outlines(Mapping[str, Outlines]):
    """Outlines out of the plain values that are kept, which have no sets."""

    def __init__(self, kept: Mapping[str, KeptOutlines]) -> None:
        self._kept = kept

    def __getitem__(self, id_: str) -> Outlines:
        return {name: _outline(outline) for name, outline in self._kept[id_].items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _outline(kept: tuple[tuple[str, ...], tuple[str, ...]]) -> Outline:
    links, anchors = kept
    return Outline(links, frozenset(anchors))
