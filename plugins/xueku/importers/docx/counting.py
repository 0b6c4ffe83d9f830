"""The account of characters: how many of each a docx holds, counted another way than it is read."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from xueku.importers.account import written
from xueku.importers.docx.package import Package, texts_of
from xueku.importers.docx.styles import W

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_READ = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}rt"})
_TEXTS = frozenset({f"{W}t", f"{_M}t"})


def characters_of(package: Package) -> Counter[str]:
    """Every character of body, footnotes and endnotes that stands there after all changes; blanks are not counted."""
    counts: Counter[str] = Counter()
    for name in texts_of(package):
        tree = package.tree(name)
        if tree is not None:
            _count(tree, counts)
    return counts


def _count(root: Element, counts: Counter[str]) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _NOT_READ:
            continue
        if element.tag in _TEXTS:
            counts.update(written(element.text or ""))
        elif element.tag == f"{W}noBreakHyphen":
            counts["-"] += 1
        elif element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None:
            continue
        waiting.extend(element)
