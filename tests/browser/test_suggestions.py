"""The box in the header and on every page that searches, as readers type in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Opener
from tests.browser.steps import AXE, HEADER, PHONE, answered, base_of, serious_violations, submit
from tests.long import long_but

pytestmark = pytest.mark.browser

OPTIONS = "[role=option]"
RECENT = "localStorage.getItem('xueku.recent')"
REFUSED = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
)


def _typing(page: Page, text: str, box: str = HEADER) -> None:
    # In one stroke: the answer to a first part would be looked at otherwise.
    page.locator(box).fill(text)
    expect(page.locator(".xk-suggest .xk-hit").first).to_be_visible(timeout=10_000)


def _remember(page: Page, *queries: str) -> None:
    page.evaluate("queries => localStorage.setItem('xueku.recent', JSON.stringify(queries))", list(queries))


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
def test_suggestions_are_used_by_keyboard(opener: Opener, site: Path, server: str, way: str) -> None:
    watched = opener()
    page = watched.open(f"{base_of(way, site, server)}/cases/index.html")
    page.keyboard.press("/")
    expect(page.locator(HEADER)).to_be_focused()
    page.keyboard.insert_text("重温入党")
    options = page.locator(OPTIONS)
    expect(options.first).to_be_visible(timeout=10_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator(HEADER)).to_have_attribute(
        "aria-activedescendant", options.first.get_attribute("id") or ""
    )
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("重温入党誓词")
    assert not watched.troubles


def test_the_key_reaches_the_box_from_a_checkbox_but_not_from_a_field(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/cases/index.html")
    page.locator(".xk-facets fieldset input").first.focus()
    page.keyboard.press("/")
    expect(page.locator(HEADER)).to_be_focused()
    page.keyboard.type("7/1")
    expect(page.locator(HEADER)).to_have_value("7/1")


def test_a_suggestion_shows_title_kind_heading_and_one_line_with_its_mark(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/cases/index.html")
    _typing(page, "会后七日内形成记录")
    first = page.locator(OPTIONS).first
    assert "支部工作规则" in first.locator(".xk-hit__title").inner_text()
    assert "第三章" in first.locator(".xk-hit__heading").inner_text()
    assert first.locator(".xk-hit__kind").inner_text() == "原文"
    snippet = first.locator(".xk-hit__snippet")
    box = snippet.bounding_box()
    assert box is not None
    assert box["height"] < 40
    mark = snippet.locator("mark").bounding_box()
    assert mark is not None
    assert mark["x"] < box["x"] + box["width"] / 2
    expect(page.locator(".xk-header__search > [role=status]")).to_contain_text("找到")


def test_enter_without_an_active_suggestion_goes_to_the_page_of_results(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/cases/index.html")
    _typing(page, "党日")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("搜索")
    answered(page)
    expect(page.locator(".xk-search-page input[name=q]")).to_have_value("党日")
    expect(page.locator(".xk-results .xk-hit").first).to_be_visible()


def test_escape_closes_the_suggestions_and_a_late_answer_does_not_open_them_again(
    opener: Opener, site: Path
) -> None:
    page = opener().open(f"file://{site}/cases/index.html")
    _typing(page, "党日")
    page.keyboard.type("活")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    expect(page.locator(".xk-header__search .xk-suggest")).to_be_hidden()
    expect(page.locator(HEADER)).to_have_value("党日活")


def test_an_answer_that_comes_late_never_takes_the_place_of_a_newer_one(opener: Opener, server: str) -> None:
    watched = opener()
    held: list[Route] = []
    is_held = True

    def hold(route: Route) -> None:
        held.append(route) if is_held else route.continue_()

    watched.page.route("**/assets/search/p/**", hold)
    page = watched.open(f"{server}/cases/index.html")
    box = page.locator(HEADER)
    box.focus()
    with page.expect_request("**/assets/search/p/**"):
        page.keyboard.type("誓词")
    expect(page.locator(".xk-suggest__status").first).to_contain_text("正在找")
    # The request is told before the route is: a moment may lie between.
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    assert held
    is_held = False
    box.fill("窗口服务规范")
    first = page.locator(OPTIONS).first
    expect(first).to_contain_text("窗口服务规范", timeout=10_000)
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    expect(first).to_contain_text("窗口服务规范")


def test_nothing_is_searched_while_pinyin_is_being_composed(opener: Opener, server: str) -> None:
    watched = opener()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open(f"{server}/cases/index.html")
    page.locator(HEADER).focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "dang ri", "selectionStart": 7, "selectionEnd": 7})
    expect(page.locator(HEADER)).to_have_value("dang ri")
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/search/p/" in url]
    expect(page.locator(".xk-header__search .xk-suggest")).to_be_hidden()
    keyboard.send("Input.insertText", {"text": "党日"})
    expect(page.locator(OPTIONS).first).to_be_visible(timeout=10_000)
    expect(page.locator(HEADER)).to_have_value("党日")


def test_suggestions_end_where_the_window_ends_and_the_active_one_is_seen(opener: Opener, site: Path) -> None:
    page = opener(viewport={"width": 390, "height": 500}).open(f"file://{site}/cases/index.html")
    _typing(page, "支部")
    box = page.locator(".xk-header__search .xk-suggest").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 500
    assert 0 <= box["x"] <= 390 - box["width"]
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{OPTIONS}.is-active")).to_be_in_viewport(ratio=0.9)


def test_the_last_queries_are_offered_and_can_be_taken_away(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/search.html")
    for query in ("党日", "誓词", "规则"):
        submit(page, query)
    page.goto(f"{server}/cases/index.html")
    page.locator(HEADER).focus()
    options = page.locator(OPTIONS)
    expect(options).to_have_text(["规则", "誓词", "党日"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(options).to_have_text(["誓词", "党日"])
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.locator(".xk-suggest__remove").last.click()
    expect(options).to_have_text(["誓词"])
    expect(page.locator(HEADER)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="清除全部")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".xk-header__search .xk-suggest")).to_be_hidden()
    expect(page.locator(HEADER)).to_be_focused()
    assert page.evaluate(RECENT) is None


def test_the_empty_page_of_results_offers_the_last_queries_too(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/search.html")
    _remember(page, "誓词", "党日")
    page.reload()
    page.get_by_role("button", name="去掉“誓词”").click()
    expect(page.get_by_role("button", name="去掉“党日”")).to_be_focused()
    page.get_by_role("button", name="党日", exact=True).click()
    answered(page)
    expect(page.locator(".xk-results .xk-hit").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="清除全部").click()
    expect(page.locator(".xk-recent")).to_have_count(0)
    assert page.evaluate(RECENT) is None


def test_a_query_is_remembered_when_it_is_sent_or_a_hit_is_opened_and_not_before(
    opener: Opener, server: str
) -> None:
    page = opener().open(f"{server}/cases/index.html")
    _typing(page, "誓词")
    assert page.evaluate(RECENT) is None
    page.locator(OPTIONS).first.click()
    expect(page.locator("h1")).to_contain_text("誓词")
    assert page.evaluate(RECENT) == '["誓词"]'


def test_no_more_than_eight_queries_are_remembered_and_each_once(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/search.html")
    for query in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "三"):
        submit(page, query)
    stored = page.evaluate(f"JSON.parse({RECENT})")
    assert stored == ["三", "九", "八", "七", "六", "五", "四", "二"]


def test_where_storage_is_refused_search_works_and_nothing_is_offered(opener: Opener, server: str) -> None:
    watched = opener()
    watched.page.add_init_script(REFUSED)
    page = watched.open(f"{server}/search.html")
    submit(page, "誓词")
    expect(page.locator(".xk-results .xk-hit").first).to_be_visible()
    page.goto(f"{server}/cases/index.html")
    page.locator(HEADER).focus()
    page.wait_for_timeout(200)
    expect(page.locator(".xk-header__search .xk-suggest")).to_be_hidden()
    assert not watched.troubles


@pytest.mark.parametrize(
    "mode",
    [{}, {"color_scheme": "dark"}, PHONE],
    ids=["桌面", "深色", "手机"],
)
def test_axe_finds_nothing_serious_while_suggestions_are_open(
    opener: Opener, server: str, mode: dict[str, Any]
) -> None:
    if not AXE.exists():
        if os.environ.get("CI"):
            pytest.fail("没有 axe-core：scripts/build-web 会装上")
        pytest.skip("没有 axe-core，无障碍没有检查")
    page = opener(**mode).open(f"{server}/search.html")
    _remember(page, "誓词", "党日")
    box = ".xk-search-page input[name=q]"
    page.reload()
    page.locator(box).focus()
    expect(page.locator(OPTIONS)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    found = serious_violations(page)
    _typing(page, "党日", box)
    page.keyboard.press("ArrowDown")
    found += serious_violations(page)
    page.goto(f"{server}/cases/index.html")
    page.locator(HEADER).focus()
    expect(page.locator(OPTIONS)).to_have_count(2)
    found += serious_violations(page)
    assert not found
