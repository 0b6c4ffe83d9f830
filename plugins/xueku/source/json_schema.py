"""JSON Schema of every kind, from its declarations, so that an editor's tool completes and explains fields in Chinese.

A schema is milder than reading: it helps while an editor types, and `xueku check` decides. YAML gives a tool numbers and
truth values where we read texts, so texts may be those too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from xueku.model.declaration import (
    ID_PATTERN,
    Date,
    Flag,
    Id,
    Line,
    Minutes,
    People,
    Text,
    Year,
    declaration_of,
)
from xueku.model.quiz import Quiz
from xueku.model.resource import LearningResource
from xueku.model.vocabulary import Vocabularies, Vocabulary

Schema = dict[str, Any]

_TEXT = ["string", "number", "boolean"]
_FORMS: Sequence[tuple[Any, Schema]] = (
    (
        Id,
        {
            "type": ["string", "integer"],
            "pattern": f"^{ID_PATTERN}$",
            "maxLength": 64,
            "patternErrorMessage": "只能用小写字母、数字和连字符",
        },
    ),
    (
        Date,
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}$",
            "patternErrorMessage": "应写成 年-月-日，如 2026-07-01",
        },
    ),
    (
        Minutes,
        {
            "type": ["integer", "string"],
            "minimum": 1,
            "pattern": "^[0-9]{1,4}$",
            "patternErrorMessage": "应是分钟数，只写数字",
        },
    ),
    (
        Year,
        {
            "type": ["integer", "string"],
            "minimum": 1800,
            "maximum": 2099,
            "pattern": r"^(1[89]|20)\d{2}$",
            "patternErrorMessage": "应是四位年份，只写数字",
        },
    ),
    (
        People,
        {
            "type": ["string", "integer"],
            "pattern": r"^\d{1,4}(\s*[-–—~～至]\s*\d{1,4})?\s*人?$",
            "patternErrorMessage": "应是人数或人数范围，如 8-40",
        },
    ),
    (Flag, {"type": "boolean"}),
    (Line, {"type": _TEXT, "pattern": r"^[^\n]*$", "patternErrorMessage": "应写在一行里"}),
    (Text, {"type": _TEXT}),
)
"""What the types of declarations look like in a file; of two that fit, the first holds."""


def schemas(kinds: Sequence[type[LearningResource]], vocabularies: Vocabularies) -> dict[str, Schema]:
    """The schema of each kind's fields by the kind's name, and of `quiz.yml` as `quiz`."""
    models: Mapping[str, type[BaseModel]] = {kind.kind.name: kind for kind in kinds} | {"quiz": Quiz}
    titles = {kind.kind.name: kind.kind.label for kind in kinds} | {"quiz": "自测"}
    found = {}
    for name, model in models.items():
        head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": titles[name]}
        found[name] = head | _of_model(model, vocabularies)
    return found


def written(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _of_model(model: type[BaseModel], vocabularies: Vocabularies) -> Schema:
    fields = model.model_fields
    return {
        "type": "object",
        "properties": {name: _of_field(info, vocabularies) for name, info in fields.items()},
        "required": [name for name, info in fields.items() if info.is_required()],
        "additionalProperties": False,
    }


def _of_field(info: FieldInfo, vocabularies: Vocabularies) -> Schema:
    declared = declaration_of(info)
    vocabulary = vocabularies[declared.vocabulary] if declared.vocabulary else None
    need = "必填" if info.is_required() else "可不填"
    told = "；".join(filter(None, (need, declared.help, f"例如 {declared.example}")))
    head = {"title": declared.label, "description": told, "examples": [_value(declared.example)]}
    return head | _of_type(info.annotation, info.metadata, vocabulary, vocabularies)


def _of_type(
    annotation: Any, metadata: Sequence[Any], vocabulary: Vocabulary | None, vocabularies: Vocabularies
) -> Schema:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _of_type(inner, [*metadata, *more], vocabulary, vocabularies)
    if get_origin(annotation) in (Union, UnionType):
        whole = next(part for part in get_args(annotation) if part is not type(None))
        return _of_type(whole, metadata, vocabulary, vocabularies)
    if get_origin(annotation) is tuple:
        return _of_list(_of_type(get_args(annotation)[0], [], vocabulary, vocabularies), metadata)
    if get_origin(annotation) is Literal:
        return {"enum": list(get_args(annotation))}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_model(annotation, vocabularies)
    if vocabulary is not None and vocabulary.terms:
        return _of_vocabulary(vocabulary)
    most = next((limit for part in metadata if (limit := getattr(part, "max_length", None))), None)
    return _form(annotation, metadata) | ({"maxLength": most} if most else {})


def _of_list(item: Schema, metadata: Sequence[Any]) -> Schema:
    """A list; one text where a list belongs is a list of one."""
    found: Schema = {"type": "array", "items": item}
    for part in metadata:
        for name, limit in (("min_length", "minItems"), ("max_length", "maxItems")):
            if (value := getattr(part, name, None)) is not None:
                found[limit] = value
    return found if item.get("type") == "object" else {"anyOf": [found, item]}


def _of_vocabulary(vocabulary: Vocabulary) -> Schema:
    """The names of the terms, which tools offer; and as a pattern, which they do not offer, ids and other names, which are right too."""
    names = [term.name for term in vocabulary.terms]
    others = [word for term in vocabulary.terms for word in (term.id, *term.also) if word not in names]
    offered: Schema = {"enum": names}
    pattern = f"^({'|'.join(map(re.escape, others))})$"
    told = {"type": "string", "pattern": pattern, "patternErrorMessage": f"可用的词：{'、'.join(names)}"}
    return {"anyOf": [offered, told]} if others else offered


def _form(annotation: Any, metadata: Sequence[Any]) -> Schema:
    for alias, form in _FORMS:
        base, *marks = get_args(alias)
        if annotation is base and all(mark in metadata for mark in marks):
            return dict(form)
    return {"type": "integer"} if annotation is int else {}


class _Loader(yaml.SafeLoader):
    """Reads examples as a tool would put them in: a day stays as it is written."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as its base has it
        first: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _value(example: str) -> Any:
    return yaml.load(example, Loader=_Loader)
