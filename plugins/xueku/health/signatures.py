"""Records that wait for a signature, whose signatures became void, or whose sources were amended since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.record import Record
from xueku.model.review import Standing
from xueku.review.losses import LOST
from xueku.review.standing import tell_standing

TAMPERED = Concern(
    "tampered-signatures",
    "签字记录和 git 里的对不上",
    Urgency.NOW,
    "把原来的行一字不差地放回去，再看是谁改的",
)
VOIDED = Concern("void-signatures", "签字以后改过", Urgency.SOON, "重新审签；改错了的，改回原样，签字又有效")
RETURNED = Concern("returned", "被退回", Urgency.SOON, "按意见改好，再从头审签")
AMENDED = Concern(
    "amended-source", "依据的原文改过", Urgency.SOON, "对照新的原文看一遍；不用改就请最后一级再签一次"
)
UNSIGNED = Concern("unsigned", "还没有签完", Urgency.LATER, "请下一级的同志看过后签")


def check_signatures(holdings: Holdings) -> Iterator[Line]:
    """A line for each ledger that lost an entry, and at most one more for each record, on a site that signs; `xueku review` has the board."""
    for finding in holdings.findings:
        if finding.code == LOST:
            owner = holdings.records.get(PurePosixPath(finding.span.path).stem)
            yield TAMPERED.line(owner, finding.span, finding.message, finding.remedy)
    reviewed = holdings.linked.catalog.reviewed
    for record in holdings.published if reviewed else ():
        assert reviewed
        standing, span = reviewed.standing(record.id), record.places.value(("id",))
        if standing.is_complete and standing.amended:
            works = "、".join(f"《{_title(holdings, work)}》" for work in standing.amended)
            yield AMENDED.line(record, span, f"签字以后，{works}改过", f"xueku review {record.id}")
        elif standing.next_stage:
            concern = RETURNED if standing.returned else VOIDED if standing.voided else UNSIGNED
            yield concern.line(record, span, tell_standing(standing), _command(record, standing))


def _title(holdings: Holdings, work: str) -> str:
    found = holdings.records.get(work)
    return found.resource.title if found else work


def _command(record: Record, standing: Standing) -> str:
    return f"xueku sign {record.id} --stage {standing.next_stage} --by 姓名"
