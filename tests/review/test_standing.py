"""Which signatures hold."""

from __future__ import annotations

from datetime import date

import pytest

from xueku.model.diagnostic import Span
from xueku.model.review import RETURNED, CitedText, Entry, Ledger, ReviewPolicy, SignOff, Standing
from xueku.review.ledger import entry_id
from xueku.review.standing import standing_of, tell_standing

POLICY = ReviewPolicy()
A, B = "a" * 64, "b" * 64


def _ledger(*said: tuple[str, str, str]) -> Ledger:
    """A ledger of (stage, person, text), each entry made after the one before it."""
    entries: list[Entry] = []
    for stage, by, text in said:
        before = (entries[-1].id,) if entries else ()
        entries.append(_entry(stage, by, text, before))
    return Ledger("content/signoffs/a.yml", tuple(entries))


def _entry(stage: str, by: str, text: str, before: tuple[str, ...] = (), **more: object) -> Entry:
    said = {"stage": stage, "by": by, "text": text, "before": before, "date": date(2026, 6, 20), **more}
    sign_off = SignOff.model_validate(said)
    return Entry(entry_id(sign_off), sign_off, Span("a.yml"), bool(more.get("proof")))


def _stages(standing: Standing) -> str:
    return "".join(sign_off.stage[0] for sign_off in standing.signed)


@pytest.mark.parametrize(
    ("said", "signed", "told"),
    [
        ([], "", "还没有初审"),
        ([("初审", "甲", A)], "初", "还没有复审"),
        ([("初审", "甲", A), ("复审", "乙", A), ("终审", "丙", A)], "初复终", "已终审"),
        ([("复审", "乙", A)], "", "还没有初审"),
        ([("复审", "乙", A), ("初审", "甲", A)], "初", "还没有复审"),
        ([("初审", "甲", A), ("复审", "甲", A)], "初", "还没有复审"),
        ([("初审", "甲", A), ("初审", "乙", A), ("复审", "甲", A)], "初复", "还没有终审"),
        ([("初审", "甲", B), ("复审", "乙", B)], "", "复审以后改过，签字失效"),
        ([("初审", "甲", B), ("初审", "甲", A)], "初", "还没有复审"),
        ([("初审", "甲", A), (RETURNED, "乙", A)], "", "被乙退回"),
        ([("初审", "甲", A), (RETURNED, "乙", A), ("初审", "甲", A)], "初", "还没有复审"),
        ([(RETURNED, "乙", A), ("初审", "甲", A), ("复审", "乙", A)], "初复", "还没有终审"),
        ([("初审", "甲", A), (RETURNED, "乙", B)], "初", "还没有复审"),
        ([("会签", "甲", A)], "", "还没有初审"),
    ],
)
def test_what_holds_and_what_waits(said: list[tuple[str, str, str]], signed: str, told: str) -> None:
    standing = standing_of((A,), _ledger(*said), POLICY)
    assert (_stages(standing), tell_standing(standing)) == (signed, told)


def test_a_signature_made_without_knowing_of_a_return_does_not_count() -> None:
    first = _entry("初审", "甲", A)
    back = _entry(RETURNED, "丙", A, (first.id,))
    unaware = _entry("复审", "乙", A, (first.id,))
    anew = _entry("初审", "丁", A, (back.id, unaware.id))
    assert _stages(standing_of((A,), Ledger("", (first, back, unaware)), POLICY)) == ""
    assert _stages(standing_of((A,), Ledger("", (first, unaware, back, anew)), POLICY)) == "初"


def test_the_policy_may_let_one_person_sign_all_ask_for_a_proofreader_and_for_a_proof() -> None:
    ledger = _ledger(("初审", "甲", A), ("复审", "甲", A))
    assert _stages(standing_of((A,), ledger, ReviewPolicy(same_person=True))) == "初复"
    assert _stages(standing_of((A,), ledger, ReviewPolicy(needs_proofreader=True))) == ""
    read = Ledger("", (_entry("初审", "甲", A, proofread_by="乙"),))
    assert _stages(standing_of((A,), read, ReviewPolicy(needs_proofreader=True))) == "初"
    assert _stages(standing_of((A,), read, ReviewPolicy(needs_proof=True))) == ""
    proven = Ledger("", (_entry("初审", "甲", A, proof="AAAA"),))
    assert _stages(standing_of((A,), proven, ReviewPolicy(needs_proof=True))) == "初"


def test_a_source_that_was_amended_makes_the_record_due_until_the_last_stage_is_confirmed() -> None:
    policy = ReviewPolicy(stages=("终审",))
    cited = (CitedText(work="guize", text=A),)
    first = _entry("终审", "甲", A, sources=cited)
    assert standing_of((A,), Ledger("", (first,)), policy, {"guize": (A,)}).amended == ()
    due = standing_of((A,), Ledger("", (first,)), policy, {"guize": (B,)})
    assert (due.amended, due.is_complete, tell_standing(due)) == (("guize",), True, "已终审，依据改过")
    again = _entry("终审", "甲", A, (first.id,), sources=(CitedText(work="guize", text=B),))
    assert standing_of((A,), Ledger("", (first, again)), policy, {"guize": (B,)}).amended == ()
