"""The first occurrence of a glossary word in each section carries its meaning.

Python-Markdown's own abbreviations look for word boundaries, which Chinese text does not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_SKIPPED = frozenset(
    {"a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "summary"}
)
_SECTION_START = frozenset({"h1", "h2"})


class GlossaryExtension(Extension):
    """Marks the words of `meanings` (word → meaning)."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        super().__init__()
        self.meanings = meanings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`, after inline patterns."""
        if self.meanings:
            md.treeprocessors.register(_Marker(md, self.meanings), "xk-glossary", 3)


class _Marker(Treeprocessor):
    def __init__(self, md: Markdown, meanings: Mapping[str, str]) -> None:
        super().__init__(md)
        self.meanings = meanings
        longest_first = sorted(meanings, key=lambda word: (-len(word), word))
        self.pattern = re.compile("|".join(map(re.escape, longest_first)))
        self.seen: set[str] = set()

    def run(self, root: Element) -> None:
        self.seen = set()
        self._visit(root)

    def _visit(self, element: Element) -> None:
        if element.tag in _SECTION_START:
            self.seen = set()
        if element.tag in _SKIPPED:
            return
        text, marks = self._split(element.text)
        element.text = text
        for position, mark in enumerate(marks):
            element.insert(position, mark)
        index = len(marks)
        while index < len(element):
            child = element[index]
            self._visit(child)
            child.tail, marks = self._split(child.tail)
            for position, mark in enumerate(marks, index + 1):
                element.insert(position, mark)
            index += 1 + len(marks)

    def _split(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text before the first new word, and an element for each new word with the text after it."""
        if not text or isinstance(text, AtomicString):
            return text, []
        marks: list[Element] = []
        head, end = text, 0
        for match in self.pattern.finditer(text):
            if match.group() in self.seen:
                continue
            self.seen.add(match.group())
            between = text[end : match.start()]
            if marks:
                marks[-1].tail = between
            else:
                head = between
            mark = Element("abbr", {"title": self.meanings[match.group()]})
            mark.text = AtomicString(match.group())
            marks.append(mark)
            end = match.end()
        if marks:
            marks[-1].tail = text[end:]
        return head, marks
