"""Links, references and attachments that lead nowhere, as the rules found them."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency

BROKEN = Concern("broken-link", "链接断了", Urgency.NOW, "读者点下去是空的")

_CODES = frozenset({"XK301", "XK302", "XK305"})


def check_broken_links(holdings: Holdings) -> Iterator[Line]:
    """One line for each finding of this kind, silenced ones excepted."""
    for finding in holdings.findings:
        if finding.code in _CODES:
            record = holdings.by_file.get(finding.span.path)
            yield BROKEN.line(record, finding.span, finding.message, finding.remedy)
