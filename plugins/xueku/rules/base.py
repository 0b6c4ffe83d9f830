"""What a rule is: a permanent code, a weight, and a check over the linked catalog."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from xueku.catalog.passages import Passage, passages
from xueku.model.diagnostic import Diagnostic, Fix, Severity, Span
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.quoting.index import Library
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


@dataclass(frozen=True)
class Texts:
    """The texts of a record, twice: the words that readers see, and all that goes into the page, code and addresses included."""

    record: Record
    words: Sequence[Passage]
    written: Sequence[Passage]

    @classmethod
    def of(cls, record: Record) -> Texts:
        """The texts of this record."""
        words = tuple(passages(record))
        return cls(record, words, tuple(_written(passage) for passage in words))

    @property
    def of_editors(self) -> Sequence[Passage]:
        """The words that editors of the site chose: not those of a text of the library, which stand as they were written."""
        if not self.record.kind.has_articles:
            return self.words
        return [passage for passage in self.words if passage.prose is None]


class TextRule(Rule):
    """A rule on the words that readers see, wherever in a record they stand."""

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """Every finding of this rule on the texts of one record."""
        yield from self.check_texts(linked, Texts.of(record))

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """Every finding of this rule on these texts of one record; for a rule that asks what the site says."""
        for passage in texts.words:
            yield from self.check_text(passage)

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """Every finding of this rule on one text."""
        raise NotImplementedError


class WrittenRule(TextRule):
    """A rule on all that goes into the page: words, code, addresses."""

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """Every finding of this rule on what is written in one record."""
        for passage in texts.written:
            yield from self.check_text(passage)


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
    texts = Texts.of(record)
    found = (finding for rule in wanted for finding in _findings(rule, linked, record, texts, library))
    return [
        _weighed(_mendable(finding, record), levels)
        for finding in found
        if (finding.code, finding.span.path, finding.span.line) not in silenced
    ]


def _findings(
    rule: Rule, linked: Linked, record: Record, texts: Texts, library: Library | None
) -> Iterator[Diagnostic]:
    if isinstance(rule, LibraryRule):
        return rule.check_against(library, linked, record) if library else iter(())
    if isinstance(rule, TextRule):
        # The texts are gathered once for all rules on words.
        return rule.check_texts(linked, texts)
    return rule.check(linked, record)


def _written(passage: Passage) -> Passage:
    return passage if passage.prose is None else replace(passage, text=passage.prose.markdown)


def _mendable(finding: Diagnostic, record: Record) -> Diagnostic:
    """The finding, with its fix only where an editor of the site is the author: a text of the library stands as it was written."""
    return replace(finding, fix=None) if finding.fix and record.kind.has_articles else finding


def _weighed(finding: Diagnostic, levels: Mapping[str, Level]) -> Diagnostic:
    level = levels.get(finding.code)
    return replace(finding, severity=Severity[level.upper()]) if level else finding
