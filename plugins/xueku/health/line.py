"""What a check reports: one thing to be done, where, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from xueku.model.diagnostic import Span
from xueku.model.record import Record


class Urgency(IntEnum):
    """How soon something is to be done."""

    LATER = 0
    SOON = 1
    NOW = 2

    @property
    def label(self) -> str:
        """The Chinese words shown to editors."""
        return {Urgency.LATER: "有空再做", Urgency.SOON: "近期要做", Urgency.NOW: "现在就做"}[self]


@dataclass(frozen=True)
class Concern:
    """What the lines of one kind have in common: a permanent name, a Chinese heading, how urgent they are, and what to do with them all."""

    name: str
    label: str
    urgency: Urgency
    advice: str

    def line(self, place: Record | None, span: Span | None, what: str, remedy: str) -> Line:
        """A line of this kind on a record; on the library as a whole where there is none."""
        if place is None:
            return Line(self, "", "", span, what, remedy)
        return Line(self, place.id, place.resource.title, span, what, remedy)


@dataclass(frozen=True)
class Line:
    """One thing to be done. `record` and `title` are empty where it is no matter of one record, or that cannot be read.

    `remedy` holds the command, the field or the link that mends it, ready to be pasted.
    """

    concern: Concern
    record: str
    title: str
    span: Span | None
    what: str
    remedy: str
