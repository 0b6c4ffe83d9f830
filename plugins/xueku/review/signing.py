"""A signature is made: refused where it would not count, with the reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import ne
from pathlib import Path

from pydantic import ValidationError

from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.review import RETURNED, CitedText, Digests, Ledger, ReviewPolicy, SignOff, Standing
from xueku.review.canon import short_code
from xueku.review.ledger import statement
from xueku.review.proof import make_proof

_MISTYPED = 2
"""As many signs of a code may be others where it was only copied badly."""


@dataclass(frozen=True)
class Request:
    """What somebody asks to have written down. `code` is the one on the paper that was signed, empty where none was."""

    stage: str
    by: str
    day: date
    note: str | None = None
    proofread_by: str | None = None
    code: str = ""
    key: Path | None = None


def make_sign_off(
    request: Request,
    id_: str,
    text: Digests,
    standing: Standing,
    ledger: Ledger,
    policy: ReviewPolicy,
    works: Mapping[str, Digests],
) -> SignOff:
    """The entry for a request on the text of these digests. `works` are those of the works that the record cites.

    Raises XuekuError if it would not count.
    """
    if request.stage != RETURNED:
        _refuse(request, id_, standing, policy)
    elif not _says_something(request.note):
        raise XuekuError(id_, "退回要写明意见，编者才知道改什么", "加上 --note 意见")
    try:
        sign_off = SignOff(
            stage=request.stage,
            by=request.by,
            date=request.day,
            text=text[0],
            before=ledger.heads,
            proofread_by=request.proofread_by,
            note=request.note,
            sources=tuple(CitedText(work=work, text=digests[0]) for work, digests in sorted(works.items())),
        )
    except ValidationError as error:
        label = declaration_of(SignOff.model_fields[str(error.errors()[0]["loc"][0])]).label
        raise XuekuError(id_, f"“{label}”不能空着，姓名只写一行", "写好了再签") from None
    if request.key is None:
        return sign_off
    return sign_off.model_copy(update={"proof": make_proof(statement(sign_off), request.key)})


def refuse_code(
    code: str, id_: str, text: Digests, ledger: Ledger, elsewhere: Iterable[tuple[str, Digests]]
) -> None:
    """Raise XuekuError if `code`, from paper, is not that of the text of these digests; tells what it is, if that is known.

    `elsewhere` are the ids of other records with the digests of their texts.
    """
    given, current = _plain(code), [_plain(short_code(digest)) for digest in text]
    if given in current:
        return
    message = f"审签单上的短码{shown(code)}不是现在这一稿的（现在是 {short_code(text[0])}）"
    earlier = [one.sign_off for one in ledger.entries if _plain(short_code(one.sign_off.text)) == given]
    if earlier:
        told = f"{message}，是 {earlier[-1].date} {earlier[-1].by}{earlier[-1].stage}的那一稿的"
        raise XuekuError(id_, told, "那以后稿子又改过；重新打印审签单，请人再签")
    owner = next(
        (other for other, digests in elsewhere if given in map(_plain, map(short_code, digests))), ""
    )
    if owner:
        raise XuekuError(
            id_, f"{message}，是另一份材料 {owner} 的", f"编号写错了就改成 {owner}；审签单拿错了就换一张"
        )
    if any(len(given) == len(one) and sum(map(ne, given, one)) <= _MISTYPED for one in current):
        raise XuekuError(id_, f"{message}，两个很像，可能抄错了", "照审签单上的短码再输一次")
    remedy = "先照审签单再核对一遍；没有抄错，就是打印以后稿子又改过，重新打印、请人再签"
    raise XuekuError(id_, f"{message}，也不是签过的哪一稿的", remedy)


def _plain(code: str) -> str:
    """A short code as it is compared: people write it with and without a line, wide or narrow, in small letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", code))).upper()


def _says_something(note: str | None) -> bool:
    return any(map(str.isalnum, note or ""))


def _refuse(request: Request, id_: str, standing: Standing, policy: ReviewPolicy) -> None:
    """Raise XuekuError if the stage is not the one that waits, or if this person may not sign it."""
    stages = "、".join(policy.stages)
    if request.stage not in policy.stages:
        remedy = f"依次是：{stages}；退回给编者写 --stage {RETURNED}"
        raise XuekuError(id_, f"没有{shown(request.stage)}这一级", remedy)
    confirms = bool(standing.amended) and request.stage == policy.stages[-1]
    if not confirms and request.stage != standing.next_stage:
        signed = "、".join(sign_off.stage for sign_off in standing.signed)
        state = f"已经有{signed}" if signed else "还没有人签过"
        remedy = f"现在等的是{standing.next_stage}" if standing.next_stage else "各级都签过了，不用再签"
        raise XuekuError(id_, f"现在不能签{request.stage}：这一稿{state}", remedy)
    before = {sign_off.by: sign_off.stage for sign_off in standing.signed if sign_off.stage != request.stage}
    if not policy.same_person and request.by in before:
        raise XuekuError(
            id_, f"{request.by}已经签了这一稿的{before[request.by]}", f"请另一位同志签{request.stage}"
        )
    if standing.returned and not _says_something(request.note):
        reason = f"（{standing.returned.note}）" if standing.returned.note else ""
        message = f"这一稿{standing.returned.by}退回过{reason}，读者看得见的一个字也没有改"
        raise XuekuError(id_, message, "按意见改了再签；商量过、认为不用改的，加上 --note 说明为什么")
    if policy.needs_proofreader and not request.proofread_by:
        raise XuekuError(id_, f"{request.stage}要写校对人", "加上 --proofread 姓名")
    if policy.needs_proof and request.key is None:
        raise XuekuError(id_, "这个网站的签字要有数字签名", "加上 --key 私钥文件")
