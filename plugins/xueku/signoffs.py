"""Sign-offs on the content as it stands now: one is written, what waits is told, a sheet is filled in, a release is held back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xueku.exports.review_sheet import Sheet
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError
from xueku.model.record import Record
from xueku.model.review import RETURNED, Ledger, Reviewed, SignOff
from xueku.model.settings import Settings
from xueku.review.board import board
from xueku.review.canon import canonical_digests, canonical_text, short_code
from xueku.review.changes import changes_since, tell_change, tell_place
from xueku.review.citing import works_cited
from xueku.review.gate import hold_back
from xueku.review.history import head_of
from xueku.review.ledger import FOLDER, read_ledger, statement, write_sign_off
from xueku.review.losses import UNSEEN, UNSHALLOW
from xueku.review.proof import SIGNERS, doubt_of
from xueku.review.publish import Withheld
from xueku.review.signing import Request, make_sign_off, refuse_code
from xueku.review.standing import standing_of, tell_standing
from xueku.update.examining import Examined

_MOST = 10
"""Records of a column that the board names unless all are asked for."""


def sign(settings: Settings, found: Examined, id_: str, request: Request) -> Iterator[str]:
    """Write a signature down; gives what is to be told. Raises XuekuError if it would not count or cannot be written."""
    record, reviewed = record_of(found, id_), reviewed_on(settings, found)
    for fault in findings_on_ledger(settings, found, id_):
        if fault.severity == Severity.ERROR:
            message = f"签字记录先要改好，才能再签：{fault.message}"
            raise XuekuError(str(fault.span), message, fault.remedy)
    errors = [finding for finding in findings_on(found, record) if finding.severity == Severity.ERROR]
    if errors and request.stage != RETURNED:
        raise XuekuError(record.path, f"还有 {len(errors)} 处错误，不能签", f"先改好。第一处是 {errors[0]}")
    text, ledger = canonical_digests(record), reviewed.ledgers.get(id_, Ledger(""))
    if request.code:
        elsewhere = ((other, found.text_of(other)) for other in found.known.records if other != id_)
        refuse_code(request.code, id_, text, ledger, elsewhere)
    works = {work: found.text_of(work) for work in works_cited(found.known.linked(id_, {}), record)}
    sign_off = make_sign_off(request, id_, text, reviewed.standing(id_), ledger, reviewed.policy, works)
    folder = settings.content_dir / FOLDER
    if sign_off.proof and doubt_of(statement(sign_off), sign_off.proof, sign_off.by, folder / SIGNERS):
        message = f"{folder.name}/{SIGNERS} 里没有{sign_off.by}的这个公钥"
        raise XuekuError(id_, message, f"在那里加一行：{sign_off.by} 公钥文件里的内容")
    write_sign_off(folder, id_, sign_off, canonical_text(record))
    ledger, _ = read_ledger(folder / f"{id_}.yml", id_)
    standing = standing_of(text, ledger, reviewed.policy, works)
    yield f"记下了：《{record.resource.title}》{sign_off.stage}，{sign_off.by}，{sign_off.date}（短码 {short_code(text[0])}）"
    if sign_off.stage == RETURNED:
        yield "编者改好以后，从头审签"
    else:
        yield f"下一步：{standing.next_stage}" if standing.next_stage else "各级都签过了，可以发布"
    yield f"把正文和 {_ledger_folder(settings)}/ 一起提交"


def show_board(settings: Settings, found: Examined, lists_all: bool) -> Iterator[str]:
    """What waits for whom, a heading and a line for each record; first what is wrong with ledgers."""
    yield from map(str, _in_ledgers(settings, found))
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
    standing, ledger = reviewed.standing(id_), reviewed.ledgers.get(id_, Ledger(""))
    code = short_code(canonical_digests(record)[0])
    yield f"《{record.resource.title}》（{id_}），{tell_standing(standing)}，短码 {code}"
    yield from (f"  有效：{_told(sign_off)}" for sign_off in standing.signed)
    yield from (f"  失效：{_told(sign_off)}" for sign_off in standing.voided)
    if standing.returned:
        yield f"  退回：{_told(standing.returned)}"
    if standing.voided and ledger.signed_text:
        yield "签字以后改过："
        yield from (
            f"  {tell_place(record.resource, change.where)}：{tell_change(change)}"
            for change in changes_since(ledger.signed_text, record)
        )
    yield from map(str, [*findings_on_ledger(settings, found, id_), *findings_on(found, record)])
    if standing.next_stage:
        yield f"下一步：xueku sign {id_} --stage {standing.next_stage} --by 姓名"


def sheet_of(settings: Settings, found: Examined, id_: str) -> Sheet:
    """The sheet of one record. Raises XuekuError if there is no such record."""
    record, reviewed = record_of(found, id_), reviewed_on(settings, found)
    standing, digest = reviewed.standing(id_), canonical_digests(record)[0]
    signed_text = reviewed.ledgers.get(id_, Ledger("")).signed_text
    stages = reviewed.policy.stages
    waiting = stages[stages.index(standing.next_stage) :] if standing.next_stage else ()
    changes = changes_since(signed_text, record) if signed_text else []
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
        changes=[(tell_place(resource, change.where), tell_change(change)) for change in changes],
        findings=[
            *(
                f"{one.severity.label} 签字记录：{one.message}"
                for one in findings_on_ledger(settings, found, id_)
            ),
            *(
                f"{one.severity.label} {one.span.line} 行：{one.message}"
                for one in findings_on(found, record)
            ),
        ],
        stages=waiting,
        command=f"xueku sign {id_} --stage {waiting[0] if waiting else stages[-1]} --by 姓名 --code {code}",
    )


def left_out(settings: Settings, found: Examined) -> tuple[dict[str, Withheld], int]:
    """What a release leaves out, by id, and how many records it shows.

    Raises XuekuError if git has only a part of the history: nobody could say that no ledger was altered.
    """
    records = found.known.records
    if found.reviewed and head_of(settings.root).reach == "part":
        message = "这里只有一部分 git 历史（浅克隆），查不出签字记录有没有被删改过，不能正式发布"
        raise XuekuError(_ledger_folder(settings), message, f"取回全部历史：{UNSHALLOW}")
    held = hold_back(
        records,
        found.unread,
        found.findings,
        reviewed_on(settings, found),
        _ledger_folder(settings),
    )
    return held, len(records.keys() - held.keys())


def tell_unseen(found: Examined) -> Iterator[str]:
    """What nobody can say of ledgers, as far as that stops no release."""
    return (str(one) for one in found.findings if one.code == UNSEEN)


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


def findings_on_ledger(settings: Settings, found: Examined, id_: str) -> list[Diagnostic]:
    """The findings on the ledger of a record, and on ledgers as a whole."""
    folder = _ledger_folder(settings)
    return [one for one in _in_ledgers(settings, found) if one.span.path in (folder, f"{folder}/{id_}.yml")]


def _in_ledgers(settings: Settings, found: Examined) -> list[Diagnostic]:
    folder = _ledger_folder(settings)
    return [one for one in found.findings if f"{one.span.path}/".startswith(f"{folder}/")]


def _ledger_folder(settings: Settings) -> str:
    return f"{Path(settings.site.content).as_posix()}/{FOLDER}"


def _row(sign_off: SignOff, mark: str) -> tuple[str, str, str, str]:
    people = f"{sign_off.by}（校对 {sign_off.proofread_by}）" if sign_off.proofread_by else sign_off.by
    return f"{sign_off.stage}{mark}", people, sign_off.date.isoformat(), sign_off.note or ""


def _told(sign_off: SignOff) -> str:
    proofread = f"，校对 {sign_off.proofread_by}" if sign_off.proofread_by else ""
    note = f"：{sign_off.note}" if sign_off.note else ""
    return f"{sign_off.stage} {sign_off.by} {sign_off.date}{proofread}{note}"
