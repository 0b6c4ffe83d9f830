"""Search as a reader uses it: from http and from a USB stick."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

QUERIES = {
    "重温入党誓词": "重温入党誓词",
    "rudang": "重温入党誓词",
    "cwrdsc": "重温入党誓词",
    "提前三日公布以前通知": "支部工作规则",
    "一次办结": "一次办结",
}
PHRASE = ("每次活动由党小组长主持", "")


def _results(page: Page) -> list[str]:
    expect(page.locator("[data-xk-result-status]")).to_contain_text("条", timeout=10_000)
    return page.locator(".xk-results .xk-hit__title").all_inner_texts()


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize("query", ["重温入党誓词", "rudang", "cwrdsc", "一次办结"])
def test_the_page_that_is_meant_comes_first(
    opener: Opener, site: Path, server: str, way: str, query: str
) -> None:
    watched = opener()
    base = server if way == "http" else f"file://{site}"
    page = watched.open(f"{base}/search.html?q={query}")
    assert QUERIES[query] in _results(page)[0]
    assert not watched.troubles


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_phrase_from_a_body_finds_its_page_and_is_marked(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    watched = opener()
    base = server if way == "http" else f"file://{site}"
    page = watched.open(f"{base}/articles/yiben-shu-sanci/index.html")
    paragraph = page.locator(".xk-prose p").nth(1).inner_text()
    phrase = paragraph[5:17]
    page = watched.open(f"{base}/search.html?q={phrase}")
    assert "一本书" in _results(page)[0]
    assert page.locator(".xk-results mark").count() >= 1
    page.locator(".xk-results a").first.click()
    expect(page.locator("h1")).to_contain_text("一本书")


def test_nothing_is_loaded_before_a_reader_searches(opener: Opener, server: str) -> None:
    watched = opener()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open(f"{server}/courses/chongwen-shici/index.html")
    assert not [url for url in asked if "/search" in url]
    page.locator(".xk-header__search input").focus()
    page.keyboard.type("誓词")
    expect(page.locator(".xk-suggest__item").first).to_be_visible(timeout=10_000)
    assert len([url for url in asked if "/search" in url]) == 3  # engine, manifest, index


def test_suggestions_are_used_by_keyboard(opener: Opener, site: Path) -> None:
    watched = opener()
    page = watched.open(f"file://{site}/cases/index.html")
    page.keyboard.press("/")
    page.keyboard.type("重温入党")
    expect(page.locator(".xk-suggest__item").first).to_be_visible(timeout=10_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("重温入党誓词")
    assert not watched.troubles


def test_results_are_narrowed_by_kind_and_the_address_keeps_it(opener: Opener, server: str) -> None:
    watched = opener()
    page = watched.open(f"{server}/search.html?q=支部")
    everything = len(_results(page))
    button = page.locator(".xk-kinds__button", has_text="原文")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    kinds = set(page.locator(".xk-results .xk-hit__kind").all_inner_texts())
    assert kinds == {"原文"}
    assert "kind=work" in page.url
    page.reload()
    assert 0 < len(_results(page)) < everything


def test_a_query_without_result_says_so(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/search.html?q=量子色动力学")
    expect(page.locator("[data-xk-result-status]")).to_contain_text("没有找到", timeout=10_000)
