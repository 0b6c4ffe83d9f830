"""Books in three formats: what comes into one, and in which order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.samples import CASE, GUIDE, LIBRARY, examined
from xueku.archive import unzipped
from xueku.exports.book_docx import book_docx
from xueku.exports.book_epub import book_epub
from xueku.exports.book_pdf import book_pdf
from xueku.model.book import Book
from xueku.model.record import Record
from xueku.model.settings import Settings
from xueku.release.books import book, chosen
from xueku.release.readiness import press_of
from xueku.render.link import Linked

SECOND = CASE.replace("id: qing-dan-dang-mian-gou", "id: dian-hua").replace("清单当面勾", "电话记一笔")
SECOND = SECOND.replace("unit: 示例单位政务大厅", "unit: 示例单位综合科").replace("2026-08-14", "2026-09-01")
SECOND = SECOND.replace(
    "year: 2026", "year: 2026\nsources:\n  - {work: zhibu-gongzuo-guize, articles: ['12']}"
)
FILES = {**LIBRARY, "cases/电话.md": SECOND}


@pytest.fixture
def cases(tmp_path: Path) -> Book:
    linked = examined(tmp_path, FILES).linked
    return book(linked, chosen(_of(linked, "cases"), {}), "案例汇编", "2026年")


def _of(linked: Linked, collection: str) -> list[Record]:
    return [one for one in linked.catalog.records.values() if one.kind.collection == collection]


def test_chapters_stand_in_the_order_of_their_days(cases: Book) -> None:
    assert [chapter.title for chapter in cases.chapters] == ["清单当面勾", "电话记一笔"]
    assert cases.day.isoformat() == "2026-09-01"


def test_sources_are_numbered_once_and_named_as_the_standard_says(cases: Book) -> None:
    assert cases.sources == ("示例单位. 示例单位支部工作规则[Z]. 2026.",)
    assert [chapter.cited for chapter in cases.chapters] == ["", "[1]第12条"]


def test_units_name_their_chapters(cases: Book) -> None:
    assert dict(cases.units) == {"示例单位政务大厅": (1,), "示例单位综合科": (2,)}


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"topics": "窗口服务", "unit": "示例单位综合科"}, ["dian-hua"]),
        ({"year": "2026"}, ["qing-dan-dang-mian-gou", "dian-hua"]),
        ({"year": "2025"}, []),
        ({"period": "2026年第四季度"}, []),
    ],
)
def test_records_are_chosen_by_what_their_fields_say(
    tmp_path: Path, wanted: dict[str, str], ids: list[str]
) -> None:
    records = _of(examined(tmp_path, FILES).linked, "cases")
    assert [record.id for record in chosen(records, wanted)] == ids


def test_a_guide_shows_what_to_read(tmp_path: Path) -> None:
    linked = examined(tmp_path, {**LIBRARY, "guides/2026-q4/index.md": GUIDE}).linked
    made = book(linked, chosen(_of(linked, "guides"), {}), "学习指引")
    expected = ("《示例单位支部工作规则》，第一章，必读，40 分钟", "《示例读本》，必读")
    assert dict(made.chapters[0].lists)["书目"] == expected


def test_the_pdf_has_every_chapter_and_the_page_of_every_unit(cases: Book, tmp_path: Path) -> None:
    file = tmp_path / "书.pdf"
    file.write_bytes(book_pdf(cases, press_of(Settings(tmp_path))))
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(file).pages]
    assert "案例汇编" in pages[0]
    assert all(chapter.title in pages[1] for chapter in cases.chapters)
    starts = {
        title: number
        for number, page in enumerate(pages)
        for title in ("清单当面勾", "电话记一笔")
        if title in page
    }
    assert re.search(rf"示例单位综合科[.]*{starts['电话记一笔']}", pages[-1])


def test_every_format_gives_the_same_bytes_again(cases: Book, tmp_path: Path) -> None:
    press = press_of(Settings(tmp_path))
    assert book_pdf(cases, press) == book_pdf(cases, press)
    assert book_docx(cases, tmp_path) == book_docx(cases, tmp_path)
    assert book_epub(cases, tmp_path) == book_epub(cases, tmp_path)


def test_the_epub_begins_with_its_type_and_has_every_word(cases: Book, tmp_path: Path) -> None:
    files = unzipped(book_epub(cases, tmp_path))
    assert next(iter(files)) == "mimetype"
    html = "".join(content.decode() for name, content in files.items() if name.endswith(".xhtml"))
    text = re.sub(r"<[^>]+>|\s", "", html)
    for chapter in cases.chapters:
        for line in chapter.text.text.split("\n"):
            assert re.sub(r"\s", "", line) in text
