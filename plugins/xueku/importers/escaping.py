"""Words as Markdown that shows just them."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"([\\`*_\[\]{}])")
_LESS, _AND = re.compile(r"<"), re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"(?=[#>+!|-])|(?P<count>\d+)(?=[.)]\s)")
_ENTITY_AT_START = {"=": "&#61;", "?": "&#63;", ":": "&#58;", "~": "&#126;"}
_NUMBER_GAP = re.compile(r"^(\d+[.．])[ \t　]+")


def around(text: str) -> tuple[str, str, str]:
    """The blanks in front of a text, its core, and the blanks behind it."""
    core = text.strip()
    start = text.find(core) if core else len(text)
    return text[:start], core, text[start + len(core) :]


def escaped(text: str) -> str:
    """Words as Markdown that shows just them."""
    text = _AND.sub("&amp;", text)
    return _LESS.sub("&lt;", _ESCAPED.sub(r"\\\1", text))


def started(line: str) -> str:
    """A line that does not begin a list, a heading or anything but a paragraph."""
    line = _NUMBER_GAP.sub(r"\1", line)
    if line[:1] in _ENTITY_AT_START:
        return _ENTITY_AT_START[line[0]] + line[1:]
    match = _AT_START.match(line)
    if match is None or line.startswith("!["):
        return line
    count = match["count"] or ""
    return f"{count}\\{line[len(count) :]}"
