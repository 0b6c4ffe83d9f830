"""What a guide and a path ask of their readers: in which order, how long, and what of it is required."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xueku.kinds import Guide, Path
from xueku.kinds.guide import Reading, Session
from xueku.kinds.path import Step
from xueku.render.anchors import heading_anchor
from xueku.render.link import Linked
from xueku.site.descriptions import told_minutes
from xueku.site.neighbours import Neighbour, neighbour


@dataclass(frozen=True)
class ShownReading:
    """A text of a guide and its chapters, each a link where the library has it."""

    reading: Reading
    named: Neighbour
    chapters: Sequence[Neighbour]


@dataclass(frozen=True)
class GuidePlan:
    """Texts, and the sessions with what is read for each. Totals are words; empty ones are not known."""

    readings: Sequence[ShownReading]
    sessions: Sequence[tuple[Session, Sequence[ShownReading]]]
    required: str
    optional: str
    total: str


@dataclass(frozen=True)
class ShownStep:
    """A step of a path and the record that it leads to, with the summary of that."""

    step: Step
    named: Neighbour
    summary: str


@dataclass(frozen=True)
class PathPlan:
    """Steps, how many of each kind of material, and the totals as words; empty ones are not known."""

    steps: Sequence[ShownStep]
    kinds: str
    required: str
    optional: str


def guide_plan(linked: Linked, guide: Guide) -> GuidePlan:
    """The plan of a guide."""
    readings = [_reading(linked, reading) for reading in guide.readings]
    return GuidePlan(
        readings,
        [(session, [readings[number - 1] for number in session.reads]) for session in guide.schedule],
        _total(reading.minutes for reading in guide.readings if reading.required),
        _total(reading.minutes for reading in guide.readings if not reading.required),
        _total(session.minutes for session in guide.schedule),
    )


def path_plan(linked: Linked, path: Path) -> PathPlan:
    """The plan of a path."""
    records = linked.catalog.records
    kinds = Counter(records[step.record].kind.noun for step in path.steps)
    return PathPlan(
        [
            ShownStep(step, neighbour(linked.catalog, step.record), records[step.record].resource.summary)
            for step in path.steps
        ],
        "、".join(f"{noun} {count} 份" for noun, count in kinds.items()),
        _total(step.minutes for step in path.steps if step.required),
        _total(step.minutes for step in path.steps if not step.required),
    )


def _total(minutes: Iterable[int | None]) -> str:
    return told_minutes(sum(filter(None, minutes))) or ""


def _reading(linked: Linked, reading: Reading) -> ShownReading:
    if reading.work is None:
        return ShownReading(
            reading, Neighbour("", reading.title or ""), [Neighbour("", reading.chapters or "全篇")]
        )
    work = linked.catalog.records[reading.work]
    named = Neighbour(work.address, f"《{work.resource.title}》")
    return ShownReading(reading, named, list(_chapters(linked, reading.work, reading.chapters or "全篇")))


def _chapters(linked: Linked, work: str, chapters: str) -> Iterator[Neighbour]:
    """Chapters as written, each a link if just one heading of the work is, or starts with, its words."""
    record = linked.catalog.records[work]
    anchors = linked.outline(record, "body").anchors
    for words in chapters.split("、"):
        wanted = heading_anchor(words)
        meant = [anchor for anchor in anchors if anchor == wanted or anchor.startswith(f"{wanted}-")]
        yield Neighbour(record.address, words, anchor=meant[0]) if len(meant) == 1 else Neighbour("", words)
