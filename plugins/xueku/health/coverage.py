"""For how many topics, audiences and times of the year there is material, and where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.record import Record
from xueku.model.vocabulary import Term, Vocabulary

GAP = Concern("gap", "还缺的材料", Urgency.LATER, "有人要用而没有的，排进选题")

MOST_GAPS = 5
"""So many gaps of each kind are named, the most surprising first: where there is much for both separately."""

_Cell = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """How many records stand under each two words of two vocabularies: `counts[row][column]`."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Coverage:
    """The three views of topic × audience × season."""

    grids: tuple[Grid, ...]


_AXES = (("主题", "topics"), ("对象", "audience"), ("时节", "occasion"))
_VOCABULARIES = {"topics": "topics", "audience": "audiences", "occasion": "occasions"}
_VIEWS = (("topics", "audience"), ("topics", "occasion"), ("occasion", "audience"))


def cover(holdings: Holdings) -> Coverage:
    """How the published records other than texts of the library are spread. Only kinds with a season count for a season."""
    records = _counted(holdings)
    return Coverage(tuple(_grid(holdings, records, row, column) for row, column in _VIEWS))


def check_gaps(holdings: Holdings) -> Iterator[Line]:
    """One line for each of the most surprising pairs and triples of words under which no record stands."""
    records = _counted(holdings)
    for topic, audience in _empty(holdings, records, ("topics", "audience")):
        yield _line(f"没有给“{audience}”的“{topic}”材料", topics=topic, audience=audience)
    for topic, season in _empty(holdings, records, ("topics", "occasion")):
        yield _line(f"没有“{season}”用的“{topic}”课程包", topics=topic, occasion=season)
    for topic, audience, season in _empty(holdings, records, ("topics", "audience", "occasion")):
        what = f"没有“{season}”给“{audience}”的“{topic}”课程包"
        yield _line(what, topics=topic, audience=audience, occasion=season)


def _counted(holdings: Holdings) -> Sequence[Record]:
    return [record for record in holdings.published if not record.kind.has_articles]


def _grid(holdings: Holdings, records: Iterable[Record], row: str, column: str) -> Grid:
    labels = {name: label for label, name in _AXES}
    rows, columns = _terms(holdings, row), _terms(holdings, column)
    counts = _count(holdings, records, (row, column))
    table = tuple(tuple(counts[one, other] for other in columns) for one in rows)
    return Grid(f"{labels[row]} × {labels[column]}", rows, columns, table)


def _terms(holdings: Holdings, axis: str) -> tuple[str, ...]:
    """The words of an axis; for seasons those that are not the whole year."""
    return tuple(term.name for term in _vocabulary(holdings, axis).terms if not _is_all_year(term))


def _vocabulary(holdings: Holdings, axis: str) -> Vocabulary:
    return holdings.linked.catalog.vocabularies[_VOCABULARIES[axis]]


def _is_all_year(term: Term) -> bool:
    return len(set(term.months)) == 12


def _values(holdings: Holdings, record: Record, axis: str) -> tuple[str, ...]:
    """The words of an axis that a record stands under; what is for the whole year is for each season."""
    words, names = getattr(record.resource, axis, ()), _terms(holdings, axis)
    found = (_vocabulary(holdings, axis).find(word) for word in words)
    if any(term is not None and _is_all_year(term) for term in found):
        return names
    return tuple(word for word in words if word in names)


def _count(holdings: Holdings, records: Iterable[Record], axes: Sequence[str]) -> Counter[_Cell]:
    return Counter(
        cell for record in records for cell in product(*(_values(holdings, record, axis) for axis in axes))
    )


def _empty(holdings: Holdings, records: Sequence[Record], axes: Sequence[str]) -> list[_Cell]:
    """The cells without a record that most would be expected in, if words came together by chance; at most `MOST_GAPS`.

    Of three words only those are named of which any two do come together: the others are gaps of two words already.
    """
    counts = _count(holdings, records, axes)
    singles = [_count(holdings, records, (axis,)) for axis in axes]
    pairs = [
        (one, other, _count(holdings, records, (axes[one], axes[other])))
        for one, other in ((0, 1), (0, 2), (1, 2))
        if len(axes) == 3
    ]
    cells = [
        cell
        for cell in product(*(_terms(holdings, axis) for axis in axes))
        if not counts[cell] and all(found[cell[one], cell[other]] for one, other, found in pairs)
    ]

    def surprise(cell: _Cell) -> int:
        expected = 1
        for word, single in zip(cell, singles, strict=True):
            expected *= single[word,] + 1
        return -expected

    return sorted(cells, key=surprise)[:MOST_GAPS]


def _line(what: str, **fields: str) -> Line:
    lines = "、".join(f"{name}: [{word}]" for name, word in fields.items())
    kind = "course" if "occasion" in fields else "article"
    return GAP.line(None, None, what, f"xueku new {kind} 编号，写上 {lines}")
