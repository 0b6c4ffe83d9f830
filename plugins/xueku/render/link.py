"""Links are resolved: where each slot leads, and what links to a record."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import unquote

from xueku.catalog.catalog import Catalog, PathPlace
from xueku.catalog.facets import FacetValue
from xueku.catalog.related import Related
from xueku.kinds.path import Path
from xueku.model.record import Record
from xueku.model.rendered import Outline, Rendered
from xueku.model.work_text import WorkText
from xueku.render.anchors import cited_anchor
from xueku.render.parts import PartKey
from xueku.render.safe import scheme_of
from xueku.render.works import Works

_ADDED = re.compile(r"[（(][^（()）]*[）)]$")


@dataclass(frozen=True)
class Destination:
    """Where a link leads: to a part of a record, with an anchor or without, or to a `file` of the own record."""

    record: str = ""
    anchor: str = ""
    file: str = ""
    part: str = "body"


Broken = Literal["record", "unread", "anchor", "file", "outside"]
"""Why a link leads nowhere: no such record, one that could not be read, no such anchor, no such file, or one outside."""


@dataclass(frozen=True)
class Backlink:
    """A record that links to another, how often, and which places of it by their anchors, each once."""

    id: str
    count: int
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """What the fields and links of all records say of one of them: all that its page shows beside its own text and fields."""

    facets: Mapping[str, tuple[FacetValue, ...]]
    related: tuple[Related, ...]
    paths: tuple[PathPlace, ...]
    backlinks: tuple[Backlink, ...]


@dataclass(frozen=True)
class Linked:
    """The catalog with the outlines of all parts, and those parts rendered that are at hand."""

    catalog: Catalog
    outlines: Mapping[PartKey, Outline]
    rendered: Mapping[PartKey, Rendered]

    def part(self, record: Record, name: str) -> Rendered:
        """A rendered part; an empty one where the record has no such part."""
        return self.rendered.get((record.id, name), Rendered())

    def outline(self, record: Record, name: str) -> Outline:
        """The outline of a part; an empty one where the record has no such part."""
        return self.outlines.get((record.id, name), Outline())

    def resolve(self, record: Record, target: str) -> Destination | Broken:
        """Where `target`, as written in `record`, leads."""
        way, _, fragment = target.partition("#")
        anchor, part, name = unquote(fragment), "body", ""
        if not way:
            found: Record | None = record
        elif scheme_of(way) == "xk":
            name = way.partition(":")[2]
            found = self.catalog.records.get(name)
        else:
            name = posixpath.normpath(posixpath.join(record.folder, unquote(way)))
            id_, part = self.by_path.get(name, ("", part))
            found = self.catalog.records.get(id_)
            if found is None and not name.endswith(".md"):
                return _file(record, name)
        if found is None:
            return "unread" if name in self.catalog.unread else "record"
        is_there = not anchor or anchor in self.outline(found, part).anchors
        return Destination(found.id, anchor, part=part) if is_there else "anchor"

    def destinations(self, record: Record, part: str) -> list[Destination | None]:
        """Where each slot of a part leads; None where it leads nowhere."""
        resolved = (self.resolve(record, target) for target in self.outline(record, part).links)
        return [found if isinstance(found, Destination) else None for found in resolved]

    @cached_property
    def surroundings(self) -> Mapping[str, Surroundings]:
        """For each record id what surrounds it."""
        catalog, backlinks = self.catalog, self._backlinks()
        return {
            id_: Surroundings(
                catalog.facets[id_],
                catalog.related.get(id_, ()),
                catalog.path_places.get(id_, ()),
                backlinks.get(id_, ()),
            )
            for id_ in catalog.records
        }

    @cached_property
    def by_path(self) -> Mapping[str, tuple[str, str]]:
        """For the path of each text, the id of its record and the name of the part."""
        return {
            prose.path: (record.id, part)
            for record in self.catalog.records.values()
            for part, prose in record.parts.items()
            if not part.startswith("quiz.")
        }

    @cached_property
    def works(self) -> Mapping[str, WorkText]:
        """The texts that may be quoted, by id."""
        return Works(self.catalog.records)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """For the title of each text of the library, as `title_key` gives it, the id of its record; of equal ones the first."""
        works = (record for record in self.catalog.records.values() if record.kind.has_articles)
        in_order = sorted(works, key=lambda record: record.id, reverse=True)
        return {title_key(record.resource.title): record.id for record in in_order}

    def _backlinks(self) -> Mapping[str, tuple[Backlink, ...]]:
        """For each record id: the records that link to it or cite it, newest first. Paths are not counted."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        places: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for record in self.catalog.newest:
            if isinstance(record.resource, Path):
                continue
            for target, anchors in (*self._linked_to(record), *self._cited_by(record)):
                counts[target][record.id] += 1
                places[target, record.id].update(dict.fromkeys(anchors))
        return {
            id_: tuple(
                Backlink(source, number, tuple(places[id_, source])) for source, number in found.items()
            )
            for id_, found in counts.items()
        }

    def _linked_to(self, record: Record) -> Iterator[tuple[str, Sequence[str]]]:
        """For each link of a record's texts, the other record that it leads to, and its anchor there."""
        for part in record.parts:
            for found in self.destinations(record, part):
                if found and found.record not in ("", record.id):
                    yield found.record, [found.anchor] if found.anchor and found.part == "body" else []

    def _cited_by(self, record: Record) -> Iterator[tuple[str, Sequence[str]]]:
        """For each of a record's fields that cites another record, its id and the anchors of the articles that are cited."""
        for reference in self.catalog.references[record.id]:
            target = self.catalog.records.get(reference.target)
            if reference.field != "related" and target is not None:
                there = self.outline(target, "body").anchors
                anchors = (cited_anchor(article, there) for article in reference.articles)
                yield target.id, [anchor for anchor in anchors if anchor]


def title_key(title: str) -> str:
    """What titles that mean the same text have in common: neither 《》 nor blanks, nor what is added in brackets at the end."""
    return _ADDED.sub("", re.sub(r"[《》〈〉\s]", "", title))


def link(catalog: Catalog, rendered: Mapping[PartKey, Rendered]) -> Linked:
    """The catalog and those of its parts that are rendered."""
    kept = {key: part for key, part in rendered.items() if key[0] in catalog.records}
    return Linked(catalog, {key: part.outline for key, part in kept.items()}, kept)


def _file(record: Record, path: str) -> Destination | Broken:
    if path.startswith(f"{record.folder}/"):
        name = path.removeprefix(f"{record.folder}/")
        return Destination(file=name) if name in record.files else "file"
    return "outside"
