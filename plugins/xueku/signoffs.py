"""Sign-offs on the content as it stands now: one is written, what waits is told, a sheet is filled in, a release is held back."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.exports.review_sheet import Sheet
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError
from xueku.model.record import Record
from xueku.model.review import RETURNED, Ledger, Reviewed, SignOff
from xueku.model.settings import Settings
from xueku.review.board import board
from xueku.review.canon import canonical_text, digest_of_text, short_code
from xueku.review.changes import changed_words, tell_change, tell_place
from xueku.review.citing import works_cited
from xueku.review.gate import hold_back
from xueku.review.history import altered_ledgers
from xueku.review.ledger import FOLDER, read_ledger, statement, write_sign_off
from xueku.review.proof import SIGNERS, is_proven
from xueku.review.publish import Withheld
from xueku.review.signing import Request, make_sign_off
from xueku.review.standing import standing_of, tell_standing
from xueku.update.examining import Examined

_MOST = 10
"""Records of a column that the board names unless all are asked for."""


def sign(settings: Settings, found: Examined, id_: str, request: Request) -> Iterator[str]:
    """Write a signature down; gives what is to be told. Raises XuekuError if it would not count or cannot be written."""
    record, reviewed = record_of(found, id_), reviewed_on(settings, found)
    errors = [finding for finding in findings_on(found, record) if finding.severity == Severity.ERROR]
    if errors and request.stage != RETURNED:
        raise XuekuError(record.path, f"还有 {len(errors)} 处错误，不能签", f"先改好。第一处是 {errors[0]}")
    text, ledger = canonical_text(record), reviewed.ledgers.get(id_, Ledger(""))
    works = {work: found.text_of(work) for work in works_cited(found.known.linked(id_, {}), record)}
    digest = digest_of_text(text)
    sign_off = make_sign_off(request, id_, digest, reviewed.standing(id_), ledger, reviewed.policy, works)
    folder = settings.content_dir / FOLDER
    if sign_off.proof and not is_proven(statement(sign_off), sign_off.proof, sign_off.by, folder / SIGNERS):
        message = f"{folder.name}/{SIGNERS} 里没有{sign_off.by}的这个公钥"
        raise XuekuError(id_, message, f"在那里加一行：{sign_off.by} 公钥文件里的内容")
    write_sign_off(folder, id_, sign_off, text)
    ledger, _ = read_ledger(folder / f"{id_}.yml", id_)
    standing = standing_of(digest, ledger, reviewed.policy, works)
    yield f"记下了：《{record.resource.title}》{sign_off.stage}，{sign_off.by}，{sign_off.date}（短码 {short_code(digest)}）"
    if sign_off.stage == RETURNED:
        yield "编者改好以后，从头审签"
    else:
        yield f"下一步：{standing.next_stage}" if standing.next_stage else "各级都签过了，可以发布"
    yield f"把正文和 {settings.site.content}/{FOLDER}/ 一起提交"


def show_board(settings: Settings, found: Examined, lists_all: bool) -> Iterator[str]:
    """What waits for whom, a heading and a line for each record."""
    for column in board(found.known.records.values(), reviewed_on(settings, found)):
        if not column.waiting:
            continue
        yield f"{column.title}（{len(column.waiting)}）"
        for waiting in column.waiting if lists_all else column.waiting[:_MOST]:
            note = f"  {waiting.note}" if waiting.note else ""
            yield f"  {waiting.record.id}  《{waiting.record.resource.title}》{note}"
        if len(column.waiting) > _MOST and not lists_all:
            yield f"  另有 {len(column.waiting) - _MOST} 份，加 --all 全部列出"


def show_record(settings: Settings, found: Examined, id_: str) -> Iterator[str]:
    """How far one record has come: its signatures, what changed since, what is open, and the next command."""
    record, reviewed = record_of(found, id_), reviewed_on(settings, found)
    text, standing = canonical_text(record), reviewed.standing(id_)
    ledger = reviewed.ledgers.get(id_, Ledger(""))
    yield f"《{record.resource.title}》（{id_}），{tell_standing(standing)}，短码 {short_code(digest_of_text(text))}"
    yield from (f"  有效：{_told(sign_off)}" for sign_off in standing.signed)
    yield from (f"  失效：{_told(sign_off)}" for sign_off in standing.voided)
    if standing.returned:
        yield f"  退回：{_told(standing.returned)}"
    if standing.voided and ledger.signed_text:
        yield "签字以后改过："
        yield from (
            f"  {tell_place(record.resource, where)}：{tell_change(old, new)}"
            for where, old, new in changed_words(ledger.signed_text, text)
        )
    yield from map(str, findings_on(found, record))
    if standing.next_stage:
        yield f"下一步：xueku sign {id_} --stage {standing.next_stage} --by 姓名"


def sheet_of(settings: Settings, found: Examined, id_: str) -> Sheet:
    """The sheet of one record. Raises XuekuError if there is no such record."""
    record, reviewed = record_of(found, id_), reviewed_on(settings, found)
    text, standing = canonical_text(record), reviewed.standing(id_)
    digest, signed_text = digest_of_text(text), reviewed.ledgers.get(id_, Ledger("")).signed_text
    stages = reviewed.policy.stages
    waiting = stages[stages.index(standing.next_stage) :] if standing.next_stage else ()
    changes = changed_words(signed_text, text) if signed_text else []
    resource, code = record.resource, short_code(digest)
    return Sheet(
        site_name=settings.site_name,
        title=resource.title,
        code=code,
        digest=digest,
        facts=[
            ("编号", id_),
            ("种类", record.kind.noun),
            ("单位", resource.unit or "—"),
            ("编写", "、".join(resource.authors) or "—"),
            ("日期", resource.date.isoformat()),
            ("文件", record.path),
        ],
        signed=[
            *(_row(one, "") for one in standing.signed),
            *(_row(one, "（失效）") for one in standing.voided),
            *(_row(one, "") for one in (standing.returned,) if one),
        ],
        changes=[(tell_place(resource, where), tell_change(old, new)) for where, old, new in changes],
        findings=[
            f"{one.severity.label} {one.span.line} 行：{one.message}" for one in findings_on(found, record)
        ],
        stages=waiting,
        command=f"xueku sign {id_} --stage {waiting[0] if waiting else stages[-1]} --by 姓名 --code {code}",
    )


def left_out(settings: Settings, found: Examined) -> tuple[dict[str, Withheld], int]:
    """What a release leaves out, by id, and how many records it shows."""
    records = found.known.records
    in_history = altered_ledgers(settings.content_dir, settings.root, records.keys())
    held = hold_back(
        records,
        found.unread,
        [*found.findings, *in_history],
        reviewed_on(settings, found),
        f"{settings.site.content}/{FOLDER}",
    )
    return held, len(records.keys() - held.keys())


def record_of(found: Examined, id_: str) -> Record:
    """The record of this id, with its texts. Raises XuekuError if there is none that can be read."""
    record = found.whole(id_)
    if record is None:
        raise XuekuError(
            id_, "没有这个编号的材料，或者它的属性区读不出来", "检查编号；运行 xueku check 看有没有错误"
        )
    return record


def reviewed_on(settings: Settings, found: Examined) -> Reviewed:
    """What is known of sign-offs; on a site without any, that nothing is signed."""
    return found.reviewed or Reviewed(settings.site.policy, {}, {})


def findings_on(found: Examined, record: Record) -> list[Diagnostic]:
    """The findings on the files of a record, those on its signatures excepted."""
    folder = record.path.removesuffix("index.md") if record.path.endswith("/index.md") else record.path
    return [
        finding
        for finding in found.findings
        if finding.span.path.startswith(folder) and not finding.code.startswith("XK5")
    ]


def _row(sign_off: SignOff, mark: str) -> tuple[str, str, str, str]:
    people = f"{sign_off.by}（校对 {sign_off.proofread_by}）" if sign_off.proofread_by else sign_off.by
    return f"{sign_off.stage}{mark}", people, sign_off.date.isoformat(), sign_off.note or ""


def _told(sign_off: SignOff) -> str:
    proofread = f"，校对 {sign_off.proofread_by}" if sign_off.proofread_by else ""
    note = f"：{sign_off.note}" if sign_off.note else ""
    return f"{sign_off.stage} {sign_off.by} {sign_off.date}{proofread}{note}"
