"""The page of results, as readers use it: from http and from a USB stick."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.steps import CHIPS, LIST, NOTES, PHONE, STATUS, answered, base_of, search, submit, titles
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
    "会后几日内要形成记录？": "支部工作规则",
}
OLD_BROWSER = "delete Intl.Segmenter; delete window.DecompressionStream;"


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


def test_search_needs_neither_segmenter_nor_decompression(opener: Opener, site: Path) -> None:
    watched = opener()
    watched.page.add_init_script(OLD_BROWSER)
    page = search(watched, f"file://{site}", "重温入党誓词")
    assert page.evaluate("[typeof Intl.Segmenter, typeof DecompressionStream]") == ["undefined", "undefined"]
    assert "重温入党誓词" in titles(page)[0]


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
    everything = len(titles(page))
    box = page.locator(".xk-facets label", has_text="原文").locator("input")
    box.check()
    expect(page.locator(".xk-results .xk-hit__kind").first).to_have_text("原文")
    assert set(page.locator(".xk-results .xk-hit__kind").all_inner_texts()) == {"原文"}
    assert "kind=work" in page.url
    page.reload()
    answered(page)
    assert 0 < len(titles(page)) < everything
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
    everything = set(titles(search(opener(), f"file://{site}", "支部")))
    assert set(titles(page)) <= everything
    assert (set(titles(page)) == everything) == (query == "支部")
    assert any("支部工作规则" in title for title in titles(page)) == (is_there or query == "title:支部")


def test_a_query_without_result_says_so_and_helps(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "量子色动力学")
    expect(page.locator(STATUS)).to_contain_text("没有找到")
    expect(page.locator(STATUS)).to_contain_text("量子色动力学")
    expect(page.locator(".xk-tips")).to_contain_text("拼音")
    expect(page.get_by_role("link", name="全部主题")).to_be_visible()
    expect(page.locator(".xk-tips")).not_to_contain_text("引号")
    submit(page, '"量子色动力学"')
    expect(page.locator(".xk-tips")).to_contain_text("引号")


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
    page = search(opener(), f"file://{copy}", "重温入党誓词 主题党日 支部工作规则")
    expect(page.locator(NOTES)).to_contain_text("索引有一部分没有读到")
    assert titles(page)


def test_a_missing_text_leaves_out_one_result_and_is_told(opener: Opener, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    whole = titles(search(opener(), f"file://{copy}", "支部"))
    texts = [
        file
        for file in (copy / "assets/search/t").rglob("*.js")
        if f'","{whole[0]}","' in file.read_text("utf-8")
    ]
    for file in texts:
        file.unlink()
    page = search(opener(), f"file://{copy}", "支部")
    expect(page.locator(NOTES)).to_contain_text("索引有一部分没有读到")
    assert titles(page)[0] == whole[1]


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    opener: Opener, site: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    manifest = copy / "assets/search/manifest.js"
    content = manifest.read_text("utf-8")
    manifest.unlink()
    page = search(opener(), f"file://{copy}", "支部")
    expect(page.locator(STATUS)).to_contain_text("没有载入")
    manifest.write_text(content.replace('"format":2', '"format":3'), "utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(STATUS)).to_contain_text("版本与本页不符")
    expect(page.get_by_role("button", name="再试一次")).to_be_focused()
    manifest.write_text(content, "utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".xk-results .xk-hit").first).to_be_visible()


def test_without_script_the_page_says_so_and_offers_the_topics(opener: Opener, site: Path) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/search.html")
    expect(page.locator(".xk-empty")).to_contain_text("脚本")
    page.locator(".xk-empty a").click()
    expect(page.locator("h1")).to_contain_text("主题")


@pytest.mark.parametrize("way", ["http", "file"])
def test_another_query_is_answered_in_place_and_five_excerpts_come_first(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    watched = opener()
    page = search(watched, base_of(way, site, server), "支部")
    page.evaluate(
        """() => {
          window.sameDocument = true;
          window.seen = [];
          const list = document.querySelector('[data-xk-result-list]');
          new MutationObserver(() => window.seen.push([
            list.getAttribute('aria-busy'),
            list.getAttribute('data-xk-query'),
            list.querySelectorAll('li.xk-hit > * > a.xk-hit__link[href]').length,
            list.querySelectorAll('li.xk-hit > .xk-hit__snippet').length,
          ])).observe(list, {attributes: true, attributeFilter: ['aria-busy']});
        }"""
    )
    busy = page.evaluate(
        """() => {
          const form = document.querySelector('.xk-search-page form[data-xk-search]');
          form.querySelector('input[name=q]').value = '主题党日';
          form.requestSubmit();
          return document.querySelector('[data-xk-result-list]').getAttribute('aria-busy');
        }"""
    )
    assert busy == "true"
    expect(page.locator(LIST)).to_have_attribute("data-xk-query", "主题党日")
    answered(page)
    assert page.evaluate("[window.sameDocument, window.seen[window.seen.length - 1]]") == [
        True,
        ["false", "主题党日", 5, 5],
    ]
    assert len(titles(page)) == 8
    assert page.title().startswith("主题党日 - ")
    page.go_back()
    expect(page.locator(LIST)).to_have_attribute("data-xk-query", "支部")
    assert not watched.troubles


EVERY_KIND = " ".join(
    f"kind:{kind}" for kind in ("课程包", "学习指引", "案例", "学习路径", "文章", "原文", "手册")
)


def test_twenty_results_are_shown_and_the_rest_when_they_are_asked_for(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", EVERY_KIND)
    hits = page.locator(".xk-results .xk-hit")
    assert len(titles(page)) == 20
    total = int(page.locator(STATUS).inner_text().split()[1])
    more = page.get_by_role("button", name="再显示")
    more.focus()
    page.keyboard.press("Enter")
    expect(hits).to_have_count(total)
    expect(hits.nth(20).locator(".xk-hit__link")).to_be_focused()
    expect(more).to_be_hidden()


def test_whoever_tabs_past_the_first_results_comes_to_the_next(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "主题党日")
    hits = page.locator(".xk-results .xk-hit")
    expect(hits).to_have_count(5)
    hits.nth(4).locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(hits).to_have_count(8)
    expect(hits.nth(5).locator(".xk-hit__link")).to_be_focused()


def test_a_press_while_more_results_are_coming_brings_none_twice(opener: Opener, server: str) -> None:
    page = search(opener(), server, "支部")
    held: list[Any] = []
    page.route("**/assets/search/t/**", lambda route: held.append(route))
    more = page.get_by_role("button", name="再显示")
    more.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert held
    more.click()
    page.wait_for_timeout(100)
    while held:
        held.pop().continue_()
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)
    links = page.locator(".xk-results .xk-hit__link").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == len(set(links)) == 16


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
    everything = titles(search(opener(), base, "支部"))
    assert titles(search(opener(), base, "支部", "&from=singlemessage&isappinstalled=0")) == everything
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
