"""The pages of a record: its own, its handout and its host script, and the host view of one with an agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from xueku.catalog.catalog import Catalog, PathPlace
from xueku.catalog.citations import told_source
from xueku.kinds import Course, Guide, Path, Work
from xueku.kinds.course import AgendaItem
from xueku.model.film import company_of
from xueku.model.quiz import TYPE_LABELS, Question
from xueku.model.quiz_paper import placed, question_key
from xueku.model.record import Record
from xueku.model.rendered import TocEntry
from xueku.model.resource import Citation
from xueku.model.review import Standing
from xueku.model.vocabulary import Term
from xueku.render.films import film_at, place_films
from xueku.render.link import Linked, Surroundings
from xueku.render.slots import fill
from xueku.review.standing import tell_standing
from xueku.site.descriptions import Description, describe
from xueku.site.films import film_figure
from xueku.site.host import HOST, host_pages
from xueku.site.kit import has_kit, kit_address
from xueku.site.neighbours import Neighbour, neighbour
from xueku.site.page import ON_A_SITE, Offer, Page, relative
from xueku.site.plans import GuidePlan, PathPlan, guide_plan, path_plan
from xueku.site.question_data import compact_json, question_data
from xueku.site.templates import render
from xueku.site.works import WorkView, marked, work_view

_MOST_BACKLINKS = 12
_NOTHING_AROUND = Surroundings({}, (), (), ())
_DEFAULT_START = 14 * 60 + 30
PARTS = {"handout": ("handout.html", "讲义"), "host": ("script.html", "主持词")}
"""The parts with a page of their own: file name and Chinese name."""


@dataclass(frozen=True)
class TimedItem:
    """One item of an agenda with its clock, in minutes after midnight."""

    starts: int
    item: AgendaItem


@dataclass(frozen=True)
class ShownQuestion:
    """A question ready to be shown."""

    number: int
    type_label: str
    question: Question
    choices: Sequence[str]
    data: str
    stem: Markup
    explanation: Markup
    source: Neighbour | None


@dataclass(frozen=True)
class ShownPath:
    """A path that leads through the record, with the steps before and after."""

    place: PathPlace
    path: Neighbour
    previous: Neighbour | None
    next: Neighbour | None


@dataclass(frozen=True)
class RecordView:
    """All that the template of a record shows, beside the record itself. `progress` says in preview how far its review has come, `kit` where its kit is; one that `is_alone` stands in a kit."""

    record: Record
    description: Description
    body: Markup
    toc: Sequence[TocEntry]
    topics: Sequence[Term]
    agenda: Sequence[TimedItem]
    agenda_end: int
    questions: Sequence[ShownQuestion]
    sources: Sequence[Neighbour]
    guide: GuidePlan | None
    path: PathPlan | None
    work: WorkView | None
    related: Sequence[Neighbour]
    backlinks: Sequence[Neighbour]
    more_backlinks: int
    paths: Sequence[ShownPath]
    parts: Sequence[tuple[str, str]]
    attachments: Sequence[tuple[str, str, int]]
    standing: Standing | None
    progress: str
    kit: str
    is_alone: bool


def record_pages(linked: Linked, record: Record, offer: Offer = ON_A_SITE) -> Iterator[Page]:
    """The record's page, then the page of each part that has one."""
    view = _view(linked, record, offer)
    resource = record.resource
    main = render(
        [f"{record.kind.name}.html", "record.html"],
        record.address,
        view=view,
        record=record,
        resource=resource,
    )
    updated = resource.date.isoformat()
    yield Page(record.address, resource.title, resource.summary, main, updated)
    for part, (name, label) in PARTS.items():
        if part not in record.parts:
            continue
        address = _beside(record, name)
        html = Markup(_filled(linked, record, part, address))
        main = render("part.html", address, record=record, resource=resource, label=label, body=html)
        yield Page(address, f"{label}：{resource.title}", resource.summary, main, updated)
    if isinstance(resource, Course):
        address = _beside(record, HOST)
        script = _filled(linked, record, "host", address) if "host" in record.parts else ""
        questions = list(shown_questions(linked, record, address))
        yield from host_pages(record, resource, view.agenda, script, questions)


def record_files(linked: Linked, record: Record) -> dict[str, str]:
    """The files that a record's pages need: address → path below the project's folder."""
    names = {attachment.file for attachment in record.resource.attachments}
    for part in record.parts if record.files else ():
        shown = {found.file for found in linked.destinations(record, part) if found}
        names |= shown.union(*(company_of(name, record.files) for name in shown))
    return {
        _beside(record, name): f"{record.folder}/{name}" for name in sorted(names) if name in record.files
    }


