"""Words as YAML that an editor would have written: bare where that is safe, else in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^:#\n\t\"\\]*")


def scalar(words: str) -> str:
    """One line of text."""
    one = " ".join(words.split())
    return one if _PLAIN.fullmatch(one) and not re.search(r"[\[\]{},]", one) else quoted(one)


def quoted(words: str) -> str:
    """The same in quotation marks."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def listed(values: Iterable[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(map(scalar, values))}]"


def plain_words(text: str) -> str:
    """What YAML behind a key says, without its notation: the values of a list, and of entries the first of each."""
    found = yaml.safe_load(text)
    values = found if isinstance(found, list) else [found]
    return "、".join(str(next(iter(one.values()), "") if isinstance(one, dict) else one) for one in values)
