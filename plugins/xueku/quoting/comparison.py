"""A quotation is compared with the work that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xueku.model.record import Record
from xueku.model.work_text import Place, WorkText
from xueku.quoting.difference import Difference, compare
from xueku.quoting.location import Located, locate
from xueku.quoting.quotations import Citation, Piece, Quotation, worth_comparing
from xueku.quoting.reading import quotations
from xueku.render.link import Destination, Linked

Sort = Literal["right", "elsewhere", "altered", "disordered", "unknown"]
"""Right; the words of another place of the work; altered; pieces in another order than the source's; nothing like it there."""

_CLOSED = "。"
_PAUSES = "，；：、"
_Range = tuple[int, int]


@dataclass(frozen=True)
class Cited:
    """A work with the places of it that a quotation names; no place means the whole."""

    work: WorkText
    citations: tuple[Citation, ...]
    places: tuple[Place, ...]

    @property
    def ranges(self) -> tuple[_Range, ...]:
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
    if _in_order((quotation.whole,), normal, cited.ranges):
        return Verdict(quotation, cited, "right")
    pieces = quotation.pieces
    if not pieces or _in_order(pieces, normal, cited.ranges):
        return Verdict(quotation, cited, "right")
    everywhere = ((0, len(normal)),)
    for piece in pieces:
        if not _in_order((piece,), normal, everywhere):
            return _altered(quotation, cited, piece, normal)
    for piece in pieces:
        if not _in_order((piece,), normal, cited.ranges):
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


def _in_order(pieces: Sequence[Piece], normal: str, ranges: Sequence[_Range]) -> bool:
    """Whether the pieces follow one another, each beginning in one of the ranges."""
    start = 0
    for number, piece in enumerate(pieces, 1):
        end = _end_of(piece.normal, normal, ranges, start)
        if end is None and number == len(pieces) and piece.normal.endswith(_CLOSED):
            end = _end_of(piece.normal[:-1], normal, ranges, start, _PAUSES)
        if end is None:
            return False
        start = end
    return True


def _end_of(words: str, normal: str, ranges: Sequence[_Range], start: int, followed: str = "") -> int | None:
    """Where `words` end that begin in one of the ranges, and are followed by one of these marks if there are any."""
    place = normal.find(words, start) if words else -1
    while place >= 0:
        end = place + len(words)
        is_within = any(begin <= place < stop for begin, stop in ranges)
        if is_within and (not followed or normal[end : end + 1] in [*followed]):
            return end
        place = normal.find(words, place + 1)
    return None


def _articles_of(piece: Piece, work: WorkText, normal: str) -> list[Place]:
    """The places where the words of a piece begin; up to two, that is one or more than one."""
    words = piece.normal
    if words not in normal:
        words = words.removesuffix(_CLOSED)
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
    is_closing = difference.words[last.begun :] == _CLOSED and len(pause) == 1 and pause in _PAUSES
    return replace(difference, changes=tuple(others)) if others and is_closing else difference


def _origin(piece: Piece, cited: Cited, normal: str) -> Located | None:
    """Where altered words come from: what is cited comes before the rest of the work."""
    ends = ((begin, min(stop + len(piece.normal), len(normal))) for begin, stop in cited.ranges)
    found = [one for begin, stop in ends if (one := locate(piece.normal, normal, begin, stop))]
    best = min(found, key=lambda one: (one.distance, one.start), default=None)
    return best or locate(piece.normal, normal, 0, len(normal))
