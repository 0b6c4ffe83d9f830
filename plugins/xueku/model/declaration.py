"""How a field is declared: once, with its Chinese label, an example and what it may hold.

Values reach the declarations as the text that the editor wrote (see `source/yaml_tree.py`), so a field's type
alone decides what a text means: `no` and `2026` are words in a text field, and only a date field reads a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(ID_PATTERN)
EXAMPLE_WORK = "zhibu-gongzuo-guize"
EXAMPLE_RECORD = "chongwen-shici"
"""The ids that stand in examples; `xueku new` puts ids of the site in their place."""

_NUMBER = re.compile(r"[0-9]{1,3}")
_MINUTES = re.compile(r"[0-9]{1,4}")
_RANGE = re.compile(r"([0-9]{1,4})(?:\s*[-–—~～至]\s*([0-9]{1,4}))?")


@dataclass(frozen=True)
class Declared:
    """What a field's declaration says to people and to the other rooms.

    `vocabulary` names the controlled vocabulary (a file in `content/vocab/`) whose terms the field holds;
    `refers_to` is true where the field holds ids of other records; `facet` where listings filter by it.
    """

    label: str
    example: str
    help: str = ""
    vocabulary: str = ""
    refers_to: bool = False
    facet: bool = False


def declared(
    label: str,
    example: str,
    help_text: str = "",
    *,
    vocabulary: str = "",
    refers_to: bool = False,
    facet: bool = False,
    **constraints: Any,
) -> Any:
    """A pydantic field with its declaration. `constraints` go to `pydantic.Field`; without `default` it is required.

    `example` is YAML that can be pasted after the key.
    """
    declaration = Declared(label, example, help_text, vocabulary, refers_to, facet)
    return Field(title=label, json_schema_extra={"declared": declaration}, **constraints)  # type: ignore[dict-item]


def declaration_of(info: FieldInfo) -> Declared:
    """The declaration behind a field of a kind. Raises TypeError if the field was not made by `declared`."""
    extra = info.json_schema_extra
    found = extra.get("declared") if isinstance(extra, dict) else None
    if not isinstance(found, Declared):
        raise TypeError(f"a field without a declaration: {info}")
    return found


def refers_to_record(info: FieldInfo) -> bool:
    """Whether a field of a declared value holds ids of other records."""
    return bool(info.json_schema_extra) and declaration_of(info).refers_to


class Value(BaseModel):
    """Base of every declared record and of its inner values: frozen, and no key without a declaration."""

    # What a record needs to be read is built for the first one: most builds read none.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __getstate__(self) -> dict[Any, Any]:
        """Without the set of fields that were given, whose order is another in each process: equal values are kept as equal bytes."""
        return {**super().__getstate__(), "__pydantic_fields_set__": set()}


def _read_text(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError("empty", "empty")
    return value.strip() if isinstance(value, str) else value


def _read_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
        if not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", "date") from None


def _read_minutes(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not (isinstance(value, str) and _MINUTES.fullmatch(value) and int(value) > 0):
        raise PydanticCustomError("minutes", "minutes")
    return int(value)


def _read_number(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not (isinstance(value, str) and _NUMBER.fullmatch(value)):
        raise PydanticCustomError("number", "number")
    return int(value)


def _read_year(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"(?:1[89]|20)\d{2}", value)):
        raise PydanticCustomError("year", "year")
    return int(value)


def _read_flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("flag", "flag")
    return value == "true"


def _read_list(value: Any) -> Any:
    """An empty key is an empty list, and one text where a list belongs is a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _check_id(value: str) -> str:
    if len(value) > 64 or not _ID.fullmatch(value):
        raise PydanticCustomError("id", "id")
    return value


def _unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise PydanticCustomError("repeated", "repeated", {"repeated": str(value), "index": index})
    return values


@dataclass(frozen=True)
class PeopleRange:
    """How many people a course suits: from `least` to `most`, both included."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"{self.least}–{self.most} 人" if self.least != self.most else f"{self.least} 人"


def _read_people(value: Any) -> Any:
    match = _RANGE.fullmatch(value.removesuffix("人").strip()) if isinstance(value, str) else None
    if match is None:
        if isinstance(value, PeopleRange):
            return value
        raise PydanticCustomError("people", "people")
    least, most = int(match[1]), int(match[2] or match[1])
    if not 0 < least <= most:
        raise PydanticCustomError("people", "people")
    return PeopleRange(least=least, most=most)


Text = Annotated[str, BeforeValidator(_read_text)]
Line = Annotated[str, BeforeValidator(_read_text), StringConstraints(pattern=r"^[^\n]*$")]
Id = Annotated[str, BeforeValidator(_read_text), AfterValidator(_check_id)]
Date = Annotated[date, BeforeValidator(_read_date)]
Minutes = Annotated[int, BeforeValidator(_read_minutes)]
Year = Annotated[int, BeforeValidator(_read_year)]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
People = Annotated[PeopleRange, BeforeValidator(_read_people)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_read_list)]
Terms = Annotated[tuple[Line, ...], BeforeValidator(_read_list), AfterValidator(_unique)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_read_list), AfterValidator(_unique)]
Numbers = Annotated[tuple[Annotated[int, BeforeValidator(_read_number)], ...], BeforeValidator(_read_list)]
as_list = BeforeValidator(_read_list)
