"""The page of results, as readers use it: from http and from a USB stick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.steps import (
    CHIPS,
    NOTES,
    PHONE,
    STATUS,
    all_titles,
    answered,
    base_of,
    search,
    submit,
    titles,
    total,
)
from tests.samples import article
from tests.site.conftest import run, write_project

pytestmark = pytest.mark.browser

QUERIES = {
    "重温入党誓词": "重温入党誓词",
    "rudang": "重温入党誓词",
    "cwrdsc": "重温入党誓词",
    "重溫入黨誓詞": "重温入党誓词",
    "ＣＷＲＤＳＣ": "重温入党誓词",
    "一次办结": "一次办结",
    '"会后七日内形成记录"': "支部工作规则",
    "主题党日要提前几天公布议题？": "支部工作规则",
}


@pytest.mark.parametrize("way", ["http", "file"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_page_that_is_meant_comes_first(
    opener: Opener, site: Path, server: str, way: str, query: str
) -> None:
    watched = opener()
    page = search(watched, base_of(way, site, server), query)
    assert QUERIES[query] in titles(page)[0]
    assert not watched.troubles


@pytest.mark.parametrize("query", ["主题党日", "怎样开好一次主题党日？", "支部 记录", "rudang", "title:规则"])
def test_http_and_a_usb_stick_give_the_same_results(
    opener: Opener, site: Path, server: str, query: str
) -> None:
    over_http, from_file = (
        search(opener(), base, query).locator(".xk-results").inner_text()
        for base in (server, f"file://{site}")
    )
    assert over_http == from_file != ""


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
    expect(page.locator(".xk-facets fieldset").first).to_be_visible(timeout=10_000)
    texts = [number for number, url in enumerate(asked) if url.startswith("search/t/")]
    facets = [number for number, url in enumerate(asked) if url.startswith("search/f/")]
    assert len(facets) == 1
    assert facets[0] > texts[0]


def test_results_are_narrowed_and_the_address_and_the_back_button_keep_it(
    opener: Opener, server: str
) -> None:
    page = search(opener(), server, "支部")
    everything = total(page)
    box = page.locator(".xk-facets label", has_text="原文").locator("input")
    box.check()
    expect(page.locator(".xk-results .xk-hit__kind").first).to_have_text("原文")
    assert set(page.locator(".xk-results .xk-hit__kind").all_inner_texts()) == {"原文"}
    assert "kind=work" in page.url
    page.reload()
    answered(page)
    assert 0 < total(page) < everything
    expect(page.locator(CHIPS)).to_have_text("原文✕")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(f"找到 {everything} 条")
    assert "kind" not in page.url


def test_the_focus_stays_where_the_reader_works(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "支部")
    page.get_by_role("button", name="按日期").click()
    expect(page.get_by_role("button", name="按日期")).to_be_focused()
    box = page.locator(".xk-facets label", has_text="原文").locator("input")
    box.focus()
    page.keyboard.press("Space")
    chip = page.locator(CHIPS)
    expect(chip).to_have_count(1)
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["kind", "work"]
    chip.click()
    expect(chip).to_have_count(0)
    assert page.evaluate("document.activeElement.type") == "checkbox"


def test_a_count_says_how_many_results_its_value_leaves(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "支部")
    label = page.locator(".xk-facets label", has_text="课程包")
    count = int(label.locator(".xk-facets__count").inner_text())
    label.locator("input").check()
    expect(page.locator(STATUS)).to_have_text(f"找到 {count} 条")


def test_results_are_put_in_order_of_date(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "支部")
    page.get_by_role("button", name="按日期").click()
    expect(page.get_by_role("button", name="按日期")).to_have_attribute("aria-pressed", "true")
    days = page.locator(".xk-results .xk-hit__day").evaluate_all("days => days.map(day => day.dateTime)")
    assert len(set(days)) > 3
    assert days == sorted(days, reverse=True)
    assert "order=date" in page.url


def test_a_mistyped_title_is_found_and_the_reader_is_told(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "重温入挡誓词")
    assert "重温入党誓词" in titles(page)[0]
    note = page.locator(NOTES)
    expect(note).to_contain_text("没有找到“重温入挡誓词”，以下是“重温入党誓词”的结果")
    page.get_by_role("button", name="仍按“重温入挡誓词”搜").click()
    expect(note).not_to_contain_text("以下是")
    assert "literal=1" in page.url
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("支部 -记录", False), ("支部", True), ("title:支部", False), ("kind:原文 支部", True)],
)
def test_words_are_left_out_and_asked_for(opener: Opener, site: Path, query: str, is_there: bool) -> None:
    page = search(opener(), f"file://{site}", query)
    found = set(all_titles(page))
    everything = set(all_titles(search(opener(), f"file://{site}", "支部")))
    assert found <= everything
    assert (found == everything) == (query == "支部")
    assert any("支部工作规则" in title for title in found) == (is_there or query == "title:支部")


def test_a_query_without_result_says_so_and_helps(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "量子色动力学")
    expect(page.locator(STATUS)).to_contain_text("没有找到")
    expect(page.locator(STATUS)).to_contain_text("量子色动力学")
    expect(page.locator(".xk-tips")).to_contain_text("拼音")
    expect(page.get_by_role("link", name="全部主题")).to_be_visible()
    expect(page.locator(".xk-tips")).not_to_contain_text("引号")
    submit(page, '"量子色动力学"')
    expect(page.locator(".xk-tips")).to_contain_text("引号")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["桌面", "手机"])
def test_nothing_moves_when_the_facets_come(opener: Opener, server: str, options: dict[str, Any]) -> None:
    watched = opener(**options)
    held: list[Any] = []
    watched.page.route("**/assets/search/f/**", lambda route: held.append(route))
    page = watched.page
    # The file that is held keeps the page from being loaded.
    page.goto(f"{server}/search.html?q=支部", wait_until="commit")
    expect(page.locator(".xk-results .xk-hit")).to_have_count(5, timeout=10_000)
    places = [".xk-search-page h1", ".xk-search-page input[name=q]", STATUS, ".xk-results .xk-hit >> nth=0"]
    before = [page.locator(place).bounding_box() for place in places]
    expect(page.locator(".xk-facets fieldset")).to_have_count(0)
    for _ in range(50):
        if held:
            break
        page.wait_for_timeout(20)
    held[0].continue_()
    page.locator(".xk-facets fieldset").first.wait_for(state="attached")
    assert [page.locator(place).bounding_box() for place in places] == before


def test_all_conditions_are_taken_back_at_once(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "支部", "&kind=work&kind=course&year=2026")
    expect(page.locator(CHIPS)).to_have_count(4)
    page.get_by_role("button", name="清除全部").click()
    expect(page.locator(CHIPS)).to_have_count(0)
    assert "kind" not in page.url
    assert "year" not in page.url
    assert page.evaluate("document.activeElement !== document.body")


def test_an_address_never_leads_into_a_dead_end(opener: Opener, site: Path) -> None:
    base = f"file://{site}"
    everything = all_titles(search(opener(), base, "支部"))
    assert all_titles(search(opener(), base, "支部", "&from=singlemessage&isappinstalled=0")) == everything
    page = search(opener(), base, "量子色动力学", "&from=singlemessage")
    expect(page.locator(STATUS)).to_have_text("没有找到“量子色动力学”")
    page = search(opener(), base, "支部", "&kind=nothing-has-it")
    expect(page.locator(STATUS)).to_contain_text("去掉一个条件")
    page.get_by_role("button", name="清除全部").click()
    expect(page.locator(STATUS)).to_have_text(f"找到 {len(everything)} 条")


def test_a_jump_within_the_page_leaves_the_results_alone(opener: Opener, server: str) -> None:
    page = search(opener(), server, "支部")
    page.locator(".xk-facets fieldset").first.wait_for()
    page.evaluate("document.querySelector('.xk-hit').dataset.same = '1'")
    page.evaluate("location.hash = 'xk-main'")
    page.wait_for_timeout(300)
    expect(page.locator(".xk-hit").first).to_have_attribute("data-same", "1")


def test_only_an_exact_phrase_is_found_as_it_is(opener: Opener, site: Path) -> None:
    base = f"file://{site}"
    exact = search(opener(), base, '"会后七日内"')
    assert titles(exact)
    for snippet in exact.locator(".xk-hit__snippet").all_inner_texts():
        assert "会后七日内" in snippet
    assert titles(search(opener(), base, "七日内会后"))
    assert not titles(search(opener(), base, '"七日内会后"'))


def test_a_draft_is_never_found(opener: Opener, tmp_path: Path) -> None:
    project = write_project(tmp_path / "项目")
    body = "玻璃温室里种着紫花苜蓿。"
    texts = {
        "草稿.md": article("cao-gao", "没有写完的温室", body, "status: draft"),
        "成稿.md": article("cheng-gao", "写完的花房", "花房里种着月季。"),
    }
    for name, text in texts.items():
        (project / "content/articles" / name).write_text(text, "utf-8")
    assert run(project, "mkdocs", "build").returncode == 0
    base = f"file://{project / 'site'}"
    assert titles(search(opener(), base, "月季")) == ["写完的花房"]
    for query in ("紫花苜蓿", "没有写完的温室", "myxwdws", "温室", '"玻璃温室"'):
        page = search(opener(), base, query)
        assert not any("温室" in text for text in page.locator(".xk-results .xk-hit").all_inner_texts())


_SMALL_TARGETS = """() => {
  const controls = '.xk-search-page button, .xk-search-page summary, .xk-facets__open, .xk-facets fieldset label, '
    + '.xk-hit__sections a, .xk-parts a, .xk-search-page input[type=search]';
  return Array.from(document.querySelectorAll(controls))
    .filter(element => element.getClientRects().length && element.getBoundingClientRect().height < 44)
    .map(element => element.outerHTML.slice(0, 80) + ' ' + element.getBoundingClientRect().height);
}"""


def test_on_a_phone_every_control_is_large_enough_for_a_finger(opener: Opener, site: Path) -> None:
    page = search(opener(**PHONE), f"file://{site}", "支部", "&kind=work&kind=course")
    page.locator(".xk-facets__open").click()
    page.locator(".xk-facets fieldset").first.wait_for()
    assert page.locator(".xk-hit__sections a").count() > 0
    assert page.evaluate(_SMALL_TARGETS) == []
    page = search(opener(**PHONE), f"file://{site}", "重温入挡誓词")
    assert page.evaluate(_SMALL_TARGETS) == []


@pytest.mark.parametrize("options", [{}, PHONE], ids=["桌面", "手机"])
def test_the_box_has_one_place_and_its_full_width_with_and_without_results(
    opener: Opener, site: Path, options: dict[str, Any]
) -> None:
    places = set()
    for query in ("", "支部", "量子色动力学"):
        page: Page = search(opener(**options), f"file://{site}", query)
        box = page.locator(".xk-search-page form[data-xk-search]").bounding_box()
        assert box is not None
        places.add((round(box["x"]), round(box["width"])))
    assert len(places) == 1
    assert places.pop()[1] > 340
