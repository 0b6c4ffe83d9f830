"""XK501: what waits for a signature is said."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class Unsigned(Rule):
    """正式发布的材料，每一级都要审签。

    查什么：还差哪一级审签；被退回的，退回的意见是什么。草稿和撤下的不查。
    为什么：`xueku build --release` 只发布每一级都签了的材料。
    错例：写好了，还没有人签。
    改法：请下一级的人看过后运行 `xueku sign 编号 --stage 初审 --by 姓名`。
    """

    code = "XK501"
    severity = Severity.HINT

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """A finding where a stage waits and nothing that was signed became void."""
        if linked.catalog.reviewed is None or record.resource.status != "published":
            return
        standing = linked.catalog.reviewed.standing(record.id)
        if standing.is_complete or (standing.voided and not standing.returned):
            return
        place = record.places.value(("id",))
        if standing.returned:
            note = f"：{standing.returned.note}" if standing.returned.note else ""
            message = f"{standing.returned.by}退回了这份材料{note}"
            yield self.finding(
                place, message, "按意见改，再从头审签；商量过、认为不用改的，签的时候用 --note 说明"
            )
        else:
            message = f"还没有{standing.next_stage}"
            remedy = f"看过后运行 xueku sign {record.id} --stage {standing.next_stage} --by 姓名"
            yield self.finding(place, message, remedy)
