"""Records that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency

OWNERLESS = Concern("no-owner", "没有人负责", Urgency.SOON, "写上单位或编写人，过时了才找得到人改")


def check_owners(holdings: Holdings) -> Iterator[Line]:
    """One line for each record with neither `unit` nor `authors`; the author of an article need not be there to mend it."""
    for record in holdings.kept:
        if not (record.resource.unit or record.resource.authors):
            what = "没有写 unit（单位），也没有写 authors（编写）"
            yield OWNERLESS.line(record, record.places.start, what, "加一行，例如 unit: 示例单位第一支部")
