"""A draft whose fields are not all there yet: with words in their place that say so it can be looked at all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from xueku.model.declaration import declaration_of, refers_to_record
from xueku.model.resource import LearningResource

UNFILLED = "待填"


def stand_in(
    kind: type[LearningResource], values: dict[str, Any]
) -> tuple[LearningResource, tuple[str, ...]] | None:
    """A draft of a kind with these values, and the names of the fields that are missing or wrong; None if it is no draft, or has no id.

    In their place stand 待填, for days and numbers the example of the declaration, for lists none, but of groups that name no record one such group.
    """
    if values.get("status") != "draft":
        return None
    wrong = {*_wrong(kind, values)}
    if not wrong or "id" in wrong or "" in wrong:
        return None
    kept = {name: value for name, value in values.items() if name not in wrong}
    needed = {name: info for name, info in kind.model_fields.items() if name in wrong and info.is_required()}
    examples = {name: yaml.safe_load(declaration_of(info).example) for name, info in needed.items()}
    resource = kind.model_validate(kept | examples)
    blanks = {name: _blank(getattr(resource, name), info) for name, info in needed.items()}
    return resource.model_copy(update=blanks), tuple(sorted(wrong & kind.model_fields.keys()))


def _wrong(kind: type[LearningResource], values: dict[str, Any]) -> Iterator[str]:
    """The names of the fields that something is wrong with; an empty one where that is the record as a whole."""
    try:
        kind.model_validate(values)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            yield str(one["loc"][0]) if one["loc"] else ""


def _blank(example: Any, info: FieldInfo) -> Any:
    """What stands in the place of a value like this example."""
    if info.annotation is str:
        return UNFILLED
    if not isinstance(example, tuple):
        return example
    first = example[0]
    if not isinstance(first, BaseModel):
        return ()
    inner = type(first).model_fields
    if any(map(refers_to_record, inner.values())):
        return ()
    needed = {name: info for name, info in inner.items() if info.is_required()}
    return (type(first)(**{name: _blank(getattr(first, name), info) for name, info in needed.items()}),)
