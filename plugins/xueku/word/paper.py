"""A Word file with the page and the styles of an official paper (GB/T 9704-2012), which an editor changes like any other."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xueku.archive import unzipped, zip_of
from xueku.model.diagnostic import XuekuError

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.styles.style import ParagraphStyle
    from docx.text.run import Run

TITLE, BODY, SMALL, BOX, CODE = "文件标题", "Normal", "表格文字", "提示框", "代码"
"""Names of styles beside Word's own headings, as an editor sees them in the list of styles."""

_FACES = {"方正小标宋简体": "方正小标宋_GBK", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei"}
"""The faces that the standard names, each with the one that Word takes where it is not installed."""
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
"""Millimetres; what is left holds 22 lines of 28 characters of size 三号."""
_LINE_PITCH, _CLOSER = "579", "-5"
"""Twentieths of a point: from line to line, and how much closer than their size the characters of 三号 stand. Word's own grid of characters is read otherwise by other programs."""
_HEADINGS = ("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312")


def new_paper(title: str, day: date) -> WordFile:
    """An empty paper of A4 pages with page numbers. `title` and `day` are what the file says of itself.

    Raises XuekuError if what writes it is not installed.
    """
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise XuekuError(
            "Word", f"没有安装写 Word 文件的程序（{error.name}）", "运行 pip install 'xueku[word]'"
        ) from None
    paper = Document()
    _set_page(paper)
    _set_styles(paper)
    facts, moment = paper.core_properties, datetime(day.year, day.month, day.day)
    facts.title, facts.author, facts.last_modified_by, facts.comments = title, "", "", ""
    facts.created = facts.modified = moment
    facts.revision, facts.language = 1, "zh-CN"
    return paper


def add_contents(paper: WordFile) -> None:
    """The contents, which Word fills when the file is opened or when F9 is pressed in it."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    _add_field(paper.add_paragraph().add_run(), r'TOC \o "1-1" \h \z')
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    paper.settings.element.append(update)


def bytes_of(paper: WordFile) -> bytes:
    """The file: the same bytes for the same paper."""
    content = BytesIO()
    paper.save(content)
    return zip_of(unzipped(content.getvalue()))


def _set_page(paper: WordFile) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Mm

    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, value in _MARGINS.items():
        setattr(section, name, Mm(value))
    section.footer_distance = Mm(28)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid = OxmlElement("w:docGrid") if grid is None else grid
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), _LINE_PITCH)
    section._sectPr.append(grid)
    # The number stands on the outer side: right on odd pages, left on even ones.
    paper.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        line.alignment = side
        line.add_run("— ")
        _add_field(line.add_run(), "PAGE")
        line.add_run(" —")


def _add_field(run: Run, instruction: str) -> None:
    """What Word works out for itself, such as the number of the page."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    begin, words, end = (OxmlElement(f"w:{name}") for name in ("fldChar", "instrText", "fldChar"))
    begin.set(qn("w:fldCharType"), "begin")
    words.text = instruction
    end.set(qn("w:fldCharType"), "end")
    for element in (begin, words, end):
        run._r.append(element)


def _set_styles(paper: WordFile) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    styles = paper.styles
    body = styles[BODY]
    _set_face(body, "仿宋_GB2312", 16)
    _set_spacing(body, first_line=True)
    body.paragraph_format.widow_control = True
    _set_closer(body)
    for level, face in enumerate(_HEADINGS, 1):
        heading = styles[f"Heading {level}"]
        _set_face(heading, face, 16, bold=True)
        _set_spacing(heading, first_line=True)
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(8)
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.font.italic = False
    title = styles.add_style(TITLE, WD_STYLE_TYPE.PARAGRAPH)
    _set_face(title, "方正小标宋简体", 22)
    _set_spacing(title, first_line=False, line=32)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(20)
    title.next_paragraph_style = body
    for name, face, size in ((SMALL, "仿宋_GB2312", 12), (BOX, "楷体_GB2312", 14), (CODE, "仿宋_GB2312", 12)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_face(style, face, size)
        _set_spacing(style, first_line=False, line=size * 1.5)
    styles[BOX].paragraph_format.left_indent = Pt(16)
    for name in (f"List {kind}{level}" for kind in ("Bullet", "Number") for level in ("", " 2", " 3")):
        _set_face(styles[name], "仿宋_GB2312", 16)
    _set_face(styles["Footer"], "宋体", 14)
    _set_alternatives(paper)


def _set_face(style: ParagraphStyle, face: str, size: float, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.size, style.font.bold = Pt(size), bold
    style.font.name = "Times New Roman"
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)


def _set_spacing(style: ParagraphStyle, *, first_line: bool, line: float = 28.95) -> None:
    """Lines so many points apart, the first one drawn in by two characters or by none."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(line)
    form.first_line_indent = Pt(32 if first_line else 0)
    style.element.pPr.ind.set(qn("w:firstLineChars"), "200" if first_line else "0")


def _set_closer(style: ParagraphStyle) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _CLOSER)
    style.element.rPr.append(spacing)


def _set_alternatives(paper: WordFile) -> None:
    """Name in the table of fonts what stands for a face that is not installed."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    part = paper.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    entries = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for face, other in _FACES.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")
