"""What a rule is: a permanent code, a weight, and a check over the linked catalog."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from xueku.model.diagnostic import Diagnostic, Severity, Span
from xueku.model.record import Record
from xueku.render.link import Linked


class Rule(ABC):
    """One rule. The docstring of a subclass is its page in the handbook: 查什么 / 为什么 / 错例 / 改法."""

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    @abstractmethod
    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """Every finding of this rule on one record."""

    def finding(self, span: Span, message: str, remedy: str) -> Diagnostic:
        """A finding with this rule's code and weight."""
        return Diagnostic(span, self.code, message, remedy, self.severity)


def check(linked: Linked, record: Record, rules: Sequence[Rule]) -> list[Diagnostic]:
    """The findings of all rules on one record, without those that an `xk-ok` comment silences at their line."""
    silenced = {
        (code, path, line)
        for prose in record.parts.values()
        for code, places in prose.silenced.items()
        for path, line in places
    }
    found = (finding for rule in rules for finding in rule.check(linked, record))
    return [
        finding for finding in found if (finding.code, finding.span.path, finding.span.line) not in silenced
    ]
