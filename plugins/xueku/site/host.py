"""The host view of a course: the page that leads a meeting, and the window on the projector that follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from xueku.model.direction import directions
from xueku.site.bare import Loaded, bare_page, site_loads
from xueku.site.page import Page
from xueku.site.templates import render

if TYPE_CHECKING:
    from xueku.kinds.course import Course
    from xueku.model.record import Record
    from xueku.site.records import ShownQuestion, TimedItem

HOST = "host/index.html"
PROJECTOR = "host/projector.html"
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"<p>(（[^<]*|[^<]*）)</p>")


@dataclass(frozen=True)
class LedStep:
    """One step of an agenda with what the host says in it, which may be nothing."""

    timed: TimedItem
    script: Markup


@dataclass(frozen=True)
class ScriptSection:
    """What stands under one heading of the second level. The first section of a script has no title, and may be empty."""

    title: str
    html: str


def site_host_loads(here: str) -> Loaded:
    """What host view and projector load on the site."""
    return site_loads(here, "host.css", "host.js")


def host_pages(
    record: Record,
    course: Course,
    agenda: Sequence[TimedItem],
    script: str,
    questions: Sequence[ShownQuestion],
    loads: Callable[[str], Loaded] = site_host_loads,
) -> Iterator[Page]:
    """Host view and projector window; `script` is the HTML of the host script, its links written from these pages.

    `loads` says what a page of an address loads: look and client of every page, `host.css` and `host.js`.
    """
    opening, *sections = script_sections(script)
    steps, rest = _matched(agenda, sections)
    folder = record.address.removesuffix("index.html")
    for name, template, label in (
        (HOST, "host.html", "主持"),
        (PROJECTOR, "projector.html", "投影"),
    ):
        address = folder + name
        main = render(
            template,
            address,
            record=record,
            resource=course,
            steps=steps,
            opening=Markup(opening.html),
            rest=[(section.title, Markup(section.html)) for section in rest],
            questions=questions,
            host=folder + HOST,
        )
        page = Page(address, f"{label}：{course.title}", course.summary, main, course.date.isoformat())
        yield bare_page(page, loads(address), "dark")


def script_sections(html: str) -> list[ScriptSection]:
    """The sections of a converted text, in order, cut at its headings of the second level that stand in no other element."""
    cutter = _Cutter(html)
    starts = [0, *(start for start, _, _ in cutter.headings), len(html)]
    bodies = [0, *(end for _, end, _ in cutter.headings)]
    titles = ["", *(title for _, _, title in cutter.headings)]
    return [
        ScriptSection(title, _PARAGRAPH.sub(_with_directions, html[body:end].strip()))
        for title, body, (_, end) in zip(titles, bodies, pairwise(starts), strict=True)
    ]


def _with_directions(paragraph: re.Match[str]) -> str:
    """A paragraph of words alone with its directions marked."""
    pieces = directions(paragraph[1])
    if all(is_direction for _, is_direction in pieces):
        return f'<p class="xk-direction">{paragraph[1]}</p>'
    marked = "".join(
        f'<span class="xk-direction">{words}</span>' if is_direction else words
        for words, is_direction in pieces
    )
    return f"<p>{marked}</p>"


def _matched(
    agenda: Sequence[TimedItem], sections: Sequence[ScriptSection]
) -> tuple[list[LedStep], list[ScriptSection]]:
    """Each step with the section of its title, and the sections of no step; of equal titles the first goes with the first."""
    left = list(sections)
    steps = []
    for timed in agenda:
        found = next((one for one in left if _plain(one.title) == _plain(timed.item.title)), None)
        if found is not None:
            left.remove(found)
        steps.append(LedStep(timed, Markup(found.html if found else "")))
    return steps, left


def _plain(title: str) -> str:
    return _SPACE.sub("", title).casefold()


class _Cutter(HTMLParser):
    """Finds where headings of the second level begin and end, and their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, int, str]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._depth = 0
        self._start: int | None = None
        self._words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "h2" and self._depth == 0:
            self._start, self._words = self._offset, []
        self._depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag not in _VOID
        if tag == "h2" and self._depth == 0 and self._start is not None:
            self.headings.append((self._start, self._offset + len("</h2>"), "".join(self._words)))
            self._start = None

    def handle_data(self, data: str) -> None:
        if self._start is not None:
            self._words.append(data)

    @property
    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
