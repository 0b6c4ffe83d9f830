"""A book as a Word file: title, chapters, sources, index of units; Word makes the contents from the headings."""

from __future__ import annotations

from pathlib import Path

from xueku.model.book import Book
from xueku.word.paper import SMALL, TITLE, add_contents, bytes_of, new_paper
from xueku.word.text import TextWriter, words


def book_docx(book: Book, root: Path) -> bytes:
    """The file; pictures stand below `root`. Raises XuekuError if what writes it is not installed."""
    paper = new_paper(book.title, book.day)
    writer = TextWriter(paper, root)
    paper.add_paragraph(book.title, style=TITLE)
    paper.add_paragraph(book.subtitle)
    if book.is_sample:
        paper.add_paragraph("示例：单位、人物和制度都是虚构的。")
    add_contents(paper)
    for chapter in book.chapters:
        writer.heading(chapter.title, on_new_page=True)
        paper.add_paragraph(chapter.note, style=SMALL)
        paper.add_paragraph(chapter.summary)
        writer.write(chapter.text)
        for heading, entries in chapter.lists:
            writer.heading(heading, 2)
            writer.listing(map(words, entries), is_numbered=True)
        if chapter.cited:
            paper.add_paragraph(f"依据：{chapter.cited}", style=SMALL)
    if book.sources:
        writer.heading("参考文献", on_new_page=True)
        for number, source in enumerate(book.sources, 1):
            paper.add_paragraph(f"[{number}] {source}", style=SMALL)
    if book.units:
        writer.heading("单位索引")
        for unit, numbers in book.units:
            places = "、".join(f"第{number}篇" for number in numbers)
            paper.add_paragraph(f"{unit}：{places}", style=SMALL)
    return bytes_of(paper)
