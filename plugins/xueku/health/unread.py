"""Records that could not be read: no other check sees them."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.health.commands import argument
from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.diagnostic import Diagnostic, Severity

UNREAD = Concern("unread", "读不出来", Urgency.NOW, "先改好这些，它们没有算在体检里")


def check_unread(holdings: Holdings) -> Iterator[Line]:
    """One line for each record that could not be read, at its first mistake."""
    for path in holdings.unread:
        errors = [finding for finding in holdings.findings if _is_error_in(finding, path)]
        if errors:
            what = f"有 {len(errors)} 处错误，这份材料读不出来：{errors[0].message}"
            yield UNREAD.line(None, errors[0].span, what, f"xueku check {argument(path)}")


def _is_error_in(finding: Diagnostic, path: str) -> bool:
    return finding.span.path == path and finding.severity == Severity.ERROR
