"""Everything that is shown becomes pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xueku.catalog.catalog import Catalog
from xueku.kinds import KINDS
from xueku.model.settings import Settings
from xueku.render.link import Linked
from xueku.site.frame import section_of
from xueku.site.home import home_page
from xueku.site.listings import collection_pages, topic_pages
from xueku.site.page import Page, Plan, relative
from xueku.site.question_bank import EXAM, MANIFEST
from xueku.site.records import record_files, record_pages
from xueku.site.review_board import ADDRESS as BOARD
from xueku.site.review_board import board_page
from xueku.site.study import ADDRESS as STUDY
from xueku.site.study import study_page
from xueku.site.templates import render


def lay_out(shown: Linked, settings: Settings) -> Iterator[Page]:
    """Every page of the site, the home page first, records by id."""
    for plan in plan_pages(shown.catalog, settings):
        yield plan.make()
    for record in shown.catalog.records.values():
        yield from record_pages(shown, record)


def plan_pages(catalog: Catalog, settings: Settings) -> Iterator[Plan]:
    """Every page that is not a record's own, the home page first."""
    newest = tuple(record.id for record in catalog.newest)
    yield Plan(
        "index.html",
        settings.site_name,
        newest,
        (),
        partial(home_page, catalog, settings.site, settings.site_name),
    )
    for kind in catalog.kinds:
        yield from collection_pages(catalog, kind)
    yield from topic_pages(catalog)
    yield from board_page(catalog)
    yield Plan("search.html", "搜索", (), (), partial(_search_page, catalog))
    yield Plan(EXAM, "考试", (), (), partial(_exam_page, catalog))
    yield Plan("glossary.html", "词语解释", (), (), partial(_glossary_page, catalog))
    yield study_page(catalog)


def sections() -> list[str]:
    """Every section of the pages of a site; see `section_of`."""
    folders = ["topics", *(kind.kind.collection for kind in KINDS)]
    examples = [
        "index.html",
        "search.html",
        "glossary.html",
        EXAM,
        BOARD,
        STUDY,
        *(f"{folder}/{below}" for folder in folders for below in ("index.html", "id/index.html")),
    ]
    return [section_of(address) for address in examples]


def _search_page(catalog: Catalog) -> Page:
    main = render("search.html", "search.html", catalog=catalog)
    return Page("search.html", "搜索", "搜索课程、原文、案例", main)


def _exam_page(catalog: Catalog) -> Page:
    asked = [kind for kind in catalog.kinds if "quiz" in kind.parts]
    main = render("exam.html", EXAM, kinds=asked, bank=relative(EXAM, MANIFEST))
    return Page(EXAM, "考试", "选一份材料的自测，或者从题库抽题，限时答卷", main)


def _glossary_page(catalog: Catalog) -> Page:
    glossary = sorted(catalog.vocabularies.glossary.items())
    main = render("glossary.html", "glossary.html", glossary=glossary)
    return Page("glossary.html", "词语解释", "常用词语的解释", main)


def list_files(shown: Linked) -> dict[str, str]:
    """The attachments and images of all shown records: address → path below the project's folder."""
    return {
        address: path
        for record in shown.catalog.records.values()
        for address, path in record_files(shown, record).items()
    }
