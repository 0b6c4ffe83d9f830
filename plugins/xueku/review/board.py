"""The board: what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xueku.model.record import Record
from xueku.model.review import Reviewed, Standing
from xueku.review.standing import tell_standing


@dataclass(frozen=True)
class Waiting:
    """A record on the board, and what is to be known of it in a few words."""

    record: Record
    standing: Standing
    note: str


@dataclass(frozen=True)
class Column:
    """Records that wait for the same: a stage, or nothing. Longest waiting first, by the date of the last signature or of the record."""

    title: str
    waiting: tuple[Waiting, ...]


def board(records: Iterable[Record], reviewed: Reviewed) -> list[Column]:
    """One column for each stage that somebody has to sign, then those that are due again, then those that are through. No drafts and no withdrawn records."""
    columns: dict[str, list[Waiting]] = {f"等{stage}": [] for stage in reviewed.policy.stages}
    columns |= {"依据改过，要再看": [], "签完了": []}
    for record in records:
        if record.resource.status == "published":
            standing = reviewed.standing(record.id)
            columns[_title(standing)].append(Waiting(record, standing, _note(standing)))
    return [Column(title, tuple(sorted(found, key=_since))) for title, found in columns.items()]


def counts(columns: Iterable[Column]) -> Mapping[str, int]:
    """How many records stand in each column."""
    return {column.title: len(column.waiting) for column in columns}


def _title(standing: Standing) -> str:
    if standing.next_stage:
        return f"等{standing.next_stage}"
    return "依据改过，要再看" if standing.amended else "签完了"


def _note(standing: Standing) -> str:
    if standing.returned or standing.voided:
        return tell_standing(standing)
    return "，".join(f"{sign_off.stage} {sign_off.by} {sign_off.date}" for sign_off in standing.signed)


def _since(waiting: Waiting) -> tuple[str, str]:
    signed = waiting.standing.signed
    day = signed[-1].date if signed else waiting.record.resource.date
    return day.isoformat(), waiting.record.id
