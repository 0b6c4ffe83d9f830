"""`content/vocab/terms.yml` becomes the unit's table of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.record import Places
from xueku.model.terminology import Enumeration, Terminology, WrongTerm
from xueku.source.text import read_text
from xueku.source.typed import read_value
from xueku.source.yaml_tree import Mapping, Node, read_tree
from xueku.source.yaml_tree import Sequence as TreeSequence

MOST_BYTES = 20_000_000
Entry = tuple[WrongTerm, Places]


def read_terminology(file: Path, path: str, findings: list[Diagnostic]) -> Terminology:
    """The table in `file`; what is wrong with it is added to `findings`. An entry that is wrong is left out."""
    text, found = read_text(file, path, MOST_BYTES)
    findings += found
    if text is None:
        return Terminology()
    terminology, more = _read(text, path)
    findings += more
    return terminology


@lru_cache(maxsize=2)
def _read(text: str, path: str) -> tuple[Terminology, Sequence[Diagnostic]]:
    """The table in `text`. A preview asks for the same one again after each edit."""
    node, found = read_tree(text, path, most_length=MOST_BYTES)
    findings = list(found)
    if node is None:
        return Terminology(), findings
    if not isinstance(node, TreeSequence):
        remedy = "每项以“- wrong: …”或“- name: …”开头"
        return Terminology(), [*findings, Diagnostic(node.span, "XK103", "词表应是一个列表", remedy)]
    terms: list[Entry] = []
    enumerations: list[Enumeration] = []
    for item in node.items:
        if _is_enumeration(item):
            enumeration, _, found = read_value(Enumeration, item, item.span)
            enumerations += [enumeration] if enumeration else []
        else:
            term, places, found = read_value(WrongTerm, item, item.span)
            terms += [(term, places)] if term else []
        findings += found
    refused = dict(_refusals(terms))
    findings += refused.values()
    kept = tuple(term for index, (term, _) in enumerate(terms) if index not in refused)
    return Terminology(kept, tuple(enumerations)), findings


def _is_enumeration(node: Node) -> bool:
    return isinstance(node, Mapping) and any(key.text in ("sequence", "name") for key, _ in node.items)


def _refusals(terms: Sequence[Entry]) -> Iterator[tuple[int, Diagnostic]]:
    """For the index of each entry that contradicts itself or one before it, why."""
    right = {term.right: places.value(("right",)) for term, places in reversed(terms)}
    taken: dict[str, Span] = {}
    for index, (term, places) in enumerate(terms):
        for number, word in enumerate(term.wrong):
            span = places.value(("wrong", number))
            if word in right:
                message = f"{shown(word)}在第 {right[word].line} 行是对的写法，这里又写成错的"
                yield index, Diagnostic(span, "XK406", message, "想清楚哪个对，改掉另一处")
                break
            if word in taken:
                message = f"{shown(word)}写了两次，第 {taken[word].line} 行已经有了"
                yield index, Diagnostic(span, "XK406", message, "合成一项")
                break
        taken.update((word, places.start) for word in term.wrong if word not in taken)
