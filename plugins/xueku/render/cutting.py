"""Cards to cut out: under a heading that says 裁开 each lower heading begins a card; without one, all of it is a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

CARD = "xk-cut"
"""The class of a card."""
_SIGN = "裁开"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class CuttingExtension(Extension):
    """Wraps cards; headings that say so stay where they are."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`, after the tree is clean: the class is ours, no text can have it."""
        md.treeprocessors.register(_Cards(md), "xk-cutting", -25)


class _Cards(Treeprocessor):
    def run(self, root: Element) -> None:
        if any(_is_sign(child) for child in root):
            children = list(root)
            root[:] = _with_cards(children)


def _with_cards(children: Sequence[Element]) -> Iterator[Element]:
    position = 0
    while position < len(children):
        head = children[position]
        position += 1
        yield head
        if _is_sign(head):
            end = _end_of(children, position, _HEADINGS.index(head.tag))
            yield from _cards(children[position:end])
            position = end


def _end_of(children: Sequence[Element], start: int, level: int) -> int:
    """Where the section ends: at the next heading of its level or above, or at the footnotes."""
    for position in range(start, len(children)):
        child = children[position]
        if child.get("class") == "footnote" or (
            child.tag in _HEADINGS and _HEADINGS.index(child.tag) <= level
        ):
            return position
    return len(children)


def _cards(children: Sequence[Element]) -> Iterator[Element]:
    """Each heading with what follows it; what stands before the first one is no card, unless there is none."""
    level = min((child.tag for child in children if child.tag in _HEADINGS), default="")
    card: Element | None = None if level or not children else Element("div", {"class": CARD})
    if card is not None:
        yield card
    for child in children:
        if child.tag == level:
            card = Element("div", {"class": CARD})
            yield card
        if card is None:
            yield child
        else:
            card.append(child)


def _is_sign(element: Element) -> bool:
    return element.tag in _HEADINGS and _SIGN in "".join(element.itertext())