def _view(linked: Linked, record: Record, offer: Offer) -> RecordView:
    catalog, resource, here = linked.catalog, record.resource, record.address
    body = linked.part(record, "body")
    text = _filled(linked, record, "body", here)
    around = _NOTHING_AROUND if offer.alone else linked.surroundings[record.id]
    vocabulary = catalog.vocabularies["topics"]
    agenda = list(_agenda(record))
    reviewed = catalog.reviewed
    work = work_view(linked, record, resource, around.backlinks) if isinstance(resource, Work) else None
    return RecordView(
        record=record,
        description=describe(resource),
        body=marked(text, work.cited) if work else Markup(text),
        toc=[entry for entry in body.toc if entry.level <= 3],
        topics=[term for word in resource.topics if (term := vocabulary.find(word))],
        agenda=agenda,
        agenda_end=_DEFAULT_START + sum(step.item.minutes for step in agenda),
        questions=list(shown_questions(linked, record, here)),
        sources=[_source(catalog, citation) for citation in resource.sources],
        guide=guide_plan(linked, resource) if isinstance(resource, Guide) else None,
        path=path_plan(linked, resource) if isinstance(resource, Path) else None,
        work=work,
        related=[neighbour(catalog, found.id, found.reason) for found in around.related],
        backlinks=[
            neighbour(catalog, found.id, f"{found.count} 处" if found.count > 1 else "")
            for found in around.backlinks[:_MOST_BACKLINKS]
        ],
        more_backlinks=max(0, len(around.backlinks) - _MOST_BACKLINKS),
        paths=list(_paths(catalog, around.paths)),
        parts=[PARTS[name] for name in PARTS if name in record.parts],
        attachments=[
            (_beside(record, attachment.file), attachment.title, record.files[attachment.file])
            for attachment in resource.attachments
            if attachment.file in record.files
        ],
        standing=reviewed.shown(record.id) if reviewed else None,
        progress=tell_standing(reviewed.standing(record.id)) if reviewed and reviewed.shows_progress else "",
        kit=kit_address(record) if offer.kit and has_kit(record) else "",
        is_alone=offer.alone,
    )


def _beside(record: Record, name: str) -> str:
    """The address of a file of the record."""
    return f"{record.kind.collection}/{record.id}/{name}"


def _filled(linked: Linked, record: Record, part: str, here: str) -> str:
    destinations = linked.destinations(record, part)

    def address_of(slot: int) -> str | None:
        found = destinations[slot]
        if found is None:
            return None
        if found.file:
            return relative(here, _beside(record, found.file))
        target = linked.catalog.records[found.record]
        address = target.address if found.part == "body" else _beside(target, PARTS[found.part][0])
        return relative(here, address, found.anchor)

    def draw(_: int, film: str, words: str) -> str:
        return film_figure(record, film, words, here)

    return fill(place_films(linked.part(record, part).html, film_at(record, destinations), draw), address_of)


def _agenda(record: Record) -> Iterator[TimedItem]:
    starts = _DEFAULT_START
    for item in record.resource.agenda if isinstance(record.resource, Course) else ():
        yield TimedItem(starts, item)
        starts += item.minutes


def shown_questions(linked: Linked, record: Record, here: str) -> Iterator[ShownQuestion]:
    """The questions of a record's quiz, in order, for the page at `here`."""
    for number, question in enumerate(record.quiz.questions if record.quiz else ()):
        yield ShownQuestion(
            number=number + 1,
            type_label=TYPE_LABELS[question.type],
            question=question,
            choices=placed(question, question_key(record.id, number + 1), number + 1).choices,
            data=compact_json(question_data(record.id, number + 1, question)),
            stem=Markup(_filled(linked, record, f"quiz.{number}.stem", here)),
            explanation=Markup(_filled(linked, record, f"quiz.{number}.explanation", here)),
            source=_source(linked.catalog, question.source) if question.source else None,
        )


def _source(catalog: Catalog, citation: Citation) -> Neighbour:
    """A citation as a link to the work, or as words."""
    address = catalog.records[citation.work].address if citation.work else ""
    return Neighbour(address, told_source(catalog, citation), citation.note or "")


def _paths(catalog: Catalog, places: Sequence[PathPlace]) -> Iterator[ShownPath]:
    for place in places:
        yield ShownPath(
            place,
            neighbour(catalog, place.path_id, ""),
            neighbour(catalog, place.previous, "") if place.previous else None,
            neighbour(catalog, place.next, "") if place.next else None,
        )
