"""The HTML that our converter writes, read back as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = frozenset({"br", "hr", "img", "input"})


@dataclass
class Element:
    """An element with its children, texts among them as strings."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names in its `class`."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All text in it, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def elements(self, *tags: str) -> Iterator[Element]:
        """The children that are elements, of these tags only if any are named."""
        for child in self.children:
            if isinstance(child, Element) and (not tags or child.tag in tags):
                yield child


def read_html(html: str) -> Element:
    """The tree of well-formed HTML, as Python-Markdown writes it; the root has no tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
