"""Books: which records come into one, and what of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import singledispatch

from xueku.catalog.bibliography import reference
from xueku.catalog.catalog import Catalog
from xueku.kinds import Article, Case, Course, Guide
from xueku.kinds import Path as LearningPath
from xueku.model.book import Book, Chapter
from xueku.model.record import Record
from xueku.model.resource import LearningResource
from xueku.render.document import part_document
from xueku.render.link import Linked

Lists = list[tuple[str, tuple[str, ...]]]


def chosen(records: Iterable[Record], wanted: Mapping[str, str]) -> list[Record]:
    """The records of which every field of `wanted` is, or holds, the value; by day and id."""
    found = [record for record in records if all(_has(record.resource, *pair) for pair in wanted.items())]
    return sorted(found, key=lambda record: (record.resource.date, record.id))


def book(linked: Linked, records: Sequence[Record], title: str, subtitle: str = "") -> Book:
    """The book of these records, in their order."""
    sources: dict[str, int] = {}
    chapters = [_chapter(linked, record, sources) for record in records]
    units: dict[str, list[int]] = {}
    for number, record in enumerate(records, 1):
        if record.resource.unit:
            units.setdefault(record.resource.unit, []).append(number)
    return Book(
        title,
        subtitle,
        max(record.resource.date for record in records),
        tuple(chapters),
        tuple(sources),
        tuple((unit, tuple(numbers)) for unit, numbers in sorted(units.items())),
        any(record.resource.sample for record in records),
    )


def _has(resource: LearningResource, name: str, value: str) -> bool:
    found = getattr(resource, name, None)
    return value in found if isinstance(found, tuple) else str(found) == value


def _chapter(linked: Linked, record: Record, sources: dict[str, int]) -> Chapter:
    resource = record.resource
    day = f"{resource.date.year}年{resource.date.month}月{resource.date.day}日"
    author = resource.author if isinstance(resource, Article) else None
    about = f"{resource.field}　{resource.tone}" if isinstance(resource, Case) else None
    return Chapter(
        record.id,
        resource.title,
        "　".join(filter(None, (author, resource.unit, about, day))),
        resource.summary,
        part_document(linked, record, "body"),
        tuple((heading, entries) for heading, entries in _lists(resource, linked.catalog) if entries),
        "；".join(_cited(linked.catalog, resource, sources)),
    )


def _cited(catalog: Catalog, resource: LearningResource, sources: dict[str, int]) -> Iterator[str]:
    """The sources of a record by their numbers in the book; new ones get the next."""
    for citation in resource.sources:
        number = sources.setdefault(reference(catalog, citation), len(sources) + 1)
        articles = "、".join(
            f"第{article}条" if article.isdecimal() else article for article in citation.articles
        )
        yield f"[{number}]{articles}"


@singledispatch
def _lists(resource: LearningResource, catalog: Catalog) -> Lists:
    return []


@_lists.register
def _(resource: Course, catalog: Catalog) -> Lists:
    agenda = tuple(f"{item.title}，{item.minutes} 分钟" for item in resource.agenda)
    return [("目标", resource.objectives), ("议程", agenda), ("讨论题", resource.discussion)]


@_lists.register
def _(resource: Guide, catalog: Catalog) -> Lists:
    readings = tuple(
        "，".join(
            filter(
                None,
                (
                    f"《{catalog.records[reading.work].resource.title}》" if reading.work else reading.title,
                    reading.chapters,
                    "必读" if reading.required else "选读",
                    f"{reading.minutes} 分钟" if reading.minutes else None,
                ),
            )
        )
        for reading in resource.readings
    )
    schedule = tuple(f"{session.when}：{session.what}" for session in resource.schedule)
    return [("书目", readings), ("进度", schedule), ("思考题", resource.questions)]


@_lists.register
def _(resource: LearningPath, catalog: Catalog) -> Lists:
    steps = tuple(
        f"《{catalog.records[step.record].resource.title}》{f'，{step.minutes} 分钟' if step.minutes else ''}"
        for step in resource.steps
    )
    return [("步骤", steps)]
