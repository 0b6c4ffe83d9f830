"""A docx is read into a Paper: every paragraph and table in order, each with its look and where its words came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NoReturn
from xml.etree.ElementTree import Element

from xueku.importers.docx.changes import changes_of, comments_of
from xueku.importers.docx.numbering import read_numbering
from xueku.importers.docx.package import MOST_XML_BYTES, Package
from xueku.importers.docx.paper import Alignment, Block, Cell, Label, Look, Paper, Paragraph, Piece, Table
from xueku.importers.docx.runs import MC, A, Runs
from xueku.importers.docx.styles import Styles, W, figure, paragraph_properties, read_styles

MOST_PARAGRAPHS = 20_000
MOST_CHARACTERS = 600_000
_LINES_OF_PAGE = 22
_CHARACTERS_OF_PAGE = 28 * _LINES_OF_PAGE
_MOST_CELLS = 20_000
_LEAST_RIGHT = 12
"""A line drawn in by so many characters stands on the right."""
_ALIGNMENTS: Mapping[str, Alignment] = {"center": "center", "right": "right", "end": "right"}
_REMEDY_OF_CHANGES = (
    "在“审阅”里接受或拒绝全部修订、删除批注，存盘；或者加 --accept-changes，照接受全部修订导入，列出每一处"
)


def read_paper(package: Package, *, accepts_changes: bool = False) -> Paper:
    """What the file holds. Raises XuekuError for one that is too long, or has changes or comments that nobody accepted."""
    folder = package.main.rpartition("/")[0]
    _check_count(package)
    tree = package.tree(package.main)
    body = tree.find(f"{W}body") if tree is not None else None
    if tree is None or body is None:
        package.refuse("文件里没有正文", "用 Word 或 WPS 打开，另存一份 docx")
    _check_length(package, tree)
    comments = comments_of(package.tree(f"{folder}/comments.xml"))
    notes_trees = {"f": package.tree(f"{folder}/footnotes.xml"), "e": package.tree(f"{folder}/endnotes.xml")}
    changes = [
        *changes_of(tree),
        *(one for notes in notes_trees.values() if notes is not None for one in changes_of(notes)),
    ]
    if (changes or comments) and not accepts_changes:
        told = "、".join(
            filter(
                None,
                (f"{len(changes)} 处修订" if changes else "", f"{len(comments)} 条批注" if comments else ""),
            )
        )
        package.refuse(f"文件里有{told}，不知道该取哪一稿", _REMEDY_OF_CHANGES)
    reader = _Reader(package, folder)
    blocks = tuple(reader.blocks(body))
    notes = {
        kind + note.get(f"{W}id", ""): tuple(
            block for block in reader.blocks(note, inner=True) if isinstance(block, Paragraph)
        )
        for kind, notes in notes_trees.items()
        for note in (notes if notes is not None else ())
        if note.get(f"{W}type") in (None, "normal")
    }
    pictures = {
        piece.picture: package.read(piece.picture)
        for piece in _pieces([*blocks, *(one for note in notes.values() for one in note)])
        if piece.picture and piece.picture in package
    }
    left_out = (*reader.left_out, *_headers(package))
    return Paper(blocks, notes, pictures, (*changes, *comments), left_out, _core_title(package))


class _Reader:
    def __init__(self, package: Package, folder: str) -> None:
        self.faces = _theme_faces(package.tree(f"{folder}/theme/theme1.xml"))
        self.styles: Styles = read_styles(package.tree(f"{folder}/styles.xml"), self.faces)
        self.numbering = read_numbering(package.tree(f"{folder}/numbering.xml"))
        self.runs = Runs(self.styles, self.faces, package.relations(package.main))
        self.left_out: list[tuple[str, str]] = []
        self.number = 0

    def blocks(self, holder: Element, *, inner: bool = False) -> Iterator[Block]:
        """The blocks directly in an element; `inner` ones are not counted."""
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, inner=inner)
            elif child.tag == f"{W}tbl":
                self.number += not inner
                yield Table(self.number, self._grid(child))
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self.blocks(content, inner=inner)
            elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self.blocks(child, inner=inner)
            elif child.tag == f"{MC}AlternateContent" and (chosen := child.find(f"{MC}Choice")) is not None:
                yield from self.blocks(chosen, inner=inner)

    def _paragraph(self, element: Element, *, inner: bool) -> Iterator[Block]:
        self.number += not inner
        properties = element.find(f"{W}pPr")
        own = paragraph_properties(properties) if properties is not None else {}
        style = own.get("style", self.styles.normal)
        said = {**self.styles.of(style), **own}
        was_contents = self.runs.is_contents
        pieces, looks = self.runs.read(element, said)
        text = "".join(piece.text for piece in pieces)
        name = self.styles.names.get(style, style)
        if was_contents or self.runs.is_contents or name.lower().startswith("toc "):
            if text.strip():
                self.left_out.append(("目录", text))
        else:
            number = self.number
            yield Paragraph(
                number, tuple(pieces), _look(name, said, looks, text), self._label(said, bool(text.strip()))
            )
        boxes, self.runs.boxes = self.runs.boxes, []
        for box in boxes:
            yield from self.blocks(box, inner=True)

    def _label(self, said: Mapping[str, str], is_written: bool) -> Label | None:
        listing, depth = said.get("numbering", "0"), said.get("depth", "0")
        if listing == "0" or not is_written:
            return None
        return self.numbering.label(listing, figure(depth, 0, 8))

    def _grid(self, table: Element) -> tuple[tuple[Cell, ...], ...]:
        rows: list[list[Cell]] = []
        count = 0
        for row in _rows(table):
            cells: list[Cell] = []
            before = row.find(f"{W}trPr/{W}gridBefore")
            cells += [Cell(covered=True)] * (_count(before, 0))
            for cell in _cells(row):
                span = _count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                is_below = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                paragraphs = tuple(_flat(self.blocks(cell, inner=True)))
                covered = is_below and not any(paragraph.words for paragraph in paragraphs)
                cells += [Cell(() if covered else paragraphs, covered), *[Cell(covered=True)] * (span - 1)]
                count += span
                if count > _MOST_CELLS:
                    break
            rows.append(cells)
        width = max(map(len, rows), default=0)
        return tuple((*row, *[Cell(covered=True)] * (width - len(row))) for row in rows)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _cells(child)


def _count(element: Element | None, absent: int) -> int:
    return figure(element.get(f"{W}val"), absent, 100) if element is not None else absent


def _flat(blocks: Iterator[Block]) -> Iterator[Paragraph]:
    """The paragraphs of a cell; those of a table in it cell by cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell.paragraphs


