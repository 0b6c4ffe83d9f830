"""Whether what is told of a page is what was done to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.bench.quotations.pages import SWAPPED, Quoting
from xueku.model.diagnostic import Diagnostic

_MARKED = re.compile("〔([^〕]*)〕")


def is_right(page: Quoting, found: Sequence[Diagnostic]) -> bool:
    """Whether there is just one finding, with the right code, at the right place, that names the right difference; or none, rightly."""
    if not page.way:
        return not found
    if len(found) != 1:
        return False
    return _is_right_article(page, found[0]) if page.way == SWAPPED else _is_right_difference(page, found[0])


def _is_right_article(page: Quoting, finding: Diagnostic) -> bool:
    line = _line(page, finding)
    target = line[finding.span.column - 1 : finding.span.end_column - 1]
    is_there = target.startswith("xk:falv-")
    return finding.code == "XK602" and is_there and finding.message.endswith(page.label)


def _is_right_difference(page: Quoting, finding: Diagnostic) -> bool:
    """Where characters repeat, what was left out may as well be its neighbour; then only length and place can be judged."""
    altered = page.altered
    assert altered
    start = _line(page, finding).index(page.words)
    place = finding.span.column - 1 - start
    source, quoted = finding.message.partition("本文：")[::2]
    old, new = "".join(_MARKED.findall(source)), "".join(_MARKED.findall(quoted))
    is_near = abs(place - altered.place) <= max(len(altered.old), len(altered.new), 1) + 1
    is_same = len(old) - len(new) == len(altered.old) - len(altered.new) and len(old) <= len(altered.old) + 1
    return finding.code == "XK601" and is_near and is_same


def _line(page: Quoting, finding: Diagnostic) -> str:
    return page.record.body.markdown.split("\n")[finding.span.line - 1]
