"""What is searched: one document a section of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xueku.kinds import Course, Guide
from xueku.model.record import Record
from xueku.render.link import Linked

DOCS_KIND = ("docs", "手册")
"""The kind of pages that are no learning content: id and label."""


@dataclass(frozen=True)
class Document:
    """One section as search sees it. Documents of one `record` are shown as one result. `address` is relative to the site's root and may end in `#anchor`.

    The first document of a page has no heading; `keywords` are searched with the title and never shown.
    """

    address: str
    record: str
    title: str
    heading: str
    kind: str
    text: str
    keywords: tuple[str, ...] = ()


def documents(shown: Linked) -> Iterator[Document]:
    """The documents of all shown records, by id, each record's in the order of its page."""
    for record in shown.catalog.records.values():
        yield from _of_record(shown, record)


def _of_record(shown: Linked, record: Record) -> Iterator[Document]:
    title, kind = record.resource.title, record.kind.name
    topics = tuple(value.label for value in shown.catalog.facets[record.id].get("topics", ()))
    head = "\n".join(filter(None, _head_texts(record)))
    yield Document(record.address, record.id, title, "", kind, head, (*record.resource.keywords, *topics))
    for name, file_name in (("body", "index.html"), ("handout", "handout.html"), ("host", "script.html")):
        address = f"{record.kind.collection}/{record.id}/{file_name}"
        for section in shown.part(record, name).sections:
            place = f"{address}#{section.anchor}" if section.anchor else address
            heading = section.title or {"handout": "讲义", "host": "主持词"}.get(name, "")
            yield Document(place, record.id, title, heading, kind, section.text)
    if record.quiz:
        stems = [
            shown.part(record, f"quiz.{number}.stem").text for number in range(len(record.quiz.questions))
        ]
        yield Document(
            f"{record.address}#xk-quiz", record.id, title, record.quiz.title, kind, "\n".join(stems)
        )


def _head_texts(record: Record) -> Iterator[str | None]:
    resource = record.resource
    yield resource.summary
    yield resource.unit
    if isinstance(resource, Course):
        yield from resource.objectives
        for item in resource.agenda:
            yield f"{item.title}：{item.notes}" if item.notes else item.title
        yield from resource.discussion
    if isinstance(resource, Guide):
        for session in resource.schedule:
            yield f"{session.when}：{session.what}"
        yield from resource.questions
