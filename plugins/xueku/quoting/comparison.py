"""A quotation is compared with the work that it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from xueku.model.record import Record
from xueku.model.work_text import Place, WorkText
from xueku.quoting.difference import Difference, compare
from xueku.quoting.location import Located, locate
from xueku.quoting.matching import CLOSED, PAUSES, Range, in_order
from xueku.quoting.quotations import Citation, Piece, Quotation, worth_comparing
from xueku.quoting.reading import quotations
from xueku.render.link import Destination, Linked

Sort = Literal["right", "elsewhere", "altered", "disordered", "unknown"]
"""Right; the words of another place of the work; altered; pieces in another order than the source's; nothing like it there."""


@dataclass(frozen=True)
class Cited:
    """A work with the places of it that a quotation names; no place means the whole."""

    work: WorkText
    citations: tuple[Citation, ...]
    places: tuple[Place, ...]

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The stretches of the work's text that are cited."""
        return tuple((place.start, place.end) for place in self.places) or ((0, len(self.work.text)),)


@dataclass(frozen=True)
class Verdict:
    """How a quotation compares with what it cites.

    `place` is where its words are, `is_only` whether they are nowhere else. `difference` goes with `piece`, which is altered, and
    `start`, where its source starts.
    """

    quotation: Quotation
    cited: Cited
    sort: Sort
    place: Place | None = None
    is_only: bool = True
    piece: Piece | None = None
    difference: Difference | None = None
    start: int = 0


def verdicts(linked: Linked, record: Record) -> Iterator[Verdict]:
    """How each quotation of a record compares that cites a work of the library; works do not quote themselves."""
    for prose in record.parts.values():
        for quotation in worth_comparing(quotations(prose)):
            cited = _cited(linked, record, quotation)
            if cited:
                yield compared(quotation, cited)


def compared(quotation: Quotation, cited: Cited) -> Verdict:
    """How a quotation compares with what it cites."""
    normal = cited.work.normal
    pieces = quotation.pieces
    words = [piece.normal for piece in pieces]
    if in_order([quotation.normal], normal, cited.ranges) or in_order(words, normal, cited.ranges):
        return Verdict(quotation, cited, "right")
    for piece in pieces:
        if not in_order([piece.normal], normal):
            return _altered(quotation, cited, piece, normal)
    for piece in pieces:
        if not in_order([piece.normal], normal, cited.ranges):
            found = _articles_of(piece, cited.work, normal)
            place = found[0] if found else None
            return Verdict(quotation, cited, "elsewhere", place, len(found) == 1 == len(pieces))
    return Verdict(quotation, cited, "disordered", cited.places[0] if cited.places else None)


def _cited(linked: Linked, record: Record, quotation: Quotation) -> Cited | None:
    """The work that the first citation names, with all places of it that are named."""
    work: WorkText | None = None
    named: list[Citation] = []
    places: list[Place | None] = []
    for citation in quotation.citations:
        found = linked.resolve(record, citation.target)
        if not isinstance(found, Destination) or found.record in ("", record.id):
            continue
        work = work or linked.works.get(found.record)
        if work and work.id == found.record:
            named.append(citation)
            places.append(work.place(found.anchor) if found.anchor else None)
    if work is None:
        return None
    known = tuple(place for place in places if place is not None)
    return Cited(work, tuple(named), known if len(known) == len(places) else ())


def _articles_of(piece: Piece, work: WorkText, normal: str) -> list[Place]:
    """The places where the words of a piece begin; up to two, that is one or more than one."""
    words = piece.normal if piece.normal in normal else piece.normal.removesuffix(CLOSED)
    found: list[Place] = []
    start = normal.find(words)
    while start >= 0 and len(found) < 2:
        place = work.place_at(start)
        if place and place not in found:
            found.append(place)
        start = normal.find(words, start + 1)
    return found


def _altered(quotation: Quotation, cited: Cited, piece: Piece, normal: str) -> Verdict:
    found = _origin(piece, cited, normal)
    if found is None:
        return Verdict(quotation, cited, "unknown")
    source = cited.work.text[found.start : found.end]
    difference = compare(source, piece.text, normal[found.start : found.end], piece.normal)
    difference = _without_closing(difference, normal[found.end : found.end + 1])
    place = cited.work.place_at(found.start)
    return Verdict(quotation, cited, "altered", place, True, piece, difference, found.start)


def _without_closing(difference: Difference, following: str) -> Difference:
    """The difference without a full stop that closes the quotation where the source goes on after a pause."""
    *others, last = difference.changes
    pause = difference.source[last.start : last.end] or following
    is_closing = difference.words[last.begun :] == CLOSED and len(pause) == 1 and pause in PAUSES
    return replace(difference, changes=tuple(others)) if others and is_closing else difference


def _origin(piece: Piece, cited: Cited, normal: str) -> Located | None:
    """Where altered words come from: what is cited comes before the rest of the work."""
    ends = ((begin, min(stop + len(piece.normal), len(normal))) for begin, stop in cited.ranges)
    found = [one for begin, stop in ends if (one := locate(piece.normal, normal, begin, stop))]
    best = min(found, key=lambda one: (one.distance, one.start), default=None)
    return best or locate(piece.normal, normal, 0, len(normal))
