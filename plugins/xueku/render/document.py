"""The HTML of a part becomes a Document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from xueku.model.document import (
    Alignment,
    Blank,
    Block,
    Box,
    Break,
    Code,
    Definition,
    Definitions,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    Line,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Run,
    Table,
)
from xueku.model.film import Captions, captions_of, poster_of
from xueku.model.record import Record
from xueku.model.rendered import Rendered
from xueku.render.cutting import CARD
from xueku.render.films import film_at, place_films, printed_film
from xueku.render.html_tree import Element, read_html
from xueku.render.link import Destination, Linked
from xueku.render.slots import PREFIX

AddressOf = Callable[[int], str | None]
"""The address of a slot, or the file of a picture; None makes a link its words, a picture its alternative text."""

_INLINE = frozenset({"a", "abbr", "br", "code", "em", "img", "input", "label", "span", "strong", "sup"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLANKS = " \t\n\r\f"
_SPACE = re.compile(f"[{_BLANKS}]+")
_TO_FILL = re.compile(r"(_{3,})")
_ALIGNMENTS: dict[str, Alignment] = {"xk-left": "left", "xk-center": "center", "xk-right": "right"}


def part_document(
    linked: Linked,
    record: Record,
    part: str,
    address_of: Callable[[Destination], str | None] = lambda _: None,
) -> Document:
    """A part of a record. Pictures are named by their path below the project's folder; links go where `address_of` says, else are words."""
    destinations = linked.destinations(record, part)
    film_of = film_at(record, destinations)

    def draw(slot: int, film: str, words: str) -> str:
        return printed_film(slot, words, record.captions.get(captions_of(film, record.files), Captions()))

    rendered = linked.part(record, part)
    html = place_films(rendered.html, film_of, draw)
    shown = _shown_slots(html)

    def address(slot: int) -> str | None:
        found = destinations[slot]
        if found is None:
            return None
        if not (found.file and slot in shown):
            return address_of(found)
        name = poster_of(found.file, record.files) if film_of(slot) else found.file
        return f"{record.folder}/{name}" if name else None

    return document(replace(rendered, html=html), address)


def document(rendered: Rendered, address_of: AddressOf = lambda _: None) -> Document:
    """The Document of a rendered part; none of its visible words is lost."""
    root = read_html(rendered.html)
    reader = _Reader(address_of)
    notes = [reader.note(item) for item in _notes(root)]
    return Document(tuple(reader.blocks(root.children)), tuple(notes))


def _shown_slots(html: str) -> frozenset[int]:
    """The slots of pictures."""
    return frozenset(int(slot) for slot in re.findall(rf'<img\b[^>]*? src="{PREFIX}(\d+)"', html))


def _notes(element: Element) -> Iterator[Element]:
    """The items of the list of footnotes, wherever the text placed it."""
    for child in element.elements():
        if "footnote" in child.classes:
            for listing in child.elements("ol"):
                yield from listing.elements("li")
        else:
            yield from _notes(child)


