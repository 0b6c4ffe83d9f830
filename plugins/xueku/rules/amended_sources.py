"""XK506: a source that was amended after the citing page was signed makes the page due."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class AmendedSources(Rule):
    """依据的原文改了，引用它的材料要再看一遍。

    查什么：签字以后，它依据的原文（字段里写的、正文里链接的）有没有改过。
    为什么：制度修订了，照旧制度写的材料就可能是错的，而它自己一个字没变。
    错例：终审以后，规则的第十二条从三日改成了五日。
    改法：对照新的原文看一遍：要改就改了重签，不用改就请最后一级再签一次。
    """

    code = "XK506"
    severity = Severity.HINT

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """A finding for each such source."""
        if linked.catalog.reviewed is None:
            return
        for work in linked.catalog.reviewed.standing(record.id).amended:
            found = linked.catalog.records.get(work)
            message = f"签字以后，依据的《{found.resource.title if found else work}》改过"
            remedy = "对照新的原文看一遍；不用改就请最后一级再签一次"
            yield self.finding(record.places.value(("id",)), message, remedy)
