"""Text by section, anchors and link slots are taken from the tree during the one conversion."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from xueku.model.rendered import Section
from xueku.render.safe import scheme_of
from xueku.render.slots import PREFIX

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset("p li dt dd tr td th blockquote pre div summary figcaption table".split())
_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"[ \t\r\f\v]*\n\s*|[ \t\r\f\v]+")


class SectionsExtension(Extension):
    """Collects sections, links and anchors; read them from `collector` after each conversion."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`, as the last thing to see the tree."""
        self.collector = Collector(md)
        md.treeprocessors.register(self.collector, "xk-sections", -30)


class Collector(Treeprocessor):
    """Holds what the last conversion gave."""

    def begin(self, prefix: str) -> None:
        """Forget the last conversion: an empty text is never shown to a tree processor."""
        self.prefix = prefix
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self._heads: list[tuple[str, str]] = [("", "")]
        self._texts: list[list[str]] = [[]]

    def run(self, root: Element) -> None:
        """Collect from `root`, and turn its links to other files into slots."""
        own = {element.get("id", "") for element in root.iter()}
        for element in root.iter():
            self._prefix(element, own)
            self._link(element, "href" if element.tag == "a" else "src" if element.tag == "img" else "")
            if identifier := element.get("id"):
                self.anchors.add(identifier)
        for child in root:
            self._read(child)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order; empty ones without a title are left out."""
        found = (
            Section(anchor, title, _tidy("".join(pieces)))
            for (anchor, title), pieces in zip(self._heads, self._texts, strict=True)
        )
        return tuple(section for section in found if section.text or section.title)

    def _prefix(self, element: Element, own: set[str]) -> None:
        """Ids of a text that shares its page get the prefix, and so do names and links that mean them."""
        if self.prefix:
            for name in ("id", "for", "name"):
                if element.get(name):
                    element.set(name, self.prefix + element.get(name, ""))
            if element.get("href", "")[:1] == "#" and element.get("href", "")[1:] in own:
                element.set("href", f"#{self.prefix}{element.get('href', '')[1:]}")

    def _link(self, element: Element, name: str) -> None:
        target = element.get(name) if name else None
        if target and not target.startswith("#") and scheme_of(target) in ("", "xk"):
            element.set(name, f"{PREFIX}{len(self.links)}")
            self.links.append(target)

    def _read(self, element: Element) -> None:
        if element.tag in _HEADINGS:
            self._heads.append((element.get("id", ""), _tidy(self._plain("".join(element.itertext())))))
            self._texts.append([])
            return
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            return
        into = self._texts[-1]
        into.append(element.get("alt", "") if element.tag == "img" else self._plain(element.text))
        for child in element:
            self._read(child)
            self._texts[-1].append(self._plain(child.tail))
        if element.tag in _BLOCKS:
            self._texts[-1].append("\n")

    def _plain(self, text: str | None) -> str:
        def stashed(match: re.Match[str]) -> str:
            block = self.md.htmlStash.rawHtmlBlocks[int(match[1])]
            return unescape(_TAG.sub("", block)) if isinstance(block, str) else "".join(block.itertext())

        return _PLACEHOLDER.sub("", _STASHED.sub(stashed, text or ""))


def _tidy(text: str) -> str:
    return _SPACE.sub(lambda match: "\n" if "\n" in match.group() else " ", text).strip()
