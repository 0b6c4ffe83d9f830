"""What exactly is signed: one canonical text of a record, which changes with every visible character and with nothing else.

It holds the fields that differ from their defaults (so that a field that a later version adds changes nothing), every part, the
quiz, and the digests of attached and shown files. Invisible and left out are: comments, `status`, order and quoting of fields, line ends,
blank lines beyond the first, spaces at the end of a line that break none. A zero-width character counts: beside a mark it changes the page.
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

FORM = "xueku-text 1"
"""First line of the canonical text. Another form voids every signature: it is for a change of what is visible."""

_UNSIGNED: Any = {"status"}
_ELSEWHERE: Any = {Quiz: {"questions": {"__all__": {"stem", "explanation"}}}}
"""Fields that are parts, too."""

_FENCE = re.compile(r"^ *(?P<fence>`{3,}|~{3,})")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def canonical_text(record: Record) -> str:
    """The text of a record as it is signed and compared: readable lines, field names and files unindented, texts indented."""
    lines = [FORM, f"kind: {record.kind.name}", *_fields(record.resource)]
    if record.quiz is not None:
        lines += ["", "== quiz", *_fields(record.quiz)]
    for name, prose in sorted(record.parts.items()):
        lines += ["", f"== {name}", *_indented(canonical_markdown(prose.written))]
    for name, digest in sorted(record.file_digests.items()):
        lines += ["", f"== file {name}", f"  {digest}"]
    return "\n".join(lines) + "\n"


def digest_of_text(text: str) -> str:
    """The digest of a canonical text: SHA-256, 64 hexadecimal figures."""
    return hashlib.sha256(text.encode()).hexdigest()


def short_code(digest: str) -> str:
    """Eight characters of a digest for paper, none of which looks like another: `K7QF-2M9X`."""
    number = int(digest[:10], 16)
    letters = [_CODE_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def canonical_markdown(text: str) -> str:
    """A Markdown text without what no reader sees. Code stays as it is."""
    lines: list[str] = []
    fence = ""
    written = unicodedata.normalize("NFC", text).split("\n")
    for line, following in zip(written, [*written[1:], ""], strict=True):
        mark = _FENCE.match(line)
        if fence:
            lines.append(line.rstrip())
            fence = (
                "" if mark and mark["fence"].startswith(fence) and line.strip() == mark["fence"] else fence
            )
        elif mark:
            lines.append(line.rstrip())
            fence = mark["fence"]
        elif line.strip() or (lines and lines[-1]):
            lines.append(_without_spaces(line, following))
    return "\n".join(lines).strip("\n")


def _without_spaces(line: str, following: str) -> str:
    breaks = line.endswith("  ") and line.strip() and following.strip()
    # What stands so far to the right may be code, where spaces are seen.
    narrow = line.rstrip() if line.startswith(("    ", "\t")) else _SPACES.sub(" ", line.rstrip())
    return narrow + ("  " if breaks else "")


def _fields(value: BaseModel) -> Iterator[str]:
    fields = value.model_dump(
        mode="json", exclude_defaults=True, exclude=_ELSEWHERE.get(type(value), _UNSIGNED)
    )
    for name, content in sorted(fields.items()):
        yield from _lines(content, name)


def _lines(content: Any, way: str) -> Iterator[str]:
    if isinstance(content, dict):
        for name, inner in sorted(content.items()):
            yield from _lines(inner, f"{way}.{name}")
    elif isinstance(content, list):
        for index, inner in enumerate(content, 1):
            yield from _lines(inner, f"{way}.{index}")
    else:
        written = content if isinstance(content, str) else json.dumps(content)
        first, *rest = canonical_markdown(written).split("\n")
        yield f"{way}: {first}"
        yield from (f"    {line}" for line in rest)


def _indented(text: str) -> list[str]:
    return [f"  {line}" if line else "" for line in text.split("\n")]
