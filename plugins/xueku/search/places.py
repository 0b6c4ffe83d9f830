"""Which place, a leaf of a document, each slot stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xueku.search.bits import Integers
from xueku.search.groups import Group
from xueku.search.rows import FIELD, IMPACT, LIST, SLOT, Part, rows_of

_IMPACT, _LEAF, _DOCUMENT = Part(0, 4), Part(4, 12), Part(16, 20)
_LIST_SHIFT = 36


@dataclass(frozen=True)
class Places:
    """For each document the slot of its first leaf and how many leaves it has; for each slot what row bits its place has."""

    first_slots: Integers
    leaf_counts: Integers
    of_slot: Integers

    @classmethod
    def of(cls, first_slots: Integers, leaf_counts: Integers, slots: int) -> Places:
        """The places of documents in order, of `slots` slots. Raises ValueError if there are more than an index can hold."""
        if len(first_slots) >> _DOCUMENT.width or leaf_counts.max(initial=0) > 1 << _LEAF.width:
            raise ValueError("more documents, or leaves in one of them, than an index can hold")
        document = np.repeat(np.arange(len(first_slots)), leaf_counts)
        leaf = np.arange(len(document)) - np.repeat(np.cumsum(leaf_counts) - leaf_counts, leaf_counts)
        of_slot = np.zeros(slots, dtype=np.int64)
        of_slot[first_slots[document] + leaf] = document << _DOCUMENT.shift | leaf << _LEAF.shift
        return cls(first_slots, leaf_counts, of_slot)

    @property
    def total(self) -> int:
        """The number of all leaves."""
        return int(self.leaf_counts.sum())


@dataclass(frozen=True)
class Move:
    """The places of the last build and of this one, and whether the number of documents, and each document that stays, keeps its number."""

    before: Places
    after: Places
    keeps_numbers: bool


@dataclass(frozen=True)
class Columns:
    """The rows of a group taken apart, list by list and in each by place: arrays of one length."""

    term: Integers
    field: Integers
    document: Integers
    leaf: Integers
    impact: Integers

    @classmethod
    def of(cls, group: Group, places: Places) -> Columns:
        """The columns of a group's rows; terms are positions in the group, impacts are from 1 on."""
        rows = LIST.of(group.rows) << _LIST_SHIFT
        rows |= places.of_slot[SLOT.of(group.rows)]
        rows |= IMPACT.of(group.rows)
        # Mostly sorted, since few documents stand elsewhere than their slots.
        rows.sort(kind="stable")
        lists = rows >> _LIST_SHIFT
        return cls(
            lists >> FIELD.width,
            lists & ((1 << FIELD.width) - 1),
            _DOCUMENT.of(rows),
            _LEAF.of(rows),
            _IMPACT.of(rows) + 1,
        )

    def rows(self, chosen: Integers, group: Group, places: Places) -> Integers:
        """Some of them as sorted rows again, with the numbers of their terms."""
        slots = places.first_slots[self.document[chosen]] + self.leaf[chosen]
        found = rows_of(group.numbers[self.term[chosen]], self.field[chosen], slots, self.impact[chosen])
        found.sort()
        return found