def _look(style: str, said: Mapping[str, str], looks: Counter[tuple[str, str, bool]], text: str) -> Look:
    written = {look: count for look, count in looks.items() if count}
    face, size, _ = max(written, key=lambda look: written[look], default=("", "", False))
    face = face or said.get("face", "")
    points = _number(size or said.get("size", "")) / 2 or 10.5
    blanks = sum(2 if letter == "　" else 1 for letter in text[: len(text) - len(text.lstrip())]) / 2
    first = _indent(said, "first_line", points) + blanks
    left = _indent(said, "left", points) - _indent(said, "hanging", points)
    align = _ALIGNMENTS.get(said.get("align", ""), "left")
    if align == "left" and first + left >= _LEAST_RIGHT:
        align = "right"
    outline = said.get("outline", "")
    return Look(
        style,
        level if (level := figure(outline, 9)) < 9 else None,
        face,
        points,
        bool(written) and all(strong for *_, strong in written),
        align,
        first,
        left,
    )


def _indent(said: Mapping[str, str], name: str, points: float) -> float:
    if characters := _number(said.get(f"{name}_chars", "")):
        return characters / 100
    return _number(said.get(name, "")) / 20 / points


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0


def _pieces(blocks: list[Block] | tuple[Block, ...]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.pieces
        else:
            for row in block.rows:
                for cell in row:
                    yield from _pieces(cell.paragraphs)


def _check_count(package: Package) -> None:
    """Refuse a file of very many paragraphs before a tree is made of it, which would take most of the time there is."""
    data = package.read(package.main, MOST_XML_BYTES)
    count = data.count(b"<w:p>") + data.count(b"<w:p ")
    if count > MOST_PARAGRAPHS:
        _too_long(package, count // _LINES_OF_PAGE, count)


def _too_long(package: Package, pages: int, count: int) -> NoReturn:
    package.refuse(f"太长了，约 {pages:,} 页、{count:,} 段", "按章拆成几个文件，一份材料一个")


def _check_length(package: Package, tree: Element) -> None:
    count = sum(1 for _ in tree.iter(f"{W}p"))
    length = sum(len(one.text or "") for one in tree.iter(f"{W}t"))
    breaks = sum(one.get(f"{W}type") == "page" for one in tree.iter(f"{W}br"))
    pages = max(length // _CHARACTERS_OF_PAGE, count // _LINES_OF_PAGE, breaks)
    if count > MOST_PARAGRAPHS or length > MOST_CHARACTERS or breaks > 1000:
        _too_long(package, pages, count)


def _headers(package: Package) -> Iterator[tuple[str, str]]:
    for relation in package.relations(package.main).values():
        if relation.type in ("header", "footer") and not relation.is_external:
            tree = package.tree(relation.target)
            text = "".join(one.text or "" for one in tree.iter(f"{W}t")) if tree is not None else ""
            if text.strip(" —-–·\t"):
                yield ("页眉" if relation.type == "header" else "页脚"), text.strip()


def _core_title(package: Package) -> str:
    tree = package.tree("docProps/core.xml")
    found = tree.find("{http://purl.org/dc/elements/1.1/}title") if tree is not None else None
    return (found.text or "").strip() if found is not None else ""


def _theme_faces(tree: Element | None) -> dict[str, str]:
    """The fonts that a theme gives Chinese text in headings and elsewhere."""
    faces: dict[str, str] = {}
    for kind, name in (("majorFont", "majorEastAsia"), ("minorFont", "minorEastAsia")):
        for font in tree.iter(f"{A}{kind}") if tree is not None else ():
            chinese = {one.get("script", ""): one.get("typeface", "") for one in font.findall(f"{A}font")}
            east = font.find(f"{A}ea")
            faces[name] = (east.get("typeface", "") if east is not None else "") or chinese.get("Hans", "")
    return faces
