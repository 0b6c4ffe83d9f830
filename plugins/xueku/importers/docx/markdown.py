"""Parts become Markdown that shows exactly their words: what would be markup is escaped, numbers stay as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xueku.importers.converted import Doubt
from xueku.importers.docx.headings import full_words
from xueku.importers.docx.paper import Cell, Label, Paragraph, Piece, Table
from xueku.importers.docx.parts import Part
from xueku.importers.escaping import around, escaped, started

UNCOUNTED = "*"
"""The name of a list whose numbers are put right later."""
_DECIMAL = re.compile(r"\d+[.．、)）]?")
_FOOTING = "　"


@dataclass
class Writer:
    """Writes parts one after another. `pictures` names the file of each picture; `body_face` is that of the text."""

    pictures: Mapping[str, str]
    notes: Mapping[str, Sequence[Paragraph]]
    doubts: list[Doubt]
    body_face: str = ""
    added: list[str] = field(default_factory=list)
    """Numbers that Word put in front and that are now written out."""
    _used: list[str] = field(default_factory=list)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def part(self, part: Part) -> str:
        """The Markdown of one part, without blank lines around it."""
        block = part.block
        if isinstance(block, Table):
            return self._table(block)
        if part.role == "heading":
            words = self._plain(block)
            return f"{'#' * (part.depth + 1)} {words}"
        if part.role == "item" and block.label and (mark := self._mark(block.label)):
            return f"{'    ' * min(block.label.depth, 3)}{mark} {self._line(block.pieces)}"
        number = block.label.text if block.label else ""
        if number:
            self.added.append(number)
        return started(escaped(number) + self._line(block.pieces))

    def notes_used(self) -> Iterator[str]:
        """The footnotes that the text names, in order."""
        for count, key in enumerate(self._used, 1):
            lines = [self._line(one.pieces) for one in self.notes.get(key, ()) if one.words]
            yield f"[^{count}]: " + "\n\n    ".join(lines or ["（空）"])

    def _plain(self, paragraph: Paragraph) -> str:
        """A heading's words: no emphasis, since all of it is."""
        if paragraph.label and paragraph.label.text:
            self.added.append(paragraph.label.text)
        notes = "".join(self._note(piece.note) for piece in paragraph.pieces if piece.note)
        return re.sub(r"\s+", "　", escaped(full_words(paragraph))).rstrip("#") + notes

    def _mark(self, label: Label) -> str:
        """The mark of a list's item; empty where Markdown's lists would count another way."""
        key = (label.listing, label.depth)
        if not label.text:
            return "-"
        if label.listing == UNCOUNTED:
            return "1."
        value = re.match(r"\d+", label.text)
        expected = self._counts.get(key, 0) + 1
        if not value or not _DECIMAL.fullmatch(label.text) or int(value[0]) != expected:
            return ""
        self._counts[key] = expected
        return f"{expected}."

    def end_list(self) -> None:
        """What follows is no item: a list after it counts anew, in Markdown."""
        self._counts.clear()

    def _line(self, pieces: Sequence[Piece]) -> str:
        """One line of Markdown. Emphasis is kept where it does not cover the whole line."""
        words = [piece for piece in pieces if piece.text.strip()]
        whole = all(piece.strong for piece in words) or all(
            _is_heavy(piece.face, self.body_face) for piece in words
        )
        text = ""
        for strong, group in _grouped(pieces, self.body_face):
            inner = "".join(self._piece(piece) for piece in group)
            lead, core, tail = around(inner)
            text += f"{lead}**{core}**{tail}" if strong and not whole and core else inner
        return re.sub(r"[\t\n]+", " ", text).strip()

    def _piece(self, piece: Piece) -> str:
        if piece.note:
            return self._note(piece.note)
        if piece.picture:
            return self._picture(piece)
        if piece.is_break:
            return _FOOTING
        words = escaped(piece.text)
        if piece.link:
            address = piece.link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
            lead, core, tail = around(words)
            return f"{lead}[{core}]({address}){tail}" if core else words
        return words

    def _note(self, key: str) -> str:
        if not self.notes.get(key):
            return ""
        if key not in self._used:
            self._used.append(key)
        return f"[^{self._used.index(key) + 1}]"

    def _picture(self, piece: Piece) -> str:
        file = self.pictures.get(piece.picture)
        if file is None:
            return ""
        return f"![{escaped(piece.alt)}]({file})"

    def _table(self, table: Table) -> str:
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        rows = [row for row in rows if any(row)]
        if not rows:
            return ""
        merged = any(cell.covered for row in table.rows for cell in row)
        above = []
        while len(rows) > 1 and len(rows[0]) > 1 and sum(map(bool, rows[0])) == 1 and rows[0][0]:
            above.append(f"**{rows.pop(0)[0]}**")
        if above:
            self.doubts.append(Doubt(table.number, "表格第一行只有一格，当作表格的名称放在上面", ""))
        if merged:
            self.doubts.append(
                Doubt(
                    table.number,
                    "合并的单元格拆开了，字留在左上一格，其余空着",
                    "对照原稿，需要的格子里补上字",
                )
            )
        if not all(rows[0]):
            self.doubts.append(Doubt(table.number, "表头有空格子", "写上各列的名称"))
        head, *others = rows
        lines = [head, ["---"] * len(head), *others]
        grid = "\n".join("| " + " | ".join(row) + " |" for row in lines)
        return "\n\n".join([*above, grid])

    def _cell(self, cell: Cell) -> str:
        lines = []
        for one in cell.paragraphs:
            number = one.label.text if one.label else ""
            if number:
                self.added.append(number)
            lines.append(escaped(number) + self._line(one.pieces))
        return _FOOTING.join(filter(None, lines)).replace("|", "\\|")


def _grouped(pieces: Sequence[Piece], body_face: str) -> Iterator[tuple[bool, list[Piece]]]:
    """Neighbouring pieces that are strong, or are not: bold, or set in a heavy face within text of another."""
    group: list[Piece] = []
    was = False
    for piece in pieces:
        is_word = bool(piece.text.strip())
        strong = (piece.strong or _is_heavy(piece.face, body_face)) if is_word else was
        if group and strong != was:
            yield was, group
            group = []
        was = strong
        group.append(piece)
    if group:
        yield was, group


def _is_heavy(face: str, body_face: str) -> bool:
    return face != body_face and any(mark in face for mark in ("黑体", "SimHei", "楷体", "KaiTi"))
