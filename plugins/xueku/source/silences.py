"""`xk-ok` comments: at which lines which findings are let pass, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xueku.model.diagnostic import Diagnostic, Severity, Span
from xueku.model.prose import Prose

Silenced = Mapping[str, frozenset[tuple[str, int]]]
"""By code, the places (path, line) whose findings are let pass."""

_IN_TEXT = re.compile(r"<!--\s*xk-ok\s+(?P<code>XK\d{3})(?P<reason>.*?)-->", re.DOTALL)
_IN_FIELDS = re.compile(r"^(?P<indent> *)# *xk-ok\s+(?P<code>XK\d{3})(?P<reason>[^\n]*)$", re.MULTILINE)


def silenced_by_comments(
    prose: Prose, comments: Sequence[tuple[int, int]], findings: list[Diagnostic]
) -> Silenced:
    """What comments of a text, given by their offsets, silence; one without a reason is a finding instead."""
    places: list[tuple[str, str, int]] = []
    for start, end in comments:
        ok = _IN_TEXT.match(prose.markdown, start, end)
        if ok and not ok["reason"].strip():
            example = f"<!-- xk-ok {ok['code']} 原文如此 -->"
            findings.append(_without_reason(prose.span(start), example))
        elif ok:
            places += [(ok["code"], *place) for place in _lines(prose, start, end)]
    return _by_code(places)


def silenced_in_fields(text: str, path: str, first_line: int, findings: list[Diagnostic]) -> Silenced:
    """What lines `# xk-ok …` between fields silence: the line below; one without a reason is a finding instead."""
    places: list[tuple[str, str, int]] = []
    for ok in _IN_FIELDS.finditer(text) if "xk-ok" in text else ():
        line = first_line + text.count("\n", 0, ok.start())
        if not ok["reason"].strip():
            span = Span(path, line, len(ok["indent"]) + 1)
            findings.append(_without_reason(span, f"# xk-ok {ok['code']} 原文如此"))
        else:
            places.append((ok["code"], path, line + 1))
    return _by_code(places)


def _without_reason(span: Span, example: str) -> Diagnostic:
    return Diagnostic(span, "XK017", "放过一条检查结果要写原因", f"例如 {example}", Severity.WARNING)


def _by_code(places: Iterable[tuple[str, str, int]]) -> Silenced:
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for code, path, line in places:
        found[code].add((path, line))
    return {code: frozenset(lines) for code, lines in found.items()}


def _lines(prose: Prose, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The comment's own line, and the next one where nothing else stands on it."""
    span = prose.span(start, end)
    yield span.path, span.end_line
    line_start = prose.markdown.rfind("\n", 0, start) + 1
    line_end = prose.markdown.find("\n", end)
    before, after = (
        prose.markdown[line_start:start],
        prose.markdown[end : line_end if line_end >= 0 else None],
    )
    if not (before + after).strip():
        yield span.path, span.end_line + 1
