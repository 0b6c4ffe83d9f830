"""XK201: the agenda adds up."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.kinds.course import Course
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class AgendaTotal(Rule):
    """议程各环节的分钟数加起来等于时长。

    查什么：课程包的 `agenda` 各环节 `minutes` 之和，与 `time_required` 是否相等。
    为什么：主持人按分钟走，差十分钟就散不了会。
    错例：`time_required: 90`，各环节加起来是 85。
    改法：改时长，或改某个环节的分钟数。
    """

    code = "XK201"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each course that does not add up."""
        if isinstance(record.resource, Course) and not {"agenda", "time_required"} & {*record.unfilled}:
            total = sum(item.minutes for item in record.resource.agenda)
            stated = record.resource.time_required
            if stated != total:
                message = (
                    f"时长是 {stated} 分钟，议程各环节加起来是 {total} 分钟，差 {abs(stated - total)} 分钟"
                )
                remedy = f"改成 time_required: {total}，或改某个环节的 minutes"
                yield self.finding(record.places.value(("time_required",)), message, remedy)
