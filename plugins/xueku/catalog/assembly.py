"""Records become a Catalog; words outside a vocabulary and names of absent records are findings of each record."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from operator import is_not
from typing import TypeVar

from pydantic import BaseModel

from xueku.catalog.catalog import Catalog
from xueku.catalog.references import references
from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Path, Places, Record
from xueku.model.review import Reviewed
from xueku.model.vocabulary import Vocabularies, Vocabulary

Fields = TypeVar("Fields", bound=BaseModel)


def assemble(
    records: Sequence[Record],
    vocabularies: Vocabularies,
    unread: Container[str] = frozenset(),
    reviewed: Reviewed | None = None,
) -> Catalog:
    """The catalog of these records, by id. `unread` and `reviewed`: see `Catalog`."""
    in_order = sorted(records, key=lambda record: record.id)
    by_id = {record.id: in_terms(record, vocabularies) for record in in_order}
    return Catalog(by_id, vocabularies, unread, reviewed)


def check_fields(record: Record, catalog: Catalog) -> list[Diagnostic]:
    """What does not hold between the fields of a record, as they are written, and the catalog."""
    return [*_unknown_terms(record, catalog.vocabularies), *_dangling(record, catalog)]


def in_terms(record: Record, vocabularies: Vocabularies) -> Record:
    """The record with aliases and ids of terms replaced by their names, each once."""
    resource = _named(record.resource, vocabularies)
    quiz = record.quiz and _named(record.quiz, vocabularies)
    if resource is record.resource and quiz is record.quiz:
        return record
    return replace(record, resource=resource, quiz=quiz)


def _named(fields: Fields, vocabularies: Vocabularies) -> Fields:
    update: dict[str, object] = {}
    for name, info in type(fields).model_fields.items():
        value, vocabulary = getattr(fields, name), vocabularies[declaration_of(info).vocabulary]
        if declaration_of(info).vocabulary:
            words = (value,) if isinstance(value, str) else value
            names = dict.fromkeys(term.name if (term := vocabulary.find(word)) else word for word in words)
            named = next(iter(names)) if isinstance(value, str) else tuple(names)
            if named != value:
                update[name] = named
        elif isinstance(value, tuple):
            inner = tuple(
                _named(item, vocabularies) if isinstance(item, BaseModel) else item for item in value
            )
            if any(map(is_not, inner, value)):
                update[name] = inner
    return fields.model_copy(update=update) if update else fields


def _unknown_terms(record: Record, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    yield from _unknown_in(record.resource, (), record.places, vocabularies, record.unfilled)
    if record.quiz is not None and record.quiz_places is not None:
        yield from _unknown_in(record.quiz, (), record.quiz_places, vocabularies)


def _unknown_in(
    fields: BaseModel,
    before: Path,
    places: Places,
    vocabularies: Vocabularies,
    passed_over: Container[str] = (),
) -> Iterator[Diagnostic]:
    for name, info in type(fields).model_fields.items():
        if name in passed_over:
            continue
        declared = declaration_of(info)
        value = getattr(fields, name)
        single = isinstance(value, str)
        for index, word in enumerate((value,) if single else value if isinstance(value, tuple) else ()):
            way: Path = (*before, name) if single else (*before, name, index)
            if isinstance(word, BaseModel):
                yield from _unknown_in(word, way, places, vocabularies)
            elif declared.vocabulary and vocabularies[declared.vocabulary].find(word) is None:
                message = f"“{declared.label}”里没有{shown(word)}这个词"
                remedy = _use_instead(word, vocabularies[declared.vocabulary])
                yield Diagnostic(places.value(way), "XK401", message, remedy)


def _use_instead(word: str, vocabulary: Vocabulary) -> str:
    names = [term.name for term in vocabulary.terms]
    if parts := re.split("[，、]", word)[1:]:
        return (
            f"词与词之间用英文逗号：[{', '.join(re.split('[，、]', word))}]"
            if all(parts)
            else "删掉多余的逗号"
        )
    if not names:
        return f"先在 {vocabulary.path} 里写下词条，例如一行 - {{id: 拼音, name: {word}}}"
    near = difflib.get_close_matches(word, names, 1, 0.3)
    known = "、".join(names[:12]) + ("等" if len(names) > 12 else "")
    if near:
        return f"改成{shown(near[0])}；可用的词：{known}（见 {vocabulary.path}）"
    return f"可用的词：{known}；要用新词，先加进 {vocabulary.path}"


def _dangling(record: Record, catalog: Catalog) -> Iterator[Diagnostic]:
    for reference in references(record):
        if reference.target in catalog.unread:
            continue
        if reference.target not in catalog.records:
            near = difflib.get_close_matches(reference.target, list(catalog.records), 1, 0.6)
            remedy = f"改成 {near[0]}" if near else "检查编号，或先写好那份材料"
            message = f"没有编号为{shown(reference.target)}的材料"
            yield Diagnostic(reference.span, "XK301", message, remedy)
        elif reference.target == record.id:
            yield Diagnostic(reference.span, "XK303", "这里指的是这份材料自己", "删掉这一项")
