"""What making the kits of many courses costs, with the build of their site and after one edit; and how long a booklet takes."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.bench.build.pages import Page, read_pages
from tests.bench.build.processes import Cost, run
from tests.bench.texts import ROOT
from xueku.exports.book_pdf import book_pdf
from xueku.model.book import Book, Chapter
from xueku.model.settings import Settings
from xueku.release.readiness import press_of
from xueku.render.document import document
from xueku.render.markdown import Converter, Job

_BUILD = (str(Path(sys.executable).with_name("xueku")), "build")
_LIMIT = 3600.0
_STEPS = ("学一段", "议一议", "说分歧", "写一条")
_SETTINGS = "site_name: 学库\ntheme: {name: material, font: false}\nuse_directory_urls: false\nplugins:\n  - xueku: {kits: %s}\n"
_BOOKLET = 17_000


@dataclass(frozen=True)
class Row:
    """One build of a site of courses. `kits` is how many of them the site has, `mb` how large they are together."""

    courses: int
    case: str
    cost: Cost
    kits: int
    mb: float


def measure(counts: Sequence[int], corpus: Path | None) -> Iterator[Row]:
    """The rows of each size, as they come."""
    for count in counts:
        _, pages = read_pages(corpus, 2 * count)
        with tempfile.TemporaryDirectory(prefix="xueku-bench-") as name:
            folder, log = Path(name) / "project", Path(name) / "log"
            for page, other in zip(pages[::2], pages[1::2], strict=True):
                _write_course(folder, page, other)
            shutil.copytree(ROOT / "content/vocab", folder / "content/vocab")
            (folder / "docs").mkdir()
            (folder / "docs/手册.md").write_text("# 手册\n\n怎样用。\n", "utf-8")
            for case, has_kits, edited in (
                ("without kits, cold", "false", None),
                ("cold", "true", None),
                ("nothing changed", "true", None),
                ("one course changed", "true", pages[0]),
            ):
                if case == "cold":
                    shutil.rmtree(folder / "site")
                    shutil.rmtree(folder / ".xueku")
                if edited:
                    _add(folder / f"content/courses/{edited.name}/index.md")
                (folder / "mkdocs.yml").write_text(_SETTINGS % has_kits, "utf-8")
                cost = run(_BUILD, folder, log, _LIMIT)
                kits = [file.stat().st_size for file in (folder / "site").glob("courses/*/kit.zip")]
                yield Row(count, case, cost, len(kits), sum(kits) / 1_000_000)


def booklet(corpus: Path | None) -> str:
    """How long the PDF of a booklet takes, the first in a process and the next ones."""
    _, pages = read_pages(corpus, 40)
    converter, chapters, length = Converter({}), [], 0
    for page in pages:
        if length < _BOOKLET:
            text = document(converter.convert(Job(page.body)))
            chapters.append(Chapter(page.name, page.title, "示例单位", page.title, text))
            length += len(text.text)
    book, press = Book("学习手册", "", date(2026, 11, 24), tuple(chapters)), press_of(Settings(ROOT))
    seconds = []
    for _ in range(4):
        started = time.perf_counter()
        book_pdf(book, press)
        seconds.append(time.perf_counter() - started)
    first, *next_ones = seconds
    return f"Booklet of {length:,} characters: {first:.2f} s, then {min(next_ones):.2f} s"


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| courses | case | CPU s | s | peak MB | kits | MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        cost = row.cost
        figures = f"{cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak_mb:.0f} | {row.kits} | {row.mb:.0f}"
        lines.append(f"| {row.courses:,} | {row.case} | {figures} |")
    return "\n".join(lines)


def _write_course(folder: Path, page: Page, other: Page) -> None:
    """A course with all its parts, of two pages of text."""
    place = folder / f"content/courses/{page.name}"
    place.mkdir(parents=True)
    agenda = "".join(f"  - {{title: {step}, minutes: 15}}\n" for step in _STEPS)
    fields = (
        f'id: {page.name}\ntitle: "{page.title}"\nsummary: "{page.title}，一小时读完议完"\n'
        "topics: [组织生活]\ndate: 2026-06-05\ntime_required: 60\nform: 情景式\n"
        f"agenda:\n{agenda}discussion: [这一条和我的岗位有什么关系？]\nsample: true\n"
    )
    (place / "index.md").write_text(f"---\n{fields}---\n\n{page.body}", "utf-8")
    (place / "handout.md").write_text(other.body, "utf-8")
    script = "\n\n".join(
        f"## {step}\n\n{_sentences(other.body, number)}" for number, step in enumerate(_STEPS)
    )
    (place / "host.md").write_text(f"{script}\n", "utf-8")
    questions = "".join(
        f"  - {{type: judgment, stem: 第{number}题，这一章讲的是示例单位, answer: 错, explanation: 见正文}}\n"
        for number in range(1, 11)
    )
    (place / "quiz.yml").write_text(f"title: 会后自测\nquestions:\n{questions}", "utf-8")


def _sentences(text: str, number: int) -> str:
    """Some prose out of a text."""
    lines = [line for line in text.split("\n") if line and line[0] not in "#|-0123456789"]
    return "\n\n".join(lines[number::4][:4]) or "请各组开始。"


def _add(file: Path) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n再看一遍。\n", "utf-8")
