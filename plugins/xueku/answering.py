"""What a new record needs to be told: the questions that follow from a kind's declaration, and answers as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from xueku.importers.yaml_text import listed, scalar
from xueku.model.declaration import Terms, declaration_of
from xueku.model.diagnostic import Span
from xueku.model.record import Record
from xueku.model.resource import LearningResource
from xueku.model.vocabulary import Vocabularies
from xueku.source.choosing import Choice, chosen
from xueku.source.typed import nearest, read_value
from xueku.source.yaml_tree import Mapping, read_tree

_GIVEN = ("id", "title", "date", "status")
Shape = Literal["text", "words", "rows", "references"]
"""How a question is answered: one text; one or several of `choices`; one line for each of a list; the same, each the name of a record."""


@dataclass(frozen=True)
class Question:
    """One field to ask for. `columns` are the labels of what stands in a row; `default` is what an empty answer means."""

    name: str
    label: str
    example: str
    help: str = ""
    shape: Shape = "text"
    choices: tuple[Choice, ...] = ()
    is_many: bool = False
    columns: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True)
class Answer:
    """What stands after the key, as YAML; or what is wrong with what was typed, and how it is written."""

    yaml: str = ""
    problem: str = ""


def questions(
    kind: type[LearningResource], vocabularies: Vocabularies, records: Iterable[Record], year: int
) -> list[Question]:
    """What must be asked for a record of this kind, lists before what is a sum of them."""
    listed_records = sorted(records, key=lambda record: record.id)
    found = [
        _question(name, info, vocabularies, listed_records)
        for name, info in kind.model_fields.items()
        if info.is_required() and name not in _GIVEN
    ]
    found = [replace(one, default=str(year)) if one.name == "year" else one for one in found]
    return sorted(found, key=lambda one: one.name == "time_required")


def question_of(
    kind: type[LearningResource], word: str, vocabularies: Vocabularies, records: Iterable[Record]
) -> Question | None:
    """The question for the field of this name or label."""
    for name, info in kind.model_fields.items():
        if word in (name, declaration_of(info).label):
            return _question(name, info, vocabularies, [*records])
    return None


def field_like(kind: type[LearningResource], word: str) -> str:
    """The field or label that was probably meant by a word that is none; empty if none comes near."""
    names = [*kind.model_fields, *(declaration_of(info).label for info in kind.model_fields.values())]
    return nearest(word, names) or ""


def answer(kind: type[LearningResource], question: Question, typed: Sequence[str]) -> Answer:
    """What was typed, line by line, as YAML."""
    yaml, problem = _yaml(kind, question, [line.strip() for line in typed if line.strip()])
    return Answer("", problem) if problem else _checked(kind, question, yaml)


def minutes_in(rows: Sequence[str]) -> int:
    """The sum of the numbers that rows of an agenda end in."""
    return sum(int(end[1]) for row in rows if (end := re.search(r"(\d{1,4})(?:\s*分钟?)?$", row.strip())))


def _question(name: str, info: FieldInfo, vocabularies: Vocabularies, records: Sequence[Record]) -> Question:
    declared = declaration_of(info)
    plain = Question(name, declared.label, declared.example.strip("[]"), declared.help)
    inner = _inner_model(info.annotation)
    if inner is not None:
        return _of_rows(replace(plain, example=declared.example), inner, records)
    if declared.vocabulary:
        terms = vocabularies[declared.vocabulary].terms
        choices = tuple(Choice(term.name, term.name, (term.id, *term.also)) for term in terms)
        return replace(plain, shape="words", choices=choices, is_many=_is_list(info))
    if declared.refers_to:
        return replace(plain, shape="words", choices=_choices(records), is_many=_is_list(info))
    if get_origin(info.annotation) is Literal:
        return replace(
            plain, shape="words", choices=tuple(Choice(one, one) for one in get_args(info.annotation))
        )
    return replace(plain, is_many=_is_list(info))


def _of_rows(question: Question, inner: type[BaseModel], records: Sequence[Record]) -> Question:
    fields = inner.model_fields
    named = next((name for name, info in fields.items() if declaration_of(info).refers_to), None)
    if named is not None:
        fit = [record for record in records if named != "work" or record.kind.has_articles]
        columns = tuple(name for name in (named, "title") if name in fields)
        return replace(question, shape="references", choices=_choices(fit), columns=columns)
    needed = tuple(name for name, info in fields.items() if info.is_required())
    return replace(question, shape="rows", columns=needed)


def _choices(records: Sequence[Record]) -> tuple[Choice, ...]:
    return tuple(Choice(record.id, record.resource.title) for record in records)


def _yaml(kind: type[LearningResource], question: Question, lines: Sequence[str]) -> tuple[str, str]:
    """YAML, or what is wrong."""
    text = " ".join(lines)
    if not text:
        return "", f"“{question.label}”不能空着，例如 {question.example}"
    if text.startswith(("[", "{")):
        return text, ""
    match question.shape:
        case "words" if question.choices:
            found = chosen(question.choices, text, is_many=question.is_many)
            words = listed(found.values) if question.is_many else scalar("".join(found.values[:1]))
            return words, found.problem
        case "rows":
            return _rows(kind, question, lines)
        case "references":
            return _references(question, lines)
        case _ if question.is_many:
            return listed(part for part in re.split("[、，,;；]", text) if part.strip()), ""
        case _:
            return scalar(text), ""


def _rows(kind: type[LearningResource], question: Question, lines: Sequence[str]) -> tuple[str, str]:
    inner = _inner_model(kind.model_fields[question.name].annotation)
    assert inner is not None
    labels = [declaration_of(inner.model_fields[column]).label for column in question.columns]
    rows = []
    for line in lines:
        parts = [part.removesuffix("分钟") for part in line.rsplit(None, len(labels) - 1)]
        if len(parts) != len(labels) or not all(parts):
            return "", f"一行写{'、'.join(labels)}，中间空一格，例如 学一段 20"
        rows.append(
            ", ".join(f"{name}: {scalar(part)}" for name, part in zip(question.columns, parts, strict=True))
        )
    return f"[{', '.join(f'{{{row}}}' for row in rows)}]", ""


def _references(question: Question, lines: Sequence[str]) -> tuple[str, str]:
    rows = []
    for line in lines:
        found = chosen(question.choices, line, is_many=False)
        if not found.problem:
            rows.append(f"{{{question.columns[0]}: {found.values[0]}}}")
        elif len(question.columns) > 1:
            rows.append(f"{{{question.columns[1]}: {scalar(line)}}}")
        else:
            return "", found.problem
    return f"[{', '.join(rows)}]", ""


def _checked(kind: type[LearningResource], question: Question, yaml: str) -> Answer:
    """The answer if the field takes it."""
    node, found = read_tree(f"{question.name}: {yaml}", "")
    if node is not None:
        _, _, found = read_value(kind, node, Span(""))
    wrong = next(
        (one for one in found if one.code not in ("XK101", "XK020") or _is_inside(one.span, node)), None
    )
    return Answer("", f"{wrong.message}；{wrong.remedy}") if wrong else Answer(yaml)


def _is_inside(span: Span, node: Any) -> bool:
    """Whether a finding that something is missing is about a group of the answer, not about other fields."""
    return isinstance(node, Mapping) and span.column > 1


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is get_origin(get_args(Terms)[0])


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(_inner_models(annotation), None)


def _inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    for part in get_args(annotation):
        if found := _inner_model(part):
            yield found
