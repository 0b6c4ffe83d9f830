"""Listings: a page per collection and per topic, filtered in the browser, split where they grow long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from xueku.catalog.catalog import Catalog
from xueku.catalog.facets import count_facets
from xueku.model.record import Record
from xueku.model.resource import Kind
from xueku.model.vocabulary import Term
from xueku.site.cards import Card, card
from xueku.site.page import Page, Plan
from xueku.site.templates import render

MOST = 200
"""A listing of more records than this becomes one page a year; a year of more becomes several pages."""

_GROUPED_FROM = 9
"""Fewer records than this are read at a glance and need no headings."""

_GROUP_BY = {"course": "form", "case": "field", "work": "genre", "article": "column", "guide": "period"}


@dataclass(frozen=True)
class Group:
    """Some cards of a listing under one heading; an empty heading is not shown."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class PartLink:
    """A link to a part of a listing, with the number of its records."""

    address: str
    title: str
    count: int


def collection_pages(catalog: Catalog, kind: Kind) -> Iterator[Plan]:
    """The index page of a collection, and the pages of its parts where it is long."""
    records = catalog.collection(kind)
    yield from _pages(catalog, f"{kind.collection}/index.html", kind.label, kind.summary, records, kind.name)


def topic_pages(catalog: Catalog) -> Iterator[Plan]:
    """The page of all topics, and one page for each topic that has records."""
    terms = [term for term in catalog.vocabularies["topics"].terms if catalog.by_topic.get(term.id)]
    yield _topics_page(catalog, terms)
    for term in terms:
        description = term.description or f"与“{term.name}”有关的材料"
        records = catalog.by_topic[term.id]
        yield from _pages(catalog, f"topics/{term.id}.html", f"主题：{term.name}", description, records, "")


def _topics_page(catalog: Catalog, terms: Sequence[Term]) -> Plan:
    address = "topics/index.html"
    links = [
        (PartLink(f"topics/{term.id}.html", term.name, len(catalog.by_topic[term.id])), term.description)
        for term in terms
    ]

    def make() -> Page:
        return Page(address, "主题", "按主题找材料", render("topics.html", address, links=links))

    return Plan(address, "主题", (), tuple(links), make)


def _pages(
    catalog: Catalog, address: str, title: str, description: str, records: Sequence[Record], kind: str
) -> Iterator[Plan]:
    if len(records) <= MOST:
        yield _plan(catalog, address, title, description, records, kind)
        return
    parts = list(_parts(address, title, records))
    links = tuple(PartLink(part_address, part_title, len(part)) for part_address, part_title, part in parts)
    yield _plan(catalog, address, title, description, records[:24], kind, total=len(records), parts=links)
    for part_address, part_title, part in parts:
        yield _plan(catalog, part_address, part_title, description, part, kind, up=(address, title))


def _plan(
    catalog: Catalog,
    address: str,
    title: str,
    description: str,
    records: Sequence[Record],
    kind: str,
    *,
    total: int = 0,
    parts: Sequence[PartLink] = (),
    up: tuple[str, str] | None = None,
) -> Plan:
    details = {
        "title": title,
        "description": description,
        "total": total or len(records),
        "parts": parts,
        "up": up,
    }
    make = partial(_page, catalog, address, records, kind, details)
    return Plan(address, title, tuple(record.id for record in records), (kind, *details.values()), make)


def _parts(
    address: str, title: str, records: Sequence[Record]
) -> Iterator[tuple[str, str, Sequence[Record]]]:
    """(address, title, records) of each part: one a year, several where a year is long."""
    stem = address.removesuffix("/index.html").removesuffix(".html")
    join = "/" if address.endswith("/index.html") else "-"
    by_year: dict[int, list[Record]] = {}
    for record in records:
        by_year.setdefault(record.resource.date.year, []).append(record)
    for year, found in by_year.items():
        chunks = [found[start : start + MOST] for start in range(0, len(found), MOST)]
        for number, chunk in enumerate(chunks, 1):
            suffix, words = ("", "") if len(chunks) == 1 else (f"-{number}", f"（{number}／{len(chunks)}）")
            yield f"{stem}{join}{year}{suffix}.html", f"{title}·{year}年{words}", chunk


def _page(
    catalog: Catalog, address: str, records: Sequence[Record], kind: str, details: Mapping[str, Any]
) -> Page:
    main = render(
        "listing.html",
        address,
        groups=_groups(catalog, records, kind),
        facets=[] if details["parts"] else count_facets(catalog.facets[record.id] for record in records),
        count=len(records),
        is_mixed=not kind,
        **details,
    )
    return Page(address, details["title"], details["description"], main)


def _groups(catalog: Catalog, records: Sequence[Record], kind: str) -> list[Group]:
    """Cards by the one facet that a reader of this kind looks for first; a mixed listing by kind."""
    groups: dict[tuple[int, str], list[Card]] = {}
    facet = _GROUP_BY.get(kind, "") if len(records) >= _GROUPED_FROM else ""
    for record in records:
        if not kind and len(records) >= _GROUPED_FROM:
            kinds = catalog.kinds
            key = (kinds.index(record.kind), record.kind.label)
        else:
            values = catalog.facets[record.id].get(facet, ())
            key = (values[0].order, values[0].label) if values else (10_000, "其他" if facet else "")
        groups.setdefault(key, []).append(card(catalog, record))
    return [
        Group(title, tuple(cards)) for (_, title), cards in sorted(groups.items(), key=lambda item: item[0])
    ]
