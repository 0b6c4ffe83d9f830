"""Which words of a text changed since it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from xueku.model.declaration import declaration_of
from xueku.model.resource import LearningResource
from xueku.quoting.difference import compare

MOST_SHOWN = 3
_MOST_CHARACTERS = 24
_PARTS = {
    "body": "正文",
    "handout": "讲义",
    "host": "主持词",
    "quiz": "自测",
    "questions": "自测",
    "file": "附件",
}
_AROUND = 4
_MOST_COMPARED = 20_000
_FIELD = re.compile(r"^[a-z][\w.]*: ")
_WHERE = re.compile(r"^(?:== )?(?P<name>[\w./-]+)")


def changed_words(signed: str, now: str) -> list[tuple[str, str, str]]:
    """(where, what was signed, what is there now) of each change between two canonical texts, in the order of the text.

    `where` is the name of the field or part. Of a change in a line only the differing characters are named, with a few around them.
    """
    before, after = signed.split("\n"), now.split("\n")
    where = _names(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for old, new, number in zip(before[a:b], after[c:d], range(c, d), strict=True):
                found += [(where[number], *pair) for pair in _in_lines(_values([old]), _values([new]))]
        elif tag != "equal":
            old, new = _values(before[a:b]), _values(after[c:d])
            found += [(where[min(c, len(where) - 1)], *pair) for pair in _in_lines(old, new)]
    return found


def tell_place(resource: LearningResource, where: str) -> str:
    """The field or part of a change in the words of its declaration: 关键词, 议程第 2 项, 正文."""
    name, _, rest = where.partition(".")
    fields = type(resource).model_fields
    label = declaration_of(fields[name]).label if name in fields else _PARTS.get(name, name)
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return label
    # The texts of questions are counted from nought, everything else from one.
    return f"{label}第 {int(number) + (name == 'quiz')} {'题' if label == _PARTS['quiz'] else '项'}"


def tell_changes(changes: list[tuple[str, str, str]]) -> str:
    """A few changes in words: “三日”改成“五日”."""
    told = [tell_change(old, new) for _, old, new in changes[:MOST_SHOWN]]
    more = f"，等 {len(changes)} 处" if len(changes) > MOST_SHOWN else ""
    return f"{'；'.join(told)}{more}"


def tell_change(old: str, new: str) -> str:
    """One change in words."""
    if not old:
        return f"加了“{_short(new)}”"
    if not new:
        return f"删了“{_short(old)}”"
    return f"“{_short(old)}”改成“{_short(new)}”"


def _values(lines: list[str]) -> str:
    """Lines of a canonical text without the names of fields."""
    return "\n".join(line if line.startswith(" ") else _FIELD.sub("", line) for line in lines).strip()


def _in_lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    if not (old and new) or max(len(old), len(new)) > _MOST_COMPARED:
        yield old, new
        return
    for change in compare(old, new, old, new).changes:
        left, right = max(0, change.start - _AROUND), change.end + _AROUND
        words = new[change.begun : change.ended]
        yield old[left:right], f"{old[left : change.start]}{words}{old[change.end : right]}"


def _names(lines: list[str]) -> list[str]:
    """For each line the field or part that it is of."""
    names, name = [], ""
    for line in lines:
        match = _WHERE.match(line) if not line.startswith(" ") else None
        name = match["name"] if match else name
        names.append(name)
    return names


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARACTERS else f"{line[: _MOST_CHARACTERS - 1]}…"
