"""What exactly is signed: one canonical text of a record, which changes with every visible character and with nothing else.

It holds the fields that differ from their defaults (so that a field that a later version adds changes nothing), every part, the
quiz, and the digests of attached and shown files. Invisible and left out are: comments, `status`, order and quoting of fields, line ends,
blank lines beyond the first, spaces at the end of a line that break none. A zero-width character counts: beside a mark it changes the page.

The text has a form, which its digest names. A signature is of the form in which it was made, and is checked in it: form 1 has every picture
by its name, and marks and spaces as they were written; form 2 what `alike` says of these.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from xueku.model.quiz import Quiz
from xueku.model.record import Record
from xueku.model.review import Digests
from xueku.review.alike import Pictures, with_one_mark, with_one_space

FORMS = (2, 1)
"""The forms of the canonical text, that of new signatures first. None may ever change: another text is another form."""

_TITLE = "xueku-text "

_UNSIGNED: Any = {"status"}
_ELSEWHERE: Any = {Quiz: {"questions": {"__all__": {"stem", "explanation"}}}}
"""Fields that are parts, too."""

_FENCE = re.compile(r"^ *(?P<fence>`{3,}|~{3,})")
_ENDS_IN_WORDS = re.compile(r"(?:\w|[^\x00-\x7f\s])\s*$")
"""After such a line, wide spaces are not seen if no other line follows. Form 1 did not ask what stands before and after them."""

_MARKS, _NOTHING = re.compile(r"[\W_]*"), re.compile("")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def canonical_text(record: Record, form: int = FORMS[0]) -> str:
    """The text of a record as it is signed and compared: readable lines, field names and files unindented, texts indented."""
    pictures = Pictures(record) if form > 1 else None
    lines = [f"{_TITLE}{form}", f"kind: {record.kind.name}", *_fields(record.resource, form)]
    if record.quiz is not None:
        lines += ["", "== quiz", *_fields(record.quiz, form)]
    for name, prose in sorted(record.parts.items()):
        written = pictures.written(prose) if pictures else prose.written
        lines += ["", f"== {name}", *_indented(canonical_markdown(written, form))]
    for name, digest in sorted(record.file_digests.items()):
        if not (pictures and name in pictures.digests):
            lines += ["", f"== file {name}", f"  {digest}"]
    return "\n".join(lines) + "\n"


def canonical_digests(record: Record) -> Digests:
    """The digest of a record's text in each of the forms."""
    return tuple(digest_of_text(canonical_text(record, form)) for form in FORMS)


def form_of(text: str) -> int:
    """The form of a canonical text."""
    number = text.partition("\n")[0].removeprefix(_TITLE)
    return int(number) if number.isdecimal() else 1


def digest_of_text(text: str) -> str:
    """The digest of a canonical text: its form if that is not the first, and SHA-256, 64 hexadecimal figures."""
    form, digest = form_of(text), hashlib.sha256(text.encode()).hexdigest()
    return digest if form == 1 else f"{form}:{digest}"


def short_code(digest: str) -> str:
    """Eight characters of a digest for paper, none of which looks like another: `K7QF-2M9X`."""
    number = int(digest.rpartition(":")[2][:10], 16)
    letters = [_CODE_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def canonical_markdown(text: str, form: int = FORMS[0]) -> str:
    """A Markdown text without what no reader sees. Code stays as it is."""
    lines: list[str] = []
    code: set[int] = set()
    fence = ""
    written = unicodedata.normalize("NFC", text).split("\n")
    if form > 1:
        written = _without_end(written)
    for line, following in zip(written, [*written[1:], ""], strict=True):
        mark = _FENCE.match(line)
        if fence or mark:
            code.add(len(lines))
            lines.append(line.rstrip() if form == 1 else line.rstrip(" \t"))
            if mark and not fence:
                fence = mark["fence"]
            elif mark and mark["fence"].startswith(fence) and line.strip() == mark["fence"]:
                fence = ""
        elif not _is_blank(line, form) or (lines and lines[-1]):
            lines.append(_without_spaces(line, following, form))
    if form > 1:
        marked = with_one_mark(lines, code)
        lines = [line if number in code else with_one_space(line) for number, line in enumerate(marked)]
    return "\n".join(lines).strip("\n")


def _canonical_value(text: str, form: int) -> str:
    """The words of a field, which are no Markdown: a mark is read there."""
    plain = canonical_markdown(text, 1)
    return with_one_space(plain) if form > 1 else plain


def _without_end(lines: list[str]) -> list[str]:
    """The lines without those at the end that hold nothing but white space, where no table or code goes on in them."""
    last = max((number for number, line in enumerate(lines) if line.strip()), default=-1)
    empty = lines[last + 1 :]
    if last < 0 or not empty or any(line.startswith(("    ", "\t")) for line in empty):
        return lines
    goes_on = not _is_blank(empty[0], 2) and ("|" in lines[last] or not _ENDS_IN_WORDS.search(lines[last]))
    return lines if goes_on else lines[: last + 1]


def _is_blank(line: str, form: int) -> bool:
    """Whether a line parts what stands above from what stands below; form 1 thought so of one with a wide space."""
    return not (line.strip() if form == 1 else line.strip(" \t"))


def _without_spaces(line: str, following: str, form: int) -> str:
    is_last = _is_blank(following, form)
    breaks = line.endswith("  ") and line.strip() and not is_last
    bare = line.rstrip() if form == 1 or (is_last and _ENDS_IN_WORDS.search(line)) else line.rstrip(" \t")
    # What stands so far to the right, or so far behind a mark, may be code, where spaces are seen.
    marks = (_MARKS if form > 1 else _NOTHING).match(bare)
    start = marks.end() if marks else 0
    is_code = line.startswith(("    ", "\t")) or "    " in bare[:start] or "\t" in bare[:start]
    narrow = bare if is_code else bare[:start] + _SPACES.sub(" ", bare[start:])
    return narrow + ("  " if breaks else "")


def _fields(value: BaseModel, form: int) -> Iterator[str]:
    fields = value.model_dump(
        mode="json", exclude_defaults=True, exclude=_ELSEWHERE.get(type(value), _UNSIGNED)
    )
    for name, content in sorted(fields.items()):
        yield from _lines(content, name, form)


def _lines(content: Any, way: str, form: int) -> Iterator[str]:
    if isinstance(content, dict):
        for name, inner in sorted(content.items()):
            yield from _lines(inner, f"{way}.{name}", form)
    elif isinstance(content, list):
        for index, inner in enumerate(content, 1):
            yield from _lines(inner, f"{way}.{index}", form)
    else:
        written = content if isinstance(content, str) else json.dumps(content)
        first, *rest = _canonical_value(written, form).split("\n")
        yield f"{way}: {first}"
        yield from (f"    {line}" for line in rest)


def _indented(text: str) -> list[str]:
    return [f"  {line}" if line else "" for line in text.split("\n")]
