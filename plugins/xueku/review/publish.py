"""The one gate: only what passes here reaches pages, index, exports and feeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import is_not
from typing import Any, TypeVar

from pydantic import BaseModel

from xueku.catalog.catalog import Catalog
from xueku.model.declaration import refers_to_record
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Mode, Record
from xueku.render.link import Linked

_WITHHELD: dict[Mode, frozenset[str]] = {
    "publish": frozenset({"draft", "withdrawn"}),
    "release": frozenset({"draft", "withdrawn"}),
    "preview": frozenset({"withdrawn"}),
}
Fields = TypeVar("Fields", bound=BaseModel)


@dataclass(frozen=True)
class Withheld:
    """A record that a release leaves out: the paths of its main file and of its ledger, its title if it has one, and why."""

    path: str
    ledger: str
    title: str
    reasons: tuple[str, ...]


def withheld_findings(findings: Iterable[Diagnostic], withheld: Collection[Withheld]) -> Iterator[Diagnostic]:
    """Those of the findings that are on records that are left out, on their parts or on their ledgers."""
    is_theirs = files_of({path for one in withheld for path in (one.path, one.ledger)})
    return (finding for finding in findings if is_theirs(finding.span.path))


def weighed(findings: Iterable[Diagnostic], is_draft: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """The findings as they weigh in a build: what is wrong with a draft, which no reader gets and which its editor looks at long before all of it is right, stops nothing.

    `is_draft` tells of a path whether it is of a draft.
    """
    for finding in findings:
        is_unready = finding.severity == Severity.ERROR and is_draft(finding.span.path)
        yield replace(finding, severity=Severity.WARNING) if is_unready else finding


def files_of(paths: Collection[str]) -> Callable[[str], bool]:
    """Whether a path is one of these, or, of an index.md among them, that of a file in its folder."""
    folders = {path.removesuffix("/index.md") for path in paths if path.endswith("/index.md")}

    def is_theirs(path: str) -> bool:
        above = accumulate(path.split("/"), lambda way, name: f"{way}/{name}")
        return path in paths or not folders.isdisjoint(above)

    return is_theirs


def publish(linked: Linked, mode: Mode, withheld: Container[str] = frozenset()) -> Linked:
    """What a reader may see, without the records whose ids are `withheld`; in `preview` an editor also sees drafts.

    No field of what is shown names a record that is not; facets, links and counts follow anew.
    """
    records = linked.catalog.records
    shown = {
        id_
        for id_, record in records.items()
        if record.resource.status not in _WITHHELD[mode] and id_ not in withheld
    }
    kept = {id_: narrowed(records[id_], shown) for id_ in records if id_ in shown}
    reviewed = linked.catalog.reviewed
    seen = reviewed and replace(reviewed, shows_progress=mode == "preview")
    catalog = Catalog(kept, linked.catalog.vocabularies, reviewed=seen)
    return Linked(catalog, linked.outlines, linked.rendered)


def narrowed(record: Record, shown: Container[str]) -> Record:
    """The record without what its fields say of records that are not among `shown`."""
    resource, quiz = _narrowed(record.resource, shown), record.quiz and _narrowed(record.quiz, shown)
    if resource is record.resource and quiz is record.quiz:
        return record
    return replace(record, resource=resource, quiz=quiz)


def _narrowed(fields: Fields, shown: Container[str]) -> Fields:
    """The fields without ids of absent records, and without the steps, readings and citations that hold one."""
    update: dict[str, Any] = {}
    for name, info in type(fields).model_fields.items():
        content = getattr(fields, name)
        refers = refers_to_record(info)
        if isinstance(content, tuple):
            inner = (_narrowed(item, shown) if isinstance(item, BaseModel) else item for item in content)
            kept = tuple(item for item in inner if _stays(item, refers, shown))
            if len(kept) < len(content) or any(map(is_not, kept, content)):
                update[name] = kept
        elif isinstance(content, BaseModel) and not _stays(content, refers, shown):
            update[name] = None
    return fields.model_copy(update=update) if update else fields


def _stays(item: Any, refers: bool, shown: Container[str]) -> bool:
    if isinstance(item, BaseModel):
        own = {name for name, info in type(item).model_fields.items() if refers_to_record(info)}
        return all(getattr(item, name) is None or getattr(item, name) in shown for name in own)
    return not refers or item in shown
