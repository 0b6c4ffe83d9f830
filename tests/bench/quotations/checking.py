"""The rules on quotations over works and pages in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xueku.catalog.assembly import assemble
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.rendered import Outline
from xueku.model.vocabulary import Vocabularies
from xueku.quoting.index import Library
from xueku.render.link import Linked
from xueku.render.parts import PartKey
from xueku.rules import RULES, Rule
from xueku.rules.base import check

_CODES = ("XK601", "XK602", "XK603", "XK605", "XK606", "XK609")
QUOTING: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.code in _CODES)


@dataclass(frozen=True)
class Desk:
    """Works and pages linked, and the library of the works."""

    linked: Linked
    library: Library

    @classmethod
    def of(cls, works: Sequence[Record], pages: Sequence[Record]) -> Desk:
        """What a clean check makes of these records before its rules run."""
        outlines: dict[PartKey, Outline] = {}
        linked = Linked(assemble([*works, *pages], Vocabularies()), outlines, {})
        for id_, work in linked.works.items():
            outlines[id_, "body"] = Outline(anchors=frozenset(place.anchor for place in work.places))
        return cls(linked, Library.of(linked.works))

    def check(self, record: Record) -> list[Diagnostic]:
        """What the rules on quotations say of a record."""
        return check(self.linked, record, QUOTING, {}, self.library)
