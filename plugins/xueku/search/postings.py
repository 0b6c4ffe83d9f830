"""Documents become postings: which term stands in which field of which place, and how much it says of it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xueku.search.documents import Document
from xueku.search.impacts import document_impacts
from xueku.search.leaves import Leaf
from xueku.search.scoring import FIELDS, TITLE, Field
from xueku.search.sounds import title_sounds

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """Some bits of a row."""

    shift: int
    width: int

    def of(self, rows: Integers) -> Integers:
        """The part's value in each row."""
        return (rows >> self.shift) & ((1 << self.width) - 1)


_IMPACT, _LEAF, _DOCUMENT, _FIELD, _TERM = Part(0, 4), Part(4, 12), Part(16, 20), Part(36, 2), Part(38, 25)


class _Numbers(dict[str, int]):
    """Numbers terms from 0 on, in the order in which they are first asked for."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


class Collector:
    """Takes the impacts of texts one by one, and gives the postings of all as rows.

    A row is one whole number, so that sorting rows sorts postings: from its highest bits on it holds the term's number, the position of
    the field in FIELDS, document, leaf, and impact less one.
    """

    def __init__(self) -> None:
        self.terms = _Numbers()
        self._rows = array("q")

    def add(self, field: Field, document: int, leaf: int, impacts: Mapping[str, int]) -> None:
        """Take the terms of one field of one place. Raises ValueError for a place that a row cannot hold."""
        if document >> _DOCUMENT.width or leaf >> _LEAF.width:
            raise ValueError(f"place {document}.{leaf} is beyond what an index can hold")
        rest = (
            (FIELDS.index(field) << _FIELD.shift) + (document << _DOCUMENT.shift) + (leaf << _LEAF.shift) - 1
        )
        terms, shift = self.terms, _TERM.shift
        self._rows.extend([(terms[term] << shift) + rest + impact for term, impact in impacts.items()])

    def rows(self) -> Integers:
        """All rows, in the order taken."""
        return np.frombuffer(self._rows, dtype=np.int64)


@dataclass(frozen=True)
class Columns:
    """Rows taken apart: arrays of one length."""

    term: Integers
    field: Integers
    document: Integers
    leaf: Integers
    impact: Integers

    @classmethod
    def of(cls, rows: Integers, first_term: int = 0) -> Columns:
        """The columns of rows; terms are numbered from `first_term` on, impacts are from 1 on."""
        term, field, document, leaf, impact = (
            part.of(rows) for part in (_TERM, _FIELD, _DOCUMENT, _LEAF, _IMPACT)
        )
        return cls(term - first_term, field, document, leaf, impact + 1)


def with_terms(rows: Integers, numbers: Integers) -> Integers:
    """The rows, with term number n become `numbers[n]`."""
    renamed: Integers = numbers[rows >> _TERM.shift]
    renamed <<= _TERM.shift
    renamed |= rows & ((1 << _TERM.shift) - 1)
    return renamed


def terms_of(rows: Integers) -> Integers:
    """The numbers of the terms that rows name, each once, ascending."""
    return np.flatnonzero(np.bincount(rows >> _TERM.shift)) if len(rows) else rows


def first_row(rows: Integers, term: int) -> int:
    """The position of the first of the sorted rows whose term has this number or a higher one."""
    return int(np.searchsorted(rows, term << _TERM.shift))


def term_postings(documents: Sequence[Document], leaves_of: Sequence[Sequence[Leaf]]) -> Collector:
    """The postings of all terms in all fields. `leaves_of` holds the leaves of each document."""
    collector = Collector()
    for number, (document, parts) in enumerate(zip(documents, leaves_of, strict=True)):
        for field, leaf, impacts in document_impacts(document, parts):
            collector.add(field, number, leaf, impacts)
    return collector


def sound_postings(documents: Sequence[Document]) -> Collector:
    """The documents that each key of a title's sounds leads to."""
    collector = Collector()
    for number, document in enumerate(documents):
        collector.add(TITLE, number, 0, title_sounds(document.title))
    return collector
