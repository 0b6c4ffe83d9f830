"""The runs of a paragraph become pieces: fields as their results, deletions left out, text boxes set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from xueku.importers.account import moved
from xueku.importers.docx.package import Relation
from xueku.importers.docx.paper import Piece
from xueku.importers.docx.styles import Styles, W, run_properties

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_DROPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{MC}Fallback",
    f"{W}instrText",
    f"{W}delText",
    f"{W}rt",
    f"{W}pPr",
    f"{W}rPr",
}
_SYMBOLS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_WINGDINGS = {"f0fe": "☑", "f0a8": "□", "f06f": "□", "f0fc": "√", "f052": "☑", "f0a3": "□", "f0b7": "·"}


@dataclass
class Runs:
    """Reads runs one paragraph after another. A field may begin in one and end in another."""

    styles: Styles
    faces: Mapping[str, str]
    relations: Mapping[str, Relation]
    inherited: Mapping[str, str] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    """The text boxes of the paragraphs read so far."""
    has_formula: bool = False
    objects: int = 0
    _fields: list[list[str]] = field(default_factory=list)
    """For each open field its code and, once its result has begun, a second word."""
    _looks: Counter[tuple[str, str, bool]] = field(default_factory=Counter)

    @property
    def is_contents(self) -> bool:
        """Whether a table of contents is being read."""
        return any(code.strip().upper().startswith("TOC") for code, *_ in self._fields)

    def read(
        self, paragraph: Element, inherited: Mapping[str, str]
    ) -> tuple[list[Piece], Counter[tuple[str, str, bool]]]:
        """The pieces, and how many characters have each face, size and weight."""
        self.inherited, self._looks = inherited, Counter()
        return list(_joined(self._walk(paragraph, ""))), self._looks

    def _walk(self, element: Element, link: str) -> Iterator[Piece]:
        for child in element:
            tag = child.tag
            if tag in _DROPPED:
                if tag == f"{W}instrText" and self._fields:
                    self._fields[-1][0] += child.text or ""
            elif tag == f"{W}r":
                yield from self._run(child, link)
            elif tag == f"{W}hyperlink":
                relation = self.relations.get(child.get(f"{R}id", ""))
                address = relation.target if relation and relation.is_external else ""
                yield from self._walk(child, address if _SAFE_LINK.match(address) else link)
            elif tag == f"{M}t":
                self.has_formula = True
                yield Piece(child.text or "", link=link)
            else:
                yield from self._walk(child, link)

    def _run(self, run: Element, link: str) -> Iterator[Piece]:
        look = self._look(run)
        for child in run:
            yield from self._part(child, look, link)

    def _part(self, child: Element, look: Mapping[str, str], link: str) -> Iterator[Piece]:
        tag = child.tag
        if tag == f"{W}fldChar":
            self._note_field(child.get(f"{W}fldCharType", ""))
        elif tag == f"{W}instrText":
            if self._fields:
                self._fields[-1][0] += child.text or ""
        elif tag == f"{W}t" or tag in _SYMBOLS or tag == f"{W}sym":
            yield from self._text(child, look, link)
        elif tag in (f"{W}br", f"{W}cr"):
            if child.get(f"{W}type", "textWrapping") == "textWrapping":
                yield Piece(is_break=True)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "f" if tag == f"{W}footnoteReference" else "e"
            yield Piece(note=kind + child.get(f"{W}id", ""))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"):
            yield from self._drawing(child)
        elif tag == f"{W}ruby":
            yield from self._walk(child, link)

    def _text(self, child: Element, look: Mapping[str, str], link: str) -> Iterator[Piece]:
        if child.tag == f"{W}sym":
            code = child.get(f"{W}char", "").lower()
            text = _WINGDINGS.get(code, "")
        else:
            text = moved(_SYMBOLS.get(child.tag) or child.text or "", look.get("raised", ""))
        if not text:
            return
        strong, face = look.get("strong") == "True", look.get("face", "")
        written = len(text.strip())
        self._looks[face, look.get("size", ""), strong] += written
        yield Piece(text, strong, look.get("emphasis") == "True", face, link or self._field_link())

    def _field_link(self) -> str:
        for code, *_ in self._fields:
            if (found := _LINK.match(code)) and _SAFE_LINK.match(found[1]):
                return found[1]
        return ""

    def _note_field(self, what: str) -> None:
        if what == "begin":
            self._fields.append([""])
        elif what == "end" and self._fields:
            self._fields.pop()

    def _drawing(self, element: Element) -> Iterator[Piece]:
        chosen = element.find(f"{MC}Choice") if element.tag == f"{MC}AlternateContent" else element
        if chosen is None:
            return
        boxes = list(_outermost(chosen, f"{W}txbxContent"))
        self.boxes += boxes
        within = {id(one) for box in boxes for one in box.iter()}
        if element.tag == f"{W}object":
            self.objects += 1
        alt = next((one.get("descr") or "" for one in chosen.iter(f"{_WP}docPr")), "")
        for one in chosen.iter():
            key = (
                one.get(f"{R}embed")
                if one.tag == f"{A}blip"
                else one.get(f"{R}id")
                if one.tag == f"{V}imagedata"
                else None
            )
            if key and id(one) not in within and key in self.relations:
                yield Piece(picture=self.relations[key].target, alt=alt.strip())

    def _look(self, run: Element) -> Mapping[str, str]:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return self.inherited
        own = run_properties(properties, self.faces)
        style = self.styles.of(own["run_style"]) if "run_style" in own else {}
        style = {key: value for key, value in style.items() if self.styles.defaults.get(key) != value}
        return {**self.inherited, **style, **own}


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != f"{MC}Fallback":
            yield from _outermost(child, tag)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one look as one piece: Word cuts runs wherever somebody once stopped typing."""
    held: Piece | None = None
    for piece in pieces:
        if held and _is_text(held) and _is_text(piece) and _look(held) == _look(piece):
            held = Piece(held.text + piece.text, *_look(held))
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _is_text(piece: Piece) -> bool:
    return not (piece.is_break or piece.note or piece.picture)


def _look(piece: Piece) -> tuple[bool, bool, str, str]:
    return piece.strong, piece.emphasis, piece.face, piece.link
