"""The list of results: what comes first, and how it grows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.steps import LIST, all_titles, answered, at_first, base_of, search, titles, total
from tests.long import long_but

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
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
    assert len(titles(page)) == at_first(page) > 5
    assert page.title().startswith("主题党日 - ")
    page.go_back()
    expect(page.locator(LIST)).to_have_attribute("data-xk-query", "支部")
    assert not watched.troubles


EVERY_KIND = " ".join(
    f"kind:{kind}" for kind in ("课程包", "学习指引", "案例", "学习路径", "文章", "原文", "手册")
)


def test_twenty_results_are_shown_and_twenty_more_when_they_are_asked_for(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", EVERY_KIND)
    hits = page.locator(".xk-results .xk-hit")
    assert len(titles(page)) == 20
    count = total(page)
    assert count > 20
    more = page.get_by_role("button", name="再显示")
    more.focus()
    page.keyboard.press("Enter")
    expect(hits).to_have_count(min(count, 40))
    expect(hits.nth(20).locator(".xk-hit__link")).to_be_focused()


def test_all_results_can_be_had(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", EVERY_KIND)
    assert len(set(all_titles(page))) == total(page)


def test_whoever_tabs_past_the_first_results_comes_to_the_next(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "主题党日")
    hits = page.locator(".xk-results .xk-hit")
    expect(hits).to_have_count(5)
    hits.nth(4).locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(hits).to_have_count(at_first(page))
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
    assert len(links) == len(set(links)) == at_first(page)
