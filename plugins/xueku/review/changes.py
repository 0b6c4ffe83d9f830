"""Which words of a text changed since it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from xueku.model.declaration import declaration_of
from xueku.model.record import Record
from xueku.model.resource import LearningResource
from xueku.quoting.difference import compare
from xueku.review.alike import PICTURE
from xueku.review.canon import canonical_text, form_of

MOST_SHOWN = 3
_MOST_CHARACTERS = 24
_PARTS = {
    "body": "正文",
    "handout": "讲义",
    "host": "主持词",
    "quiz": "自测",
    "questions": "自测",
    "file": "附件",
    "picture": "图片",
}
_AROUND = 4
_MOST_COMPARED = 20_000
_FIELD = re.compile(r"^[a-z][\w.]*: ")
_FILE = re.compile(r"\n== file (?P<name>.*)\n  (?P<digest>[0-9a-f]{64})\n")
_PICTURE = re.compile(rf"!\[(?P<words>[^\[\]\n]*)\]\({PICTURE}(?P<digest>[0-9a-f]{{64}})")
_PICTURE_WORD = r"![\g<words>](图片"
_WHERE = re.compile(r"^(?:== )?(?P<name>[\w./-]+)")


@dataclass(frozen=True)
class Change:
    """What was signed and what is there now, one of them empty where something came or went. `where` is the name of the field or part.

    Of a file `file` says in words which it is, and what was and is are digests.
    """

    where: str
    old: str
    new: str
    file: str = ""


def changes_since(signed: str, record: Record) -> list[Change]:
    """Each change between the canonical text that was signed and a record as it is now."""
    names = {digest: name for name, digest in record.file_digests.items()}
    return changed_words(signed, canonical_text(record, form_of(signed)), names)


def changed_words(signed: str, now: str, names: Mapping[str, str] | None = None) -> list[Change]:
    """Each change between two canonical texts of one form, in the order of the text; then the changed files.

    Of a change in a line only the differing characters are named, with a few around them. `names` has the names of pictures by the digest of their content.
    """
    (before, old_files), (after, new_files) = _without_files(signed), _without_files(now)
    pictures = _changed_pictures(before, after, names or {})
    in_words = _changed_lines(_PICTURE.sub(_PICTURE_WORD, before), _PICTURE.sub(_PICTURE_WORD, after))
    return [*in_words, *pictures, *_changed_files(old_files, new_files)]


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


def tell_changes(changes: list[Change]) -> str:
    """A few changes in words: “三日”改成“五日”."""
    told = [tell_change(change) for change in changes[:MOST_SHOWN]]
    more = f"，等 {len(changes)} 处" if len(changes) > MOST_SHOWN else ""
    return f"{'；'.join(told)}{more}"


def tell_change(change: Change) -> str:
    """One change in words."""
    if change.file:
        return (
            f"{change.file}换了内容"
            if change.old and change.new
            else f"{'加' if change.new else '去掉'}了{change.file}"
        )
    if not change.old:
        return f"加了“{_short(change.new)}”"
    if not change.new:
        return f"删了“{_short(change.old)}”"
    return f"“{_short(change.old)}”改成“{_short(change.new)}”"


def _without_files(text: str) -> tuple[str, dict[str, str]]:
    """A canonical text without its files, and these: name → digest."""
    files = {match["name"]: match["digest"] for match in _FILE.finditer(text)}
    return _FILE.sub("", text), files


def _changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    gone = {digest: name for name, digest in old.items() if name not in new}
    renamed = {name: gone.pop(digest) for name, digest in new.items() if name not in old and digest in gone}
    yield from (Change("file", before, name) for name, before in renamed.items())
    left = set(renamed.values())
    for name in sorted((old.keys() | new.keys()) - left - renamed.keys()):
        if old.get(name) != new.get(name):
            yield Change("file", old.get(name, ""), new.get(name, ""), f"附件“{name}”")


def _changed_pictures(before: str, after: str, names: Mapping[str, str]) -> Iterator[Change]:
    """The pictures that are others now. Where there are more or fewer, the words around them say so."""
    old, new = [*_PICTURE.finditer(before)], [*_PICTURE.finditer(after)]
    if len(old) == len(new):
        for was, now in zip(old, new, strict=True):
            if was["digest"] != now["digest"]:
                name = names.get(now["digest"])
                told = f"图片“{now['words']}”" + (f"（{name}）" if name else "")
                yield Change("picture", was["digest"], now["digest"], told)


def _changed_lines(signed: str, now: str) -> list[Change]:
    before, after = signed.split("\n"), now.split("\n")
    where = _names(after)
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for old, new, number in zip(before[a:b], after[c:d], range(c, d), strict=True):
                found += [Change(where[number], *pair) for pair in _in_lines(_values([old]), _values([new]))]
        elif tag != "equal":
            old, new = _values(before[a:b]), _values(after[c:d])
            found += [Change(where[min(c, len(where) - 1)], *pair) for pair in _in_lines(old, new)]
    return found


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
