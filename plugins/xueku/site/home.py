"""The home page: search, the doors, what is new, this season's themes."""

from __future__ import annotations

from dataclasses import dataclass

from xueku.catalog.catalog import Catalog
from xueku.kinds import Course, Path
from xueku.model.record import Record
from xueku.model.settings import SiteSettings
from xueku.model.vocabulary import Term
from xueku.site.cards import Card, card
from xueku.site.descriptions import describe
from xueku.site.page import Page
from xueku.site.templates import render

_NEWEST, _PATHS, _PER_OCCASION, _SEASONS = 6, 4, 2, 10


@dataclass(frozen=True)
class Door:
    """The way into a collection."""

    address: str
    label: str
    title: str
    summary: str
    count: int


@dataclass(frozen=True)
class Season:
    """A course with the occasion that it suits; `months` are 1–12."""

    occasion: str
    months: tuple[int, ...]
    card: Card
    facts: tuple[str, ...]


def home_page(catalog: Catalog, site: SiteSettings, site_name: str) -> Page:
    """The page at the site's root."""
    main = render(
        "home.html",
        "index.html",
        site=site,
        doors=_doors(catalog),
        seasons=_seasons(catalog),
        newest=[card(catalog, record) for record in catalog.newest[:_NEWEST]],
        paths=[card(catalog, record) for record in catalog.collection(Path.kind)[:_PATHS]],
    )
    return Page("index.html", site_name, site.introduction, main)


def _doors(catalog: Catalog) -> list[Door]:
    counted = ((kind, len(catalog.collection(kind))) for kind in catalog.kinds)
    return [
        Door(f"{kind.collection}/index.html", kind.noun, kind.door, kind.summary, count)
        for kind, count in counted
        if count
    ]


def _seasons(catalog: Catalog) -> list[Season]:
    """The newest courses of each occasion that has months, in the order of the year."""
    by_occasion: dict[Term, list[Record]] = {}
    vocabulary = catalog.vocabularies["occasions"]
    for record in catalog.collection(Course.kind):
        assert isinstance(record.resource, Course)
        for word in record.resource.occasion:
            term = vocabulary.find(word)
            if term and term.months and len(term.months) < 12:
                by_occasion.setdefault(term, []).append(record)
    seasons = [
        Season(term.name, term.months, card(catalog, record), _facts(record))
        for term, records in by_occasion.items()
        for record in records[:_PER_OCCASION]
    ]
    return sorted(seasons, key=lambda season: (season.months[0], season.occasion, season.card.id))[:_SEASONS]


def _facts(record: Record) -> tuple[str, ...]:
    """How long, how many people, where: the rest stands on the page."""
    return tuple(
        value for label, value in describe(record.resource).facts if label in ("时长", "人数", "场地")
    )
