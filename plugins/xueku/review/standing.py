"""How far a record has come: which signatures hold for the text that it has now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xueku.model.review import RETURNED, Digests, Entry, Ledger, ReviewPolicy, SignOff, Standing


def standing_of(
    text: Digests, ledger: Ledger, policy: ReviewPolicy, works: Mapping[str, Digests] | None = None
) -> Standing:
    """Where a record stands whose text has the digests `text`. `works` has those of the works that the ledger may name.

    A signature holds if it is of this text, if the stages before it are signed earlier, and by others where the policy says so, and if it was made
    knowing of every return of this text.
    """
    ancestors = _ancestors(ledger.entries)
    current = [entry for entry in ledger.entries if entry.sign_off.text in text]
    returns = [entry for entry in current if entry.sign_off.stage == RETURNED]
    informed = [
        entry
        for entry in current
        if entry.sign_off.stage != RETURNED and all(back.id in ancestors[entry.id] for back in returns)
    ]
    signed = _longest(_once(informed), policy, 0, ())
    rest = policy.stages[len(signed) :]
    return Standing(
        signed=tuple(signed),
        next_stage=rest[0] if rest else "",
        voided=() if signed else _voided(ledger, text),
        returned=returns[-1].sign_off if returns and not signed else None,
        amended=_amended(signed, informed, works or {}),
    )


def tell_standing(standing: Standing) -> str:
    """How far a record has come, in a few words: 还没有复审, 终审以后改过，签字失效."""
    if standing.is_complete:
        return f"已{standing.state}，依据改过" if standing.amended else f"已{standing.state}"
    if standing.returned:
        return f"被{standing.returned.by}退回"
    if standing.voided:
        return f"{standing.voided[-1].stage}以后改过，签字失效"
    return f"还没有{standing.next_stage}"


def _once(entries: Sequence[Entry]) -> list[Entry]:
    """The first sign-off of each stage by each person."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first.setdefault((entry.sign_off.stage, entry.sign_off.by), entry)
    return [*first.values()]


def _longest(
    entries: Sequence[Entry], policy: ReviewPolicy, number: int, people: tuple[str, ...]
) -> list[SignOff]:
    """The most stages from `number` on that `entries` sign in order, each by somebody who is none of `people`."""
    if number == len(policy.stages):
        return []
    best: list[SignOff] = []
    for position, entry in enumerate(entries):
        sign_off = entry.sign_off
        if sign_off.stage == policy.stages[number] and _is_allowed(entry, policy, people):
            following = _longest(entries[position + 1 :], policy, number + 1, (*people, sign_off.by))
            if len(following) + 1 > len(best):
                best = [sign_off, *following]
    return best


def _is_allowed(entry: Entry, policy: ReviewPolicy, people: Sequence[str]) -> bool:
    """Whether an entry says all that the policy asks for, after those of `people`."""
    return (
        (policy.same_person or entry.sign_off.by not in people)
        and bool(entry.sign_off.proofread_by or not policy.needs_proofreader)
        and (entry.is_proven or not (policy.needs_proof or entry.sign_off.proof))
    )


def _voided(ledger: Ledger, text: Digests) -> tuple[SignOff, ...]:
    """The signatures of the text that was signed last, if it is another one."""
    signed = [entry.sign_off for entry in ledger.entries if entry.sign_off.stage != RETURNED]
    if not signed or signed[-1].text in text:
        return ()
    return tuple(sign_off for sign_off in signed if sign_off.text == signed[-1].text)


def _amended(
    signed: Sequence[SignOff], informed: Sequence[Entry], works: Mapping[str, Digests]
) -> tuple[str, ...]:
    """Works that are others than when the last stage was signed, or was signed once more by the same person."""
    same = [
        entry.sign_off
        for entry in informed
        if signed and (entry.sign_off.stage, entry.sign_off.by) == (signed[-1].stage, signed[-1].by)
    ]
    cited = same[-1].sources if same else ()
    return tuple(source.work for source in cited if source.text not in works.get(source.work, (source.text,)))


def _ancestors(entries: Sequence[Entry]) -> Mapping[str, frozenset[str]]:
    """For each entry the ids of all that its maker knew of."""
    known: dict[str, frozenset[str]] = {}
    for entry in entries:
        before = entry.sign_off.before
        known[entry.id] = frozenset(before).union(*(known.get(id_, ()) for id_ in before))
    return known
