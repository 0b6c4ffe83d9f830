"""How deep a Markdown text nests: what is deeper than any reader follows costs a converter more than it is worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xueku.model.diagnostic import Diagnostic, Span

MAX_DEPTH = 50
_FENCED = re.compile(r"^([ >]*)(`{3,}|~{3,})[^\n]*\n(?:.*\n)*?\1\2[`~]* *$", re.MULTILINE)
_QUOTED = re.compile(rf"^[ ]*(?:>[ ]*){{{MAX_DEPTH + 1},}}", re.MULTILINE)
_INDENTED = re.compile(rf"^(?:[ ]{{4}}|\t){{{MAX_DEPTH},}}(?=\S)", re.MULTILINE)
_MARKS = re.compile(r"\\.|[\[({\])}]|\n[ \t]*\n")
_MANY = re.compile(rf"[\[({{](?:[^\[({{]*[\[({{]){{{MAX_DEPTH}}}")
_OPENING = {"[": "]", "(": ")", "{": "}"}


def too_deep(markdown: str, span: Callable[[int], Span]) -> Iterator[Diagnostic]:
    """A finding at the first place where block quotes, lists or brackets nest too deep; `span` tells the place of an offset."""
    deepest = [
        (found.start(), what)
        for pattern, what in ((_QUOTED, "引用（>）"), (_INDENTED, "缩进"))
        if (found := pattern.search(markdown))
    ]
    if not deepest and _MANY.search(markdown):
        deepest = [(offset, "括号") for offset in _brackets(markdown)]
    for offset, what in deepest[:1]:
        message = f"{what}一层套一层超过了 {MAX_DEPTH} 层"
        yield Diagnostic(span(offset), "XK007", message, "拉平几层；多余的删掉")


def _brackets(markdown: str) -> Iterator[int]:
    """Where the bracket stands that starts the nesting which is too deep; brackets do not reach beyond their paragraph."""
    text = _FENCED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), markdown)
    opened: list[int] = []
    for mark in _MARKS.finditer(text):
        sign = mark.group()
        if sign.startswith("\n"):
            opened.clear()
        elif sign in _OPENING:
            opened.append(mark.start())
            if len(opened) > MAX_DEPTH:
                yield opened[0]
                return
        elif opened and sign == _OPENING[text[opened[-1]]]:
            opened.pop()