@dataclass(frozen=True)
class _Reader:
    address_of: AddressOf

    def note(self, item: Element) -> tuple[Block, ...]:
        """The blocks of a footnote, without its way back."""
        return tuple(self.blocks(item.children))

    def blocks(self, children: Iterable[Element | str]) -> Iterator[Block]:
        """Blocks as they stand; what stands between them in no block of its own becomes paragraphs."""
        loose: list[Element | str] = []
        for child in children:
            if isinstance(child, str) or child.tag in _INLINE:
                loose.append(child)
                continue
            yield from self._paragraph(loose, "")
            loose = []
            yield from self._block(child)
        yield from self._paragraph(loose, "")

    def _block(self, element: Element) -> Iterator[Block]:
        tag, classes = element.tag, element.classes
        if tag in _HEADINGS:
            yield Heading(int(tag[1]), self.line(element.children), element.attributes.get("id", ""))
        elif tag == "p":
            yield from self._paragraph(
                element.children, element.attributes.get("id", "") if "xk-article" in classes else ""
            )
        elif tag in _BLOCKS:
            yield _BLOCKS[tag](self, element)
        elif "tabbed-set" in classes:
            yield from self._tabs(element)
        elif "admonition" in classes:
            yield self._box(element, next((name for name in classes if name != "admonition"), "note"))
        elif CARD in classes:
            yield Box("card", (), tuple(self.blocks(element.children)))
        elif "footnote" not in classes:
            yield from self.blocks(element.children)

    def _paragraph(self, children: Iterable[Element | str], anchor: str) -> Iterator[Block]:
        line = self.line(children)
        if len(line) == 1 and isinstance(line[0], Picture):
            yield Figure(line[0])
        elif line:
            yield Paragraph(line, anchor)

    def listing(self, element: Element) -> Block:
        items = tuple(
            Item(tuple(self.blocks(item.children)), _is_done(item)) for item in element.elements("li")
        )
        return Listing(items, is_numbered=element.tag == "ol")

    def definitions(self, element: Element) -> Block:
        entries: list[Definition] = []
        for child in element.elements("dt", "dd"):
            if child.tag == "dd" and entries:
                meaning = tuple(self.blocks(child.children))
                entries[-1] = replace(entries[-1], meanings=(*entries[-1].meanings, meaning))
            elif entries and not entries[-1].meanings:
                terms = (*entries[-1].terms, self.line(child.children))
                entries[-1] = replace(entries[-1], terms=terms)
            else:
                entries.append(Definition((self.line(child.children),), ()))
        return Definitions(tuple(entries))

    def table(self, element: Element) -> Block:
        rows = [row for group in element.elements() for row in group.elements("tr")]
        cells = [[self.line(cell.children) for cell in row.elements()] for row in rows]
        width = max(map(len, cells))
        whole = [(*row, *((),) * (width - len(row))) for row in cells]
        alignments = [_alignment(cell) for cell in rows[0].elements()]
        return Table(whole[0], tuple(whole[1:]), tuple(alignments))

    def quotation(self, element: Element) -> Block:
        return Quotation(tuple(self.blocks(element.children)))

    def folded(self, element: Element) -> Block:
        return self._box(element, next(iter(element.classes), "note"))

    def code(self, element: Element) -> Block:
        code = next(element.elements("code"), element)
        language = next((name for name in code.classes if name.startswith("language-")), "")
        return Code(code.text.rstrip("\n"), language.removeprefix("language-"))

    def rule(self, element: Element) -> Block:
        return Rule()

    def _tabs(self, element: Element) -> Iterator[Block]:
        labels = [label for head in element.elements("div") for label in head.elements("label")]
        bodies = [body for content in element.elements("div") for body in content.elements("div")]
        for label, body in zip(labels, bodies, strict=True):
            yield Box("tab", self.line(label.children), tuple(self.blocks(body.children)))

    def _box(self, element: Element, kind: str) -> Box:
        head = next(element.elements(), None)
        has_title = head is not None and (head.tag == "summary" or "admonition-title" in head.classes)
        title = self.line(head.children) if head and has_title else ()
        rest = [child for child in element.children if not (has_title and child is head)]
        return Box(kind, title, tuple(self.blocks(rest)))

    def line(self, children: Iterable[Element | str]) -> Line:
        """The pieces of a line, blanks as a browser shows them."""
        return tuple(_tidy(self._pieces(children, Run(""))))

    def _pieces(self, children: Iterable[Element | str], look: Run) -> Iterator[Inline]:
        for child in children:
            if isinstance(child, str):
                yield from _words(child, look)
            else:
                yield from self._piece(child, look)

    def _piece(self, element: Element, look: Run) -> Iterator[Inline]:
        tag = element.tag
        if tag == "br":
            yield Break()
        elif tag == "img":
            yield self._picture(element, look)
        elif tag == "sup" and "fnref" in element.attributes.get("id", ""):
            yield Mark(int(element.text))
        elif "footnote-backref" not in element.classes and "xk-box" not in element.classes:
            yield from self._pieces(element.children, self._look(element, look))

    def _look(self, element: Element, look: Run) -> Run:
        match element.tag:
            case "strong":
                return replace(look, strong=True)
            case "em":
                return replace(look, emphasis=True)
            case "code":
                return replace(look, code=True)
            case "abbr":
                return replace(look, meaning=element.attributes.get("title", ""))
            case "a":
                return replace(look, link=self._address(element.attributes.get("href", "")))
            case _:
                return look

    def _picture(self, element: Element, look: Run) -> Inline:
        alt = element.attributes.get("alt", "")
        file = self._address(element.attributes.get("src", ""))
        if not file:
            return replace(look, text=alt)
        title, width = (element.attributes.get(name, "") for name in ("title", "width"))
        return Picture(file, alt, title, width, look.link)

    def _address(self, written: str) -> str:
        if not written.startswith(PREFIX):
            return written
        return self.address_of(int(written.removeprefix(PREFIX))) or ""


_BLOCKS: dict[str, Callable[[_Reader, Element], Block]] = {
    "ul": _Reader.listing,
    "ol": _Reader.listing,
    "dl": _Reader.definitions,
    "table": _Reader.table,
    "blockquote": _Reader.quotation,
    "details": _Reader.folded,
    "pre": _Reader.code,
    "hr": _Reader.rule,
}


def _words(text: str, look: Run) -> Iterator[Inline]:
    """Runs of text, and blanks where underscores stand for one."""
    for piece in [text] if look.code else _TO_FILL.split(text):
        if piece.startswith("___") and not look.code:
            yield Blank(len(piece))
        elif piece:
            yield replace(look, text=_SPACE.sub(" ", piece))


def _tidy(pieces: Iterable[Inline]) -> list[Inline]:
    """Neighbours of one look joined; no blank at either end of a line, nor two in a row."""
    tidy: list[Inline] = []
    for piece in pieces:
        last = tidy[-1] if tidy else Break()
        if isinstance(piece, Run):
            follows_blank = isinstance(last, Break) or (isinstance(last, Run) and last.text.endswith(" "))
            text = piece.text.lstrip(" ") if follows_blank else piece.text
            if isinstance(last, Run) and replace(last, text=text) == replace(piece, text=text):
                tidy[-1] = replace(last, text=last.text + text)
            elif text:
                tidy.append(replace(piece, text=text))
            continue
        if isinstance(piece, Break):
            _trim_end(tidy)
        tidy.append(piece)
    _trim_end(tidy)
    return tidy


def _trim_end(pieces: list[Inline]) -> None:
    if pieces and isinstance(last := pieces[-1], Run):
        text = last.text.rstrip(" \xa0")
        pieces[-1:] = [replace(last, text=text)] if text else []


def _is_done(item: Element) -> bool | None:
    """Whether the box at the start of a task is ticked; None where there is none."""
    head = next((child for child in item.elements()), None)
    while head is not None and head.tag == "p":
        head = next(head.elements(), None)
    if head is None or "xk-box" not in head.classes or "task-list-item" not in item.classes:
        return None
    return head.text == "☑"


def _alignment(cell: Element) -> Alignment:
    return next((_ALIGNMENTS[name] for name in cell.classes if name in _ALIGNMENTS), "")
