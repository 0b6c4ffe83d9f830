"""Search as a reader uses it: from http and from a USB stick."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Watched

pytestmark = pytest.mark.browser

QUERIES = {
    "重温入党誓词": "重温入党誓词",
    "rudang": "重温入党誓词",
    "cwrdsc": "重温入党誓词",
    "重溫入黨誓詞": "重温入党誓词",
    "ＣＷＲＤＳＣ": "重温入党誓词",
    "一次办结": "一次办结",
    '"会后七日内形成记录"': "支部工作规则",
    "会后几日内要形成记录？": "支部工作规则",
}
OLD_BROWSER = "delete Intl.Segmenter; delete window.DecompressionStream;"


def _search(watched: Watched, base: str, query: str, more: str = "") -> Page:
    page = watched.open(f"{base}/search.html?q={query}{more}")
    _answered(page)
    return page


def _answered(page: Page) -> None:
    expect(page.locator("[data-xk-result-list]")).to_have_attribute("aria-busy", "false", timeout=10_000)


def _titles(page: Page) -> list[str]:
    return page.locator(".xk-results .xk-hit__title").all_inner_texts()


def _base(way: str, site: Path, server: str) -> str:
    return server if way == "http" else f"file://{site}"


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_page_that_is_meant_comes_first(
    opener: Opener, site: Path, server: str, way: str, query: str
) -> None:
    watched = opener()
    page = _search(watched, _base(way, site, server), query)
    assert QUERIES[query] in _titles(page)[0]
    assert not watched.troubles


@pytest.mark.parametrize("query", ["主题党日", "怎样开好一次主题党日？", "支部 记录", "rudang", "title:规则"])
def test_http_and_a_usb_stick_give_the_same_results(
    opener: Opener, site: Path, server: str, query: str
) -> None:
    over_http, from_file = (
        _search(opener(), base, query).locator(".xk-results").inner_text()
        for base in (server, f"file://{site}")
    )
    assert over_http == from_file != ""


def test_search_needs_neither_segmenter_nor_decompression(opener: Opener, site: Path) -> None:
    watched = opener()
    watched.page.add_init_script(OLD_BROWSER)
    page = _search(watched, f"file://{site}", "重温入党誓词")
    assert page.evaluate("[typeof Intl.Segmenter, typeof DecompressionStream]") == ["undefined", "undefined"]
    assert "重温入党誓词" in _titles(page)[0]


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_phrase_from_a_body_is_marked_in_the_results_and_on_the_page_it_leads_to(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    watched = opener()
    base = _base(way, site, server)
    page = watched.open(f"{base}/articles/yiben-shu-sanci/index.html")
    phrase = page.locator(".xk-prose p").nth(1).inner_text()[5:17]
    page = _search(watched, base, phrase)
    assert "一本书" in _titles(page)[0]
    assert page.locator(".xk-results mark").count() >= 1
    page.locator(".xk-results a").first.click()
    expect(page.locator("h1")).to_contain_text("一本书")
    marks = page.locator("mark.xk-arrived")
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_inner_texts()) in phrase
    text = page.locator(".xk-prose").inner_text()
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    expect(page.locator(".xk-arrival")).to_have_count(0)
    assert page.locator(".xk-prose").inner_text() == text
    assert not watched.troubles


def test_a_hit_in_a_text_opens_at_its_heading(opener: Opener, site: Path) -> None:
    page = _search(opener(), f"file://{site}", "会后七日内形成记录")
    href = page.locator(".xk-results a").first.get_attribute("href") or ""
    assert href.startswith("./library/zhibu-gongzuo-guize/index.html?mark=")
    assert href.endswith("#第三章-组织生活")


def test_nothing_is_loaded_before_a_reader_searches_and_facets_not_before_results(
    opener: Opener, server: str
) -> None:
    watched = opener()
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url.partition("/assets/")[2]))
    page = watched.open(f"{server}/courses/chongwen-shici/index.html")
    assert not [url for url in asked if "search" in url]
    page.locator(".xk-header__search input").focus()
    page.keyboard.type("誓词")
    expect(page.locator(".xk-suggest__item").first).to_be_visible(timeout=10_000)
    found = [url for url in asked if "search" in url]
    assert found[0].startswith("xueku/search-xueku-")
    assert found[1] == "search/manifest.js"
    assert not [url for url in found if url.startswith(("search/f/", "search/v/"))]
    page.locator(".xk-header__search input").press("Enter")
    expect(page.locator(".xk-facets")).to_be_visible(timeout=10_000)
    texts = [number for number, url in enumerate(asked) if url.startswith("search/t/")]
    facets = [number for number, url in enumerate(asked) if url.startswith("search/f/")]
    assert len(facets) == 1
    assert facets[0] > texts[0]


def test_suggestions_are_used_by_keyboard(opener: Opener, site: Path) -> None:
    watched = opener()
    page = watched.open(f"file://{site}/cases/index.html")
    page.keyboard.press("/")
    page.keyboard.type("重温入党")
    options = page.locator("[role=option]")
    expect(options.first).to_be_visible(timeout=10_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("重温入党誓词")
    assert not watched.troubles


def test_escape_closes_the_suggestions_and_a_late_answer_does_not_open_them_again(
    opener: Opener, site: Path
) -> None:
    page = opener().open(f"file://{site}/cases/index.html")
    box = page.locator(".xk-header__search input")
    box.focus()
    page.keyboard.type("党日")
    expect(page.locator("[role=option]").first).to_be_visible(timeout=10_000)
    page.keyboard.type("活")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    expect(page.locator(".xk-header__search .xk-suggest")).to_be_hidden()
    expect(box).to_have_value("党日活")


def test_the_last_queries_are_offered_and_can_be_taken_away(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/search.html")
    box = page.locator(".xk-search-page input[name=q]")
    for query in ("党日", "誓词"):
        box.fill(query)
        box.press("Enter")
        _answered(page)
    page.goto(f"{server}/cases/index.html")
    header = page.locator(".xk-header__search input")
    header.focus()
    options = page.locator("[role=option]")
    expect(options).to_have_text(["誓词", "党日"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(options).to_have_text(["党日"])
    page.goto(f"{server}/search.html")
    page.get_by_role("button", name="去掉“党日”").click()
    expect(page.locator(".xk-recent")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('xueku.recent')") is None


def test_results_are_narrowed_and_the_address_and_the_back_button_keep_it(
    opener: Opener, server: str
) -> None:
    page = _search(opener(), server, "支部")
    everything = len(_titles(page))
    box = page.locator(".xk-facets label", has_text="原文").locator("input")
    box.check()
    expect(page.locator(".xk-results .xk-hit__kind").first).to_have_text("原文")
    assert set(page.locator(".xk-results .xk-hit__kind").all_inner_texts()) == {"原文"}
    assert "kind=work" in page.url
    page.reload()
    _answered(page)
    assert 0 < len(_titles(page)) < everything
    expect(page.locator("[data-xk-result-chips] button")).to_have_text("原文✕")
    page.go_back()
    expect(page.locator(".xk-results .xk-hit__title")).to_have_count(everything)
    assert "kind" not in page.url


def test_the_focus_stays_where_the_reader_works(opener: Opener, site: Path) -> None:
    page = _search(opener(), f"file://{site}", "支部")
    page.get_by_role("button", name="按日期").click()
    expect(page.get_by_role("button", name="按日期")).to_be_focused()
    box = page.locator(".xk-facets label", has_text="原文").locator("input")
    box.focus()
    page.keyboard.press("Space")
    chip = page.locator("[data-xk-result-chips] button")
    expect(chip).to_have_count(1)
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["kind", "work"]
    chip.click()
    expect(chip).to_have_count(0)
    assert page.evaluate("document.activeElement.type") == "checkbox"


def test_a_count_says_how_many_results_its_value_leaves(opener: Opener, site: Path) -> None:
    page = _search(opener(), f"file://{site}", "支部")
    label = page.locator(".xk-facets label", has_text="课程包")
    count = int(label.locator(".xk-facets__count").inner_text())
    label.locator("input").check()
    expect(page.locator("[data-xk-result-status]")).to_have_text(f"找到 {count} 条")


def test_results_are_put_in_order_of_date(opener: Opener, site: Path) -> None:
    page = _search(opener(), f"file://{site}", "支部")
    page.get_by_role("button", name="按日期").click()
    expect(page.get_by_role("button", name="按日期")).to_have_attribute("aria-pressed", "true")
    days = page.locator(".xk-results .xk-hit__day").all_inner_texts()
    assert days == sorted(days, reverse=True)
    assert "order=date" in page.url


def test_a_mistyped_title_is_found_and_the_reader_is_told(opener: Opener, site: Path) -> None:
    page = _search(opener(), f"file://{site}", "重温入挡誓词")
    assert "重温入党誓词" in _titles(page)[0]
    note = page.locator("[data-xk-result-notes]")
    expect(note).to_contain_text("没有找到“重温入挡誓词”，以下是“重温入党誓词”的结果")
    page.get_by_role("button", name="仍按“重温入挡誓词”搜").click()
    expect(note).not_to_contain_text("以下是")
    assert "literal=1" in page.url


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("支部 -记录", False), ("支部", True), ("title:支部", False), ("kind:原文 支部", True)],
)
def test_words_are_left_out_and_asked_for(opener: Opener, site: Path, query: str, is_there: bool) -> None:
    page = _search(opener(), f"file://{site}", query)
    everything = set(_titles(_search(opener(), f"file://{site}", "支部")))
    assert set(_titles(page)) <= everything
    assert (set(_titles(page)) == everything) == (query == "支部")
    assert any("支部工作规则" in title for title in _titles(page)) == (is_there or query == "title:支部")


def test_a_query_without_result_says_so_and_helps(opener: Opener, site: Path) -> None:
    page = _search(opener(), f"file://{site}", "量子色动力学")
    expect(page.locator("[data-xk-result-status]")).to_contain_text("没有找到")
    expect(page.locator(".xk-tips")).to_contain_text("拼音")


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_a_damaged_part_of_the_index_is_told_and_the_rest_answers(
    opener: Opener, site: Path, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    for number, shard in enumerate(sorted((copy / "assets/search/p").rglob("*.js"))):
        if number % 3 == 0:
            shard.unlink() if damage == "missing" else shard.write_text(
                f'xuekuSearchPart("p{shard.name.partition("-")[0]}","","!");'
            )
    page = _search(opener(), f"file://{copy}", "重温入党誓词 主题党日 支部工作规则")
    expect(page.locator("[data-xk-result-notes]")).to_contain_text("索引有一部分没有读到")
    assert _titles(page)


def test_a_missing_text_leaves_out_one_result_and_is_told(opener: Opener, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    whole = _titles(_search(opener(), f"file://{copy}", "支部"))
    texts = [
        file
        for file in (copy / "assets/search/t").rglob("*.js")
        if f'","{whole[0]}","' in file.read_text("utf-8")
    ]
    for file in texts:
        file.unlink()
    page = _search(opener(), f"file://{copy}", "支部")
    expect(page.locator("[data-xk-result-notes]")).to_contain_text("索引有一部分没有读到")
    assert _titles(page)[0] == whole[1]


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    opener: Opener, site: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    manifest = copy / "assets/search/manifest.js"
    content = manifest.read_text("utf-8")
    manifest.unlink()
    page = _search(opener(), f"file://{copy}", "支部")
    expect(page.locator("[data-xk-result-status]")).to_contain_text("没有载入")
    manifest.write_text(content.replace('"format":2', '"format":3'), "utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator("[data-xk-result-status]")).to_contain_text("版本与本页不符")
    manifest.write_text(content, "utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".xk-results .xk-hit").first).to_be_visible()


def test_without_script_the_page_says_so_and_offers_the_topics(opener: Opener, site: Path) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/search.html")
    expect(page.locator(".xk-empty")).to_contain_text("脚本")
    page.locator(".xk-empty a").click()
    expect(page.locator("h1")).to_contain_text("主题")
