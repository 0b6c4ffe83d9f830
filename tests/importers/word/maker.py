"""Official-style Word files made with python-docx, each with the answer: its headings, tables, pictures, 落款, 附件."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import Image

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALIGN = {"center": ALIGN.CENTER, "right": ALIGN.RIGHT}


@dataclass(frozen=True)
class Answer:
    """What a file holds, as a person reads it. Headings are (depth from 1, words); a table is its cells' words."""

    title: str = ""
    headings: tuple[tuple[int, str], ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    pictures: int = 0
    units: tuple[str, ...] = ()
    day: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Face:
    """How one kind of line looks: face, size in points, bold, alignment, first line drawn in by characters."""

    face: str = "仿宋_GB2312"
    size: float = 16
    bold: bool = False
    align: str = "left"
    indent: float = 2
    blanks: str = ""
    """Blanks typed in front, where a unit draws lines in by hand."""
    style: str = ""
    outline: int | None = None
    left: float = 0


@dataclass(frozen=True)
class House:
    """The look of a unit's papers: title, headings from the first level on, text, foot."""

    title: Face = Face("方正小标宋简体", 22, align="center", indent=0)
    headings: tuple[Face, ...] = (Face("黑体"), Face("楷体_GB2312"), Face(bold=True), Face())
    text: Face = Face()
    foot: Face = Face(align="right", indent=0)
    cell: Face = Face(size=12, indent=0)


@dataclass
class Maker:
    """Writes a file line by line, and its answer with it."""

    house: House = field(default_factory=House)
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    _attachments: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _answer: Answer = field(default_factory=Answer)

    def __post_init__(self) -> None:
        self.file = docx.Document()
        self.lists: dict[str, int] = {}

    def line(self, text: str, face: Face | None = None) -> Paragraph:
        """A paragraph; a line break in `text` becomes one by hand."""
        face = face or self.house.text
        paragraph = self.file.add_paragraph(style=face.style or None)
        self.run(paragraph, face.blanks + text, face)
        if face.align in _ALIGN:
            paragraph.alignment = _ALIGN[face.align]
        if face.indent:
            paragraph.paragraph_format.first_line_indent = Pt(face.size * face.indent)
        if face.left:
            paragraph.paragraph_format.left_indent = Pt(face.size * face.left)
        if face.outline is not None:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(face.outline))
            paragraph._p.get_or_add_pPr().append(level)
        return paragraph

    def run(self, paragraph: Paragraph, text: str, face: Face) -> None:
        """Words of one look at the end of a paragraph; a style says its look itself."""
        for number, row in enumerate(text.split("\n")):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(row)
            if not face.style:
                run.font.size, run.font.bold = Pt(face.size), face.bold or None
                run.font.name = face.face
                run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.face)

    def title(self, *lines: str, by_break: bool = False) -> Maker:
        for line in ["\n".join(lines)] if by_break else lines:
            self.line(line, self.house.title)
        self._answer = replace(self._answer, title="".join(lines))
        return self

    def heading(self, depth: int, text: str, level: int | None = None) -> Maker:
        """A heading in the look of its level, which is the depth unless the paper leaves levels out."""
        self.line(text, self.house.headings[(level or depth) - 1])
        self._headings.append((depth, text))
        return self

    def text(self, *paragraphs: str) -> Maker:
        for text in paragraphs:
            self.line(text)
        return self

    def run_in(self, head: str, rest: str, level: int) -> Maker:
        """A heading with the text behind it on the same line: no heading of its own."""
        paragraph = self.line(head, self.house.headings[level - 1])
        self.run(paragraph, rest, self.house.text)
        return self

    def blank(self, count: int = 1) -> Maker:
        for _ in range(count):
            self.file.add_paragraph()
        return self

    def flush(self, text: str) -> Maker:
        """A line that begins at the margin, such as 主送."""
        self.line(text, replace(self.house.text, indent=0, blanks=""))
        return self

    def table(
        self,
        rows: Sequence[Sequence[str]],
        merges: Sequence[tuple[int, int, int, int]] = (),
        *,
        is_counted: bool = True,
    ) -> Maker:
        """A table; a merge joins the cells from (row, column) to (row, column), whose words are the first one's."""
        table = self.file.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, line in enumerate(rows):
            for column, text in enumerate(line):
                cell = table.cell(row, column)
                self.run(cell.paragraphs[0], text, self.house.cell)
        for first, left, last, right in merges:
            table.cell(first, left).merge(table.cell(last, right))
        if is_counted:
            self._tables.append(tuple(tuple(line) for line in rows))
        return self

    def picture(self, alt: str = "", color: str = "red") -> Maker:
        content = BytesIO()
        Image.new("RGB", (40 + self._answer.pictures, 30), color).save(content, "PNG")
        content.seek(0)
        paragraph = self.file.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        shape = paragraph.add_run().add_picture(content)
        shape._inline.docPr.set("descr", alt)
        self._answer = replace(self._answer, pictures=self._answer.pictures + 1)
        return self

    def note(self, text: str, note: str) -> Maker:
        """A paragraph with a footnote behind it."""
        self._notes.append(note)
        paragraph = self.line(text)
        reference = parse_xml(f'<w:r {_W}><w:footnoteReference w:id="{len(self._notes) + 1}"/></w:r>')
        paragraph._p.append(reference)
        return self

    def counted(
        self, text: str, form: str, pattern: str, depth: int = 0, face: Face | None = None
    ) -> Paragraph:
        """A paragraph whose number Word adds: `form` as the format names it, `pattern` such as %1、."""
        key = f"{form} {pattern} {depth}"
        if key not in self.lists:
            self.lists[key] = self._new_list(form, pattern, depth)
        paragraph = self.line(text, face)
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_numId().val = self.lists[key]
        numbering.get_or_add_ilvl().val = depth
        return paragraph

    def counted_heading(self, depth: int, number: str, text: str, form: str, pattern: str) -> Maker:
        self.counted(text, form, pattern, 0, self.house.headings[depth - 1])
        self._headings.append((depth, number + text))
        return self

    def _new_list(self, form: str, pattern: str, depth: int) -> int:
        counts = self.file.part.numbering_part.element
        key = 100 + len(self.lists)
        level = f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        abstract = parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{key}">{level}</w:abstractNum>')
        counts.insert(0, abstract)
        counts.append(parse_xml(f'<w:num {_W} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))
        return key

    def attachments(self, *lines: str) -> Maker:
        for line in lines:
            self.line(line)
            self._attachments.append(line)
        return self

    def sign(self, units: Sequence[str], written: str, day: str, *faces: Face) -> Maker:
        """落款: a line for each unit, and the day as written; `day` is the answer."""
        looks = [*faces, *[self.house.foot] * (len(units) + 1 - len(faces))]
        for text, face in zip([*units, written], looks, strict=True):
            self.line(text, face)
        self._answer = replace(self._answer, units=tuple(units), day=day)
        return self

    def sign_on_one_line(self, unit: str, written: str, day: str) -> Maker:
        self.line(f"{unit}　　{written}", self.house.foot)
        self._answer = replace(self._answer, units=(unit,), day=day)
        return self

    def raw(self, xml: str) -> Maker:
        """Anything that python-docx has no words for, behind all that was written."""
        self.file.element.body.insert_element_before(
            parse_xml(xml.replace("<w:p>", f"<w:p {_W}>", 1)), "w:sectPr"
        )
        return self

    @property
    def answer(self) -> Answer:
        return replace(
            self._answer,
            headings=tuple(self._headings),
            tables=tuple(self._tables),
            attachments=tuple(self._attachments),
        )

    def content(self) -> bytes:
        file = BytesIO()
        self.file.save(file)
        return with_notes(file.getvalue(), self._notes) if self._notes else file.getvalue()


def with_notes(content: bytes, notes: Sequence[str]) -> bytes:
    """A docx with these footnotes, numbered from 2 as Word does."""
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 2)
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    relation = (
        '<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        ' Target="footnotes.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    return changed(
        content,
        {
            "word/_rels/document.xml.rels": ("</Relationships>", relation),
            "[Content_Types].xml": ("</Types>", kind),
        },
        {"word/footnotes.xml": f"<w:footnotes {_W}>{separator}{bodies}</w:footnotes>".encode()},
    )


def changed(content: bytes, replaced: dict[str, tuple[str, str]], added: dict[str, Any]) -> bytes:
    """A docx with words of its parts replaced and with further parts."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename in replaced:
                before, after = replaced[entry.filename]
                assert before in data.decode(), before
                data = data.decode().replace(before, after, 1).encode()
            new.writestr(entry.filename, data)
        for name, data in added.items():
            new.writestr(name, data)
    return result.getvalue()
