"""The one gate: only what passes here reaches pages, index, exports and feeds."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from operator import is_not
from typing import Any, TypeVar

from pydantic import BaseModel

from xueku.catalog.catalog import Catalog
from xueku.model.declaration import refers_to_record
from xueku.model.record import Mode, Record
from xueku.render.link import Linked

_WITHHELD: dict[Mode, frozenset[str]] = {
    "publish": frozenset({"draft", "withdrawn"}),
    "preview": frozenset({"withdrawn"}),
}
Fields = TypeVar("Fields", bound=BaseModel)


def publish(linked: Linked, mode: Mode) -> Linked:
    """What a reader may see; in `preview` an editor also sees drafts.

    No field of what is shown names a record that is not; facets, links and counts follow anew.
    """
    records = linked.catalog.records
    shown = {id_ for id_, record in records.items() if record.resource.status not in _WITHHELD[mode]}
    kept = {id_: narrowed(records[id_], shown) for id_ in records if id_ in shown}
    return Linked(Catalog(kept, linked.catalog.vocabularies), linked.outlines, linked.rendered)


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
