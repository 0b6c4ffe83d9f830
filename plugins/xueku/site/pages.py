"""Everything that is shown becomes pages."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.settings import Settings
from xueku.render.link import Linked
from xueku.site.home import home_page
from xueku.site.listings import collection_pages, topic_pages
from xueku.site.page import Page
from xueku.site.records import record_files, record_pages
from xueku.site.templates import render


def lay_out(shown: Linked, settings: Settings) -> Iterator[Page]:
    """Every page of the site, the home page first, records by id."""
    catalog = shown.catalog
    yield home_page(catalog, settings.site, settings.site_name)
    for kind in catalog.kinds:
        yield from collection_pages(catalog, kind)
    yield from topic_pages(catalog)
    yield Page(
        "search.html", "搜索", "搜索课程、原文、案例", render("search.html", "search.html", catalog=catalog)
    )
    glossary = sorted(catalog.vocabularies.glossary.items())
    yield Page(
        "glossary.html",
        "词语解释",
        "常用词语的解释",
        render("glossary.html", "glossary.html", glossary=glossary),
    )
    for record in catalog.records.values():
        yield from record_pages(shown, record)


def list_files(shown: Linked) -> dict[str, str]:
    """The attachments and images of all shown records: address → path below the project's folder."""
    return {
        address: path
        for record in shown.catalog.records.values()
        for address, path in record_files(shown, record).items()
    }
