"""A line break between two Chinese characters is no space: Chinese paragraphs may be written on several lines."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

_CHINESE = "\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK = re.compile(rf"(?<=[{_CHINESE}])\n(?=[{_CHINESE}])")
_KEPT = frozenset({"pre", "code"})


class LinesExtension(Extension):
    """Joins the lines of Chinese paragraphs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`, after inline patterns."""
        md.treeprocessors.register(_Joiner(md), "xk-lines", 4)


class _Joiner(Treeprocessor):
    def run(self, root: Element) -> None:
        self._visit(root)

    def _visit(self, element: Element) -> None:
        if element.tag in _KEPT:
            return
        element.text = element.text and _BREAK.sub("", element.text)
        for child in element:
            self._visit(child)
            child.tail = child.tail and _BREAK.sub("", child.tail)


def makeExtension(**settings: Any) -> LinesExtension:  # noqa: N802 - Python-Markdown's name
    """The extension by its module's name, for engines."""
    return LinesExtension(**settings)
