"""教案: a course as a Word file, to be fitted to one's own unit and put on file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xueku.catalog.citations import told_citation
from xueku.kinds import Course
from xueku.kinds.course import AgendaItem
from xueku.model.document import Line
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.site.descriptions import describe
from xueku.word.paper import TITLE, bytes_of, new_paper
from xueku.word.text import TextWriter, words

_AGENDA = ("从第几分钟", "环节", "分钟", "方式与主持", "怎样做")
_AGENDA_WIDTHS = (22, 34, 14, 30, 56)


def lesson_plan_docx(linked: Linked, record: Record, course: Course, root: Path) -> bytes:
    """The file; pictures stand below `root`. Raises XuekuError if what writes it is not installed."""
    paper = new_paper(f"教案：{course.title}", course.date)
    writer = TextWriter(paper, root)
    paper.add_paragraph(course.title, style=TITLE)
    paper.add_paragraph(course.summary)
    writer.table((), [[words(label), words(value)] for label, value in describe(course).facts], (36, 120))
    _list(writer, "目标", course.objectives)
    _list(writer, "物料", course.materials)
    writer.heading("议程")
    writer.table([words(name) for name in _AGENDA], _agenda(course.agenda), _AGENDA_WIDTHS)
    writer.write(part_document(linked, record, "body"), deeper=-1)
    _list(writer, "讨论题", course.discussion, is_numbered=True)
    _list(writer, "依据", [told_citation(linked.catalog, citation) for citation in course.sources])
    return bytes_of(paper)


def _agenda(items: Iterable[AgendaItem]) -> Iterator[list[Line]]:
    begins = 0
    for item in items:
        how = "，".join(filter(None, (item.mode, item.lead)))
        notes = " ".join(
            filter(None, (item.notes, f"用到：{'、'.join(item.materials)}。" if item.materials else ""))
        )
        yield [words(cell) for cell in (f"{begins}", item.title, f"{item.minutes}", how, notes)]
        begins += item.minutes


def _list(writer: TextWriter, title: str, entries: Iterable[str], *, is_numbered: bool = False) -> None:
    lines = [words(entry) for entry in entries]
    if lines:
        writer.heading(title)
        writer.listing(lines, is_numbered=is_numbered)
