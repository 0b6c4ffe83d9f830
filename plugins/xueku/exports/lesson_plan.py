"""教案: a course with its facts, agenda by the minute, text, questions and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xueku.catalog.citations import told_citation
from xueku.kinds.course import AgendaItem, Course
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.site.descriptions import describe
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_LABEL = "教案"


def lesson_plan(linked: Linked, record: Record, press: Press) -> bytes:
    """The PDF of a course. Raises XuekuError if it cannot be set."""
    course = record.resource
    if not isinstance(course, Course):
        raise TypeError(record.id)
    data = {
        **front(record, _LABEL),
        "facts": [*describe(course).facts, *_written(course)],
        "summary": course.summary,
        "objectives": course.objectives,
        "materials": course.materials,
        "minutes": sum(item.minutes for item in course.agenda),
        "agenda": [*_agenda(course.agenda)],
        "discussion": course.discussion,
        "sources": [told_citation(linked.catalog, source) for source in course.sources],
    }
    texts = {"body": part_document(linked, record, "body")}
    return press.pdf("lesson_plan.typ", f"{_LABEL}：{course.title}", data, texts)


def _written(course: Course) -> Iterator[tuple[str, str]]:
    facts = (("对象", "、".join(course.audience)), ("形式", course.form), ("编写", "、".join(course.authors)))
    return ((label, value) for label, value in facts if value)


def _agenda(agenda: tuple[AgendaItem, ...]) -> Iterator[dict[str, Any]]:
    begins = 0
    for item in agenda:
        yield {
            "begins": str(begins),
            "title": item.title,
            "minutes": item.minutes,
            "who": "，".join(filter(None, (item.mode, item.lead))),
            "notes": item.notes or "",
            "needs": f"用到：{'、'.join(item.materials)}" if item.materials else "",
        }
        begins += item.minutes
