"""A record as a Word file that comes back: edited in Word or WPS and imported again, it changes the same record.

Fields stand in tables behind content controls, whose tags are their names; what a paragraph was made from is not written
into the file but known again by making it anew (`importers/returned.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xueku.model.declaration import declaration_of
from xueku.model.document import Block, Document, Paragraph, Run
from xueku.model.resource import LearningResource
from xueku.render.document import document
from xueku.render.markdown import Converter, Job
from xueku.source.markdown_blocks import MarkdownBlock, markdown_blocks
from xueku.source.yaml_tree import Mapping as TreeMapping
from xueku.source.yaml_tree import Node, Scalar
from xueku.source.yaml_tree import Sequence as TreeSequence
from xueku.word.paper import SMALL, TITLE, bytes_of, new_paper
from xueku.word.tags import FIELDS_NAME, ID_WORDS, PART_NAMES, VERSION_WORDS, named
from xueku.word.text import TextWriter

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph as WordParagraph

_ABOUT = "改好以后存盘，用 xueku import 导入，就改回这份材料。编号和版本两行、各部分的名称请不要改。"


@dataclass(frozen=True)
class RecordSource:
    """A record as its files say: the tree of its fields, and the Markdown of each part, by name."""

    id: str
    title: str
    kind: type[LearningResource]
    day: date
    folder: Path
    fields: TreeMapping
    parts: Mapping[str, str]
    version: str


@dataclass(frozen=True)
class Exported:
    """The file, and for the number of each paragraph or table of a part which block of its Markdown it was made from."""

    content: bytes
    origins: Mapping[int, tuple[str, int]]


def version_of(texts: Iterable[str]) -> str:
    """What tells one state of a record's files from another."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def record_docx(source: RecordSource) -> Exported:
    """The Word file of a record. The same record gives the same bytes."""
    paper = new_paper(source.title, source.day)
    writer = TextWriter(paper)
    _tagged(paper.add_paragraph(style=TITLE), source.title, "title")
    paper.add_paragraph(_ABOUT, style=SMALL)
    _tagged(paper.add_paragraph(ID_WORDS, style=SMALL), source.id, "id")
    _tagged(paper.add_paragraph(VERSION_WORDS, style=SMALL), source.version, "version")
    _fields(paper, source)
    origins: dict[int, tuple[str, int]] = {}
    for name, markdown in source.parts.items():
        writer.heading(PART_NAMES[name])
        _part(paper, writer, name, markdown, source, origins)
    return Exported(bytes_of(paper), origins)


def cell_texts(node: Node) -> list[str]:
    """The lines that a value takes in its cell: one for each item of a list."""
    if isinstance(node, Scalar):
        return node.text.rstrip("\n").split("\n")
    if isinstance(node, TreeSequence):
        return [one.text if isinstance(one, Scalar) else "" for one in node.items]
    return [""]


def is_table(node: Node) -> bool:
    """Whether a field is a list of groups, and has a table of its own."""
    return isinstance(node, TreeSequence) and any(isinstance(item, TreeMapping) for item in node.items)


def columns_of(node: Node) -> list[str]:
    """The keys of a list of groups, in the order in which they first come."""
    items = node.items if isinstance(node, TreeSequence) else ()
    keys = [key.text for item in items if isinstance(item, TreeMapping) for key, _ in item.items]
    return list(dict.fromkeys(keys))


def label_of(kind: type[LearningResource], name: str) -> str:
    """A field's label; its name where it has none."""
    info = kind.model_fields.get(name)
    return declaration_of(info).label if info else name


def _fields(paper: WordFile, source: RecordSource) -> None:
    paper.add_paragraph(FIELDS_NAME, style="Heading 1")
    given = [(key.text, node) for key, node in source.fields.items if key.text not in ("id", "title")]
    rows = [(name, node) for name, node in given if not is_table(node)]
    table = paper.add_table(0, 2, style="Table Grid")
    for name, node in rows:
        label, value = table.add_row().cells
        label.paragraphs[0].style = SMALL
        label.paragraphs[0].add_run(named(label_of(source.kind, name), name))
        _cell(value, cell_texts(node), name)
    for name, node in given:
        if is_table(node):
            paper.add_paragraph(named(label_of(source.kind, name), name), style="Heading 2")
            _group_table(paper, name, node)


def _group_table(paper: WordFile, name: str, node: Node) -> None:
    columns = columns_of(node)
    table = paper.add_table(1, len(columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].style = SMALL
        cell.paragraphs[0].add_run(column).bold = True
    for number, item in enumerate(node.items if isinstance(node, TreeSequence) else ()):
        values = {key.text: value for key, value in item.items} if isinstance(item, TreeMapping) else {}
        for cell, column in zip(table.add_row().cells, columns, strict=True):
            _cell(cell, cell_texts(values[column]) if column in values else [""], f"{name}.{number}.{column}")


def _cell(cell: Any, lines: Sequence[str], tag: str) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = SMALL
        _tagged(paragraph, line, tag)


def _tagged(paragraph: WordParagraph, text: str, tag: str) -> None:
    """Words in a content control at the end of a paragraph."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    run = paragraph.add_run(text)
    control, about, mark, content = (
        OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "tag", "sdtContent")
    )
    mark.set(qn("w:val"), tag)
    about.append(mark)
    control.extend([about, content])
    paragraph._p.append(control)
    content.append(run._r)


def _part(
    paper: WordFile,
    writer: TextWriter,
    name: str,
    markdown: str,
    source: RecordSource,
    origins: dict[int, tuple[str, int]],
) -> None:
    blocks = markdown_blocks(markdown)
    notes = "\n\n".join(block.text for block in blocks if block.is_note)
    order = [block.text.partition("]")[0] for block in blocks if block.is_note]
    converter = Converter({})
    for index, block in enumerate(blocks):
        before = _count(paper)
        writer.write(Document(tuple(_made(converter, block, notes, order, source))))
        for number in range(before + 1, _count(paper) + 1):
            origins[number] = (name, index)


def _made(
    converter: Converter, block: MarkdownBlock, notes: str, order: Sequence[str], source: RecordSource
) -> Iterable[Block]:
    """The blocks of a document that a block of Markdown becomes; a footnote's text with its number in front."""
    if block.is_note:
        key, _, text = block.text.partition("]:")
        inner = "\n".join(line.removeprefix("    ") for line in text.strip().split("\n"))
        made = document(converter.convert(Job(inner))).blocks
        return _numbered(made, order.index(key) + 1)
    rendered = converter.convert(Job(f"{block.text}\n\n{notes}" if "[^" in block.text else block.text))
    targets = rendered.outline.links

    def picture(slot: int) -> str | None:
        file = source.folder / targets[slot]
        return str(file) if file.is_file() else None

    return document(rendered, picture).blocks


def _numbered(blocks: Sequence[Block], number: int) -> list[Block]:
    mark = Run(f"〔{number}〕")
    if blocks and isinstance(blocks[0], Paragraph):
        return [replace(blocks[0], line=(mark, *blocks[0].line)), *blocks[1:]]
    return [Paragraph((mark,)), *blocks]


def _count(paper: WordFile) -> int:
    """How many paragraphs and tables stand in the file."""
    from docx.oxml.ns import qn

    return sum(child.tag in (qn("w:p"), qn("w:tbl")) for child in paper.element.body)
