"""What a rule is: a permanent code, a weight, and a check over the linked catalog."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from xueku.catalog.passages import Passage, passages
from xueku.model.diagnostic import Diagnostic, Fix, Severity, Span
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.quoting.library import Library
from xueku.render.link import Linked


class Rule(ABC):
    """One rule. The docstring of a subclass is its page in the handbook: 查什么 / 为什么 / 错例 / 改法."""

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    @abstractmethod
    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """Every finding of this rule on one record."""

    def finding(self, span: Span, message: str, remedy: str, fix: Fix | None = None) -> Diagnostic:
        """A finding with this rule's code and weight."""
        return Diagnostic(span, self.code, message, remedy, self.severity, fix)


class TextRule(Rule):
    """A rule on the words that readers see, wherever in a record they stand."""

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """Every finding of this rule on the texts of one record."""
        for passage in passages(record):
            yield from self.check_text(passage)

    @abstractmethod
    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """Every finding of this rule on one text."""


class LibraryRule(Rule):
    """A rule that compares a record with all texts of the library, not only with those that it names."""

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """Every finding of this rule on one record, over the library of these works."""
        return self.check_against(Library.of(linked.works), linked, record)

    @abstractmethod
    def check_against(self, library: Library, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """Every finding of this rule on one record."""


def check(
    linked: Linked,
    record: Record,
    rules: Sequence[Rule],
    levels: Mapping[str, Level],
    library: Library | None = None,
) -> list[Diagnostic]:
    """The findings of all rules on one record, weighed by `levels`, without those that an `xk-ok` comment silences at their line.

    A rule that needs the library is left out if that is not given.
    """
    silenced = {
        (code, path, line)
        for text in (*record.parts.values(), record.places, record.quiz_places)
        if text is not None
        for code, places in text.silenced.items()
        for path, line in places
    }
    wanted = (rule for rule in rules if levels.get(rule.code) != "off")
    texts = tuple(passages(record))
    found = (finding for rule in wanted for finding in _findings(rule, linked, record, texts, library))
    return [
        _weighed(finding, levels)
        for finding in found
        if (finding.code, finding.span.path, finding.span.line) not in silenced
    ]


def _findings(
    rule: Rule, linked: Linked, record: Record, texts: Sequence[Passage], library: Library | None
) -> Iterator[Diagnostic]:
    if isinstance(rule, LibraryRule):
        return rule.check_against(library, linked, record) if library else iter(())
    if isinstance(rule, TextRule):
        # The texts are gathered once for all rules on words.
        return (finding for passage in texts for finding in rule.check_text(passage))
    return rule.check(linked, record)


def _weighed(finding: Diagnostic, levels: Mapping[str, Level]) -> Diagnostic:
    level = levels.get(finding.code)
    return replace(finding, severity=Severity[level.upper()]) if level else finding
