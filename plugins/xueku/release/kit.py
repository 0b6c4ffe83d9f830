"""The kit of a course: its pages, its papers and its files in one archive that opens by double click, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xueku.archive import zip_of
from xueku.model.record import Record
from xueku.release.papers import PAPERS, Paper, Source
from xueku.release.within import kept_within
from xueku.site.assets import assets
from xueku.site.bare import bare_page, site_loads
from xueku.site.kit import FIRST, Enclosed, kit_page
from xueku.site.page import Offer, Page
from xueku.site.records import record_files, record_pages
from xueku.site.templates import render
from xueku.source.names import UNFIT

_README = "请先读我.txt"
_PAPERS = "文件"
_STOP = re.compile("[：——（，。]")
_LONGEST = 30


@dataclass(frozen=True)
class Composition:
    """What goes into a kit: its pages, in their frame, and `files`, address → path below the project's folder, and the papers still to be made."""

    pages: Mapping[str, bytes]
    files: Mapping[str, str]
    papers: Sequence[Paper]


def compose(of: Source) -> Composition:
    """What goes into the kit of a course. Its pages link to nothing that does not come along."""
    record, files = of.record, record_files(of.linked, of.record)
    papers = [paper for paper in PAPERS if paper.suits(of)]
    enclosed = [*_enclosed(record, papers, files)]
    pages = [kit_page(record, enclosed), *record_pages(of.linked, record, Offer(alone=True))]
    there = {page.address for page in pages} | {one.address for one in enclosed} | files.keys()
    framed = {page.address: _framed(page, record.resource.title, there) for page in pages}
    return Composition(framed, files, papers)


def kit(of: Source, composed: Composition) -> bytes:
    """The archive: the same bytes for the same record, texts around it and fonts. Raises XuekuError if a paper cannot be made."""
    names = [(paper.file, paper.use) for paper in composed.papers]
    readme = render("kit.txt", _README, record=of.record, papers=names)
    files = {
        **composed.pages,
        **_assets_of(composed.pages),
        **{address: (of.press.root / path).read_bytes() for address, path in composed.files.items()},
        **{_place(paper): paper.make(of) for paper in composed.papers},
        # Notepad of old Windows takes a text for one in GBK unless it begins so.
        _README: readme.replace("\n", "\r\n").encode("utf-8-sig"),
    }
    folder = folder_of(of.record.resource.title)
    return zip_of({f"{folder}/{name}": content for name, content in sorted(files.items())})


def folder_of(title: str) -> str:
    """The one folder that a kit unpacks into: the title up to its first stop, as any file system takes it."""
    words = UNFIT.sub("", title).strip(" .")
    return _STOP.split(words, maxsplit=1)[0][:_LONGEST].strip(" .") or "课程包"


def _enclosed(record: Record, papers: Sequence[Paper], files: Mapping[str, str]) -> Iterator[Enclosed]:
    for paper in papers:
        yield Enclosed(_place(paper), paper.file, paper.use)
    by_path = {path: address for address, path in files.items()}
    for attachment in record.resource.attachments:
        if address := by_path.get(f"{record.folder}/{attachment.file}"):
            yield Enclosed(address, attachment.title, "附件")


def _place(paper: Paper) -> str:
    return f"{_PAPERS}/{paper.file}"


def _framed(page: Page, title: str, there: set[str]) -> bytes:
    """A page as a document that stands by itself, with the way to the first one above it."""
    if not page.is_whole:
        head = render("page_head.html", page.address, first=FIRST, title=title, back="全部文件")
        page = bare_page(replace(page, main_html=head + page.main_html), site_loads(page.address))
    return kept_within(page.main_html, page.address, there).encode("utf-8", "xmlcharrefreplace")


def _assets_of(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the site's assets that the pages name."""
    html = b"".join(pages.values())
    return {
        address: content
        for address, content in assets().values()
        if address.rpartition("/")[2].encode() in html
    }
