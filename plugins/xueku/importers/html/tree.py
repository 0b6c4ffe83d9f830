"""HTML as browsers read it becomes a tree: end tags that are missing or cross are no trouble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from xueku.importers.html.tags import BLOCKS, VOID

_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
"""Elements that end those of these names, up to the next list or table."""
_FENCES = frozenset({"ul", "ol", "dl", "table"})
_MOST_DEPTH = 300


@dataclass
class Node:
    """An element, its children with texts among them as strings; `has_blocks` where one of them, at any depth, is a block."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    has_blocks: bool = False

    @property
    def text(self) -> str:
        """All text in it, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *tags: str) -> Iterator[Node]:
        """All elements of these tags in it, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)


def tree_of(html: str) -> Node:
    """The tree of a text. Raises RecursionError where elements stand too deep in one another."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS and self.open[-1].tag == "p":
            self.open.pop()
        if closed := _CLOSED_BY.get(tag):
            self._close(closed)
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in BLOCKS:
            for one in reversed(self.open):
                if one.has_blocks:
                    break
                one.has_blocks = True
        self.open[-1].children.append(node)
        if tag not in VOID:
            if len(self.open) > _MOST_DEPTH:
                raise RecursionError
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _close(self, tags: frozenset[str]) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag in _FENCES:
                return
            if self.open[at].tag in tags:
                outer = self.open[at].tag
                del self.open[at:]
                if outer == "tr" or "tr" not in tags:
                    return
