"""XK502: a text that was changed after it was signed says which words changed."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.review.changes import changes_since, tell_changes
from xueku.rules.base import Rule


class VoidedSignatures(Rule):
    """签过字的材料，改了读者看得见的字，签字就不算了。

    查什么：正文、讲义、自测、字段、附件，和签字时是不是一字不差。批注、空行、字段的次序、`status` 不算。
    为什么：签的是那一稿，不是这一稿。
    错例：终审以后，把“三日”改成了“五日”。
    改法：请各级重新看过、再签；改错了的，改回原样，原来的签字又有效。
    """

    code = "XK502"
    severity = Severity.HINT

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """A finding where signatures are of another text than that of now."""
        if linked.catalog.reviewed is None or record.resource.status != "published":
            return
        standing = linked.catalog.reviewed.standing(record.id)
        if not standing.voided or standing.returned:
            return
        signed_text = linked.catalog.reviewed.ledgers[record.id].signed_text
        told = tell_changes(changes_since(signed_text, record)) if signed_text else "签的那一稿没有留底"
        stages = "、".join(dict.fromkeys(sign_off.stage for sign_off in standing.voided))
        message = f"{stages}签字以后改过，签字失效：{told}"
        remedy = f"重新审签，从{standing.next_stage}起；改回原样，签字又有效"
        yield self.finding(record.places.value(("id",)), message, remedy)
