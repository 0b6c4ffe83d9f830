"""What a release leaves out, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.model.review import Reviewed, Standing
from xueku.review.publish import Withheld
from xueku.review.standing import tell_standing

_STATUS = {"draft": "是草稿（status: draft）", "withdrawn": "已撤下（status: withdrawn）"}


def hold_back(
    records: Mapping[str, Record],
    unread: Iterable[str],
    findings: Iterable[Diagnostic],
    reviewed: Reviewed,
    ledger_folder: str,
) -> dict[str, Withheld]:
    """By id what is not to be released: unsigned, wrong, drafts and withdrawn records; those that cannot be read by their path.

    `findings` are all that there are; those with errors on files that belong to no record are for the caller.
    """
    by_owner = _errors(records.values(), unread, findings, ledger_folder)
    withheld: dict[str, Withheld] = {}
    for id_, record in records.items():
        reasons = tuple(_reasons(record, by_owner[record.path], reviewed.standing(id_)))
        if reasons:
            ledger = f"{ledger_folder}/{id_}.yml"
            withheld[id_] = Withheld(record.path, ledger, record.resource.title, reasons)
    for path in unread:
        withheld[path] = Withheld(path, "", "", (_told(by_owner[path]) or "读不出来",))
    return withheld


def _reasons(record: Record, errors: Counter[str], standing: Standing) -> Iterator[str]:
    status = record.resource.status
    if status in _STATUS:
        yield _STATUS[status]
    if errors:
        yield _told(errors)
    if not standing.is_complete and status != "withdrawn":
        yield tell_standing(standing)


def _told(errors: Counter[str]) -> str:
    return f"有 {errors.total()} 处错误（{'、'.join(sorted(errors))}）" if errors else ""


def _errors(
    records: Iterable[Record], unread: Iterable[str], findings: Iterable[Diagnostic], ledger_folder: str
) -> Mapping[str, Counter[str]]:
    """By the path of each record's main file, how often each code of an error is on its files or its ledger."""
    records = [*records]
    paths = {record.path: record.path for record in records} | {path: path for path in unread}
    owners = paths | {path.removesuffix("/index.md"): path for path in paths if path.endswith("/index.md")}
    owners |= {f"{ledger_folder}/{record.id}.yml": record.path for record in records}
    errors: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        if finding.severity == Severity.ERROR:
            for way in accumulate(finding.span.path.split("/"), lambda above, name: f"{above}/{name}"):
                if way in owners:
                    errors[owners[way]][finding.code] += 1
                    break
    return errors
