"""我的学习: an empty page that the reader's browser fills with what it keeps; the site only says what there is to learn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from xueku.catalog.catalog import Catalog
from xueku.kinds import Path
from xueku.site.page import Page, Plan
from xueku.site.templates import render

ADDRESS = "study.html"
_TITLE = "我的学习"


@dataclass(frozen=True)
class Shelf:
    """A collection, and how many records it has."""

    folder: str
    label: str
    count: int


@dataclass(frozen=True)
class Way:
    """A path, and the ids of its steps that are shown, in their order."""

    title: str
    address: str
    steps: tuple[str, ...]


def study_page(catalog: Catalog) -> Plan:
    """The page; it is another where a path has other steps or a collection another number of records."""
    counted = ((kind, len(catalog.collection(kind))) for kind in catalog.kinds)
    shelves = tuple(Shelf(kind.collection, kind.label, count) for kind, count in counted if count)
    ways = tuple(_ways(catalog))
    return Plan(ADDRESS, _TITLE, (), (shelves, ways), partial(_page, shelves, ways))


def _ways(catalog: Catalog) -> list[Way]:
    return [
        Way(path.resource.title, path.address, steps)
        for path in catalog.collection(Path.kind)
        if isinstance(path.resource, Path)
        and (steps := tuple(step.record for step in path.resource.steps if step.record in catalog.records))
    ]


def _page(shelves: tuple[Shelf, ...], ways: tuple[Way, ...]) -> Page:
    main = render("study.html", ADDRESS, shelves=shelves, ways=ways)
    return Page(ADDRESS, _TITLE, "学到哪里、学完了什么、标记和笔记，只存在自己的浏览器里", main)
