"""Which records a record's fields name, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from xueku.model.declaration import refers_to_record
from xueku.model.diagnostic import Span
from xueku.model.record import Path, Record
from xueku.model.resource import Citation


@dataclass(frozen=True)
class Reference:
    """A field that names another record. `field` is the outermost field: sources, related, readings, steps, quiz; `articles` are as it cites them."""

    target: str
    field: str
    span: Span
    articles: tuple[str, ...] = ()


def references(record: Record) -> Iterator[Reference]:
    """Every reference in the fields of a record and of its quiz, in the order of the declarations."""
    for way, target, articles in _ids(record.resource, ()):
        yield Reference(target, str(way[0]), record.places.value(way), articles)
    if record.quiz is not None and record.quiz_places is not None:
        for way, target, articles in _ids(record.quiz, ()):
            yield Reference(target, "quiz", record.quiz_places.value(way), articles)


_Named = tuple[Path, str, tuple[str, ...]]


def _ids(value: BaseModel, way: Path) -> Iterator[_Named]:
    articles = value.articles if isinstance(value, Citation) else ()
    for name, info in type(value).model_fields.items():
        for place, target, cited in _inside(getattr(value, name), (*way, name), refers_to_record(info)):
            yield place, target, cited or articles


def _inside(content: Any, way: Path, refers: bool) -> Iterator[_Named]:
    if isinstance(content, BaseModel):
        yield from _ids(content, way)
    elif isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _inside(item, (*way, index), refers)
    elif refers and isinstance(content, str):
        yield way, content, ()
