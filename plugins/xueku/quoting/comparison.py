"""A quotation is compared with the work that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xueku.model.record import Record
from xueku.model.work_text import Place, Range, WorkText
from xueku.quoting.difference import Difference, compare
from xueku.quoting.location import Located, locate
from xueku.quoting.matching import CLOSED, PAUSES, Match, Source, in_order, is_within, outside, standing
from xueku.quoting.quotations import Citation, Piece, Quotation, worth_comparing
from xueku.quoting.reading import quotations
from xueku.render.link import Destination, Linked

Sort = Literal["right", "beyond", "elsewhere", "altered", "disordered", "unknown"]
"""Right; the words of what is cited and of more places of the work; of other places only; altered; pieces in another order than the
source's; nothing like it there."""


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

    `places` is where its words are, in the order of the work; if it is beyond what it cites, those places that it does not cite. `is_only` says
    whether they are nowhere else. `difference` goes with `piece`, which is altered, and `origin`, the offsets in the work of its source's
    characters, names that the quotation leaves out not among them, and of what follows them.
    """

    quotation: Quotation
    cited: Cited
    sort: Sort
    places: tuple[Place, ...] = ()
    is_only: bool = True
    piece: Piece | None = None
    difference: Difference | None = None
    origin: tuple[int, ...] = ()

    @property
    def place(self) -> Place | None:
        """The first of its places."""
        return self.places[0] if self.places else None


def verdicts(linked: Linked, record: Record) -> Iterator[Verdict]:
    """How each quotation of a record compares that cites a work of the library; works do not quote themselves."""
    for prose in record.parts.values():
        for quotation in worth_comparing(quotations(prose)):
            cited = _cited(linked, record, quotation)
            if cited:
                yield compared(quotation, cited)


def compared(quotation: Quotation, cited: Cited) -> Verdict:
    """How a quotation compares with what it cites."""
    source = Source.of(cited.work)
    pieces = quotation.pieces
    words = [piece.normal for piece in pieces]
    # An ellipsis may also be the source's own.
    ways = [words] if len(words) == 1 else [words, [quotation.normal]]
    if not words or any(in_order(way, source, cited.ranges) for way in ways):
        return Verdict(quotation, cited, "right")
    found: list[list[Match]] = []
    for piece in pieces:
        found.append(standing(piece.normal, source, piece is pieces[-1]))
        if not found[-1]:
            return _altered(quotation, cited, piece, source)
    return _misplaced(quotation, cited, source, found)


def _misplaced(quotation: Quotation, cited: Cited, source: Source, found: list[list[Match]]) -> Verdict:
    """The verdict on a quotation whose pieces all stand in the work; `found` has for each piece all places where it does."""
    likeliest = [_likeliest(matches, cited, source) for matches in found]
    if all(is_within(match, source, cited.ranges) for match in likeliest):
        return Verdict(quotation, cited, "disordered", cited.places[:1])
    uncited = [part for match in likeliest for part in outside(match, source, cited.ranges)]
    places = _places_at(cited.work, [start for start, _ in uncited])
    if any(_is_touched(match, source, cited.ranges) for match in likeliest):
        return Verdict(quotation, cited, "beyond", places)
    begun = {cited.work.place_at(match.start) for match in found[0]}
    return Verdict(quotation, cited, "elsewhere", places, len(begun) == len(places) == len(found) == 1)


def _likeliest(matches: list[Match], cited: Cited, source: Source) -> Match:
    """Of the places where a piece stands one in what is cited, or one that reaches into it, or else the first."""
    for test in (is_within, _is_touched):
        if inside := next((match for match in matches if test(match, source, cited.ranges)), None):
            return inside
    return matches[0]


def _is_touched(match: Match, source: Source, ranges: Sequence[Range]) -> bool:
    parts = [part for stretch in match.stretches for part in source.unnamed(stretch)]
    return len(outside(match, source, ranges)) < len(parts)


def _places_at(work: WorkText, offsets: Iterable[int]) -> tuple[Place, ...]:
    """The places at these offsets, each once, in the order of the work."""
    found = (work.place_at(offset) for offset in sorted(offsets))
    return tuple(dict.fromkeys(place for place in found if place))


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


def _altered(quotation: Quotation, cited: Cited, piece: Piece, source: Source) -> Verdict:
    normal = source.normal
    found = _origin(piece, cited, normal)
    if found is None:
        return Verdict(quotation, cited, "unknown")
    offsets = _without_names(piece.normal, found, source)
    text = "".join(cited.work.text[offset] for offset in offsets)
    difference = compare(text, piece.text, "".join(normal[offset] for offset in offsets), piece.normal)
    difference = _without_closing(difference, normal[found.end : found.end + 1])
    places = _places_at(cited.work, offsets[:1])
    return Verdict(quotation, cited, "altered", places, True, piece, difference, (*offsets, found.end))


def _without_names(words: str, found: Located, source: Source) -> list[int]:
    """The offsets of what the words come from, without those names that they leave out."""
    from rapidfuzz.distance import Levenshtein

    offsets = [*range(found.start, found.end)]
    for start, end in source.names:
        if found.start <= start and end <= found.end:
            without = [offset for offset in offsets if not start <= offset < end]
            one, other = ("".join(source.normal[offset] for offset in some) for some in (offsets, without))
            if Levenshtein.distance(other, words) < Levenshtein.distance(one, words):
                offsets = without
    return offsets


def _without_closing(difference: Difference, following: str) -> Difference:
    """The difference without a full stop that closes the quotation where the source goes on after a pause."""
    *others, last = difference.changes
    pause = difference.source[last.start : last.end] or following
    is_closing = difference.words[last.begun :] == CLOSED and len(pause) == 1 and pause in PAUSES
    return replace(difference, changes=tuple(others)) if others and is_closing else difference


def _origin(piece: Piece, cited: Cited, normal: str) -> Located | None:
    """Where altered words come from: what is cited, and what they run on into, come before the rest of the work."""
    found: list[Located] = []
    is_inside = False
    for begin, stop in cited.ranges:
        if one := locate(piece.normal, normal, begin, min(stop + len(piece.normal), len(normal))):
            found.append(one)
            is_inside = is_inside or one.end <= stop
    if not is_inside and (one := locate(piece.normal, normal, 0, len(normal))):
        found.append(one)
    return min(found, key=lambda one: one.distance, default=None)
