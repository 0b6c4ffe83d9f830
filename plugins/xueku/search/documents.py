"""What is searched: one document a record or docs page, made of the passages between its headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xueku.catalog.facets import FacetValue, facet_labels
from xueku.kinds import KINDS, Course, Guide
from xueku.model.record import Record
from xueku.render.link import Linked

DOCS_KIND = ("docs", "手册")
"""The kind of pages that are no learning content: id and label."""


@dataclass(frozen=True)
class Passage:
    """The text under one heading. `address` is relative to the site's root and may end in `#anchor`.

    The heading of what stands before the first one is empty.
    """

    address: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One result of a search. `kind` is the id of its kind, `day` an ISO date or "".

    `keywords` are searched with the headings and never shown; `facets` are its values by facet name.
    """

    title: str
    kind: str
    passages: tuple[Passage, ...]
    day: str = ""
    keywords: tuple[str, ...] = ()
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)

    @property
    def texts(self) -> Iterator[str]:
        """Everything that is searched in it."""
        yield from (self.title, *self.keywords)
        for passage in self.passages:
            yield from (passage.heading, passage.text)

    @property
    def address(self) -> str:
        """The page that the document begins on."""
        return self.passages[0].address.partition("#")[0]


@dataclass(frozen=True)
class Labels:
    """What the search page calls things: kinds and facets, each (id, label), in the order in which they are shown."""

    kinds: tuple[tuple[str, str], ...]
    facets: tuple[tuple[str, str], ...] = ()


def labels() -> Labels:
    """What this site calls its kinds and facets."""
    kinds = tuple((kind.kind.name, kind.kind.noun) for kind in KINDS)
    return Labels((*kinds, DOCS_KIND), facet_labels())


def first_handbook(kinds: Sequence[str]) -> int:
    """The number of the first handbook, of which all that come after it are; the number of documents if there is none.

    `kinds` are those of documents.
    """
    return kinds.index(DOCS_KIND[0]) if DOCS_KIND[0] in kinds else len(kinds)


def documents(shown: Linked) -> Iterator[Document]:
    """The documents of all shown records, by id."""
    return (record_document(shown, record) for record in shown.catalog.records.values())


def record_document(shown: Linked, record: Record) -> Document:
    """The document of one record."""
    facets = shown.surroundings[record.id].facets
    topics = tuple(value.label for value in facets.get("topics", ()))
    return Document(
        record.resource.title,
        record.kind.name,
        tuple(_passages(shown, record)),
        record.resource.date.isoformat(),
        (*record.resource.keywords, *topics),
        facets,
    )


def _passages(shown: Linked, record: Record) -> Iterator[Passage]:
    """In the order of the pages: what the fields say, body, handout, host script, quiz."""
    yield Passage(record.address, "", "\n".join(filter(None, _head_texts(record))))
    for name, file_name in (("body", "index.html"), ("handout", "handout.html"), ("host", "script.html")):
        address = f"{record.kind.collection}/{record.id}/{file_name}"
        for section in shown.part(record, name).sections:
            place = f"{address}#{section.anchor}" if section.anchor else address
            heading = section.title or {"handout": "讲义", "host": "主持词"}.get(name, "")
            yield Passage(place, heading, section.text)
    if record.quiz:
        asked: list[str] = []
        for number, question in enumerate(record.quiz.questions):
            asked.append(shown.part(record, f"quiz.{number}.stem").text)
            asked += [pair.left for pair in question.pairs]
        yield Passage(f"{record.address}#xk-quiz", record.quiz.title, "\n".join(asked))


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
