"""Documents without the site's frame."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from xueku.site.bare import Loaded, bare_page, site_loads
from xueku.site.page import Page
from xueku.update.making import write_page

PAGE = Page(
    "courses/chongwen-shici/host/index.html", "主持：“重温”<誓词>", "先读", "<h1>重温</h1>", "2026-06-05"
)


def test_a_bare_page_is_a_document_that_loads_what_it_is_given() -> None:
    loaded = Loaded(("看.css",), ("做.js",), ("先.js",))
    html = LexborHTMLParser(bare_page(PAGE, loaded, "dark").main_html)
    assert [node.attributes for node in html.css("html")] == [{"lang": "zh", "data-xk-scheme": "dark"}]
    assert [node.text() for node in html.css("title")] == [PAGE.title]
    assert len(html.css("body > main > h1")) == 1
    assert [node.attributes["src"] for node in html.css("head script")] == ["先.js"]
    assert [node.attributes["src"] for node in html.css("body script")] == ["做.js"]
    assert [node.attributes["href"] for node in html.css("link")] == ["看.css"]


def test_a_bare_page_of_the_site_reaches_its_assets_from_its_own_folder() -> None:
    loaded = site_loads(PAGE.address, "search-xueku.js")
    assert all(address.startswith("../../../assets/xueku/") for address in (*loaded.styles, *loaded.scripts))
    assert [address.rpartition("/")[2].partition("-")[0] for address in loaded.scripts] == ["xueku", "search"]


def test_a_whole_page_is_written_without_a_frame(tmp_path: Path) -> None:
    page = bare_page(PAGE, Loaded((), ()))
    assert write_page(page, {}, tmp_path).day == "2026-06-05"
    assert (tmp_path / page.address).read_text("utf-8") == page.main_html
