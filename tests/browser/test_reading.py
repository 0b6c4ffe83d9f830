"""Listings, agenda, modes and paper, with and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Opener

pytestmark = pytest.mark.browser

COURSE = "courses/chongwen-shici/index.html"


def test_facets_filter_count_and_stay_in_the_address(opener: Opener, server: str) -> None:
    watched = opener()
    page = watched.open(f"{server}/courses/index.html")
    cards = page.locator("[data-xk-card]:visible")
    everything = cards.count()
    label = page.locator("fieldset[data-xk-facet=form] label", has_text="情景式")
    left = int(label.locator("[data-xk-count]").inner_text())
    assert 0 < left < everything
    label.locator("input").check()
    expect(cards).to_have_count(left)
    expect(page.locator("[data-xk-summary]")).to_have_text(f"{everything} 个中的 {left} 个")
    assert "form=" in page.url
    other = page.locator("fieldset[data-xk-facet=duration] label", has_text="半天")
    expect(other.locator("[data-xk-count]")).to_have_text("0")
    page.go_back()
    expect(cards).to_have_count(everything)
    page.go_forward()
    expect(cards).to_have_count(left)
    page.locator("[data-xk-chips] button").first.click()
    expect(cards).to_have_count(everything)
    assert not watched.troubles


def test_a_listing_is_a_plain_list_without_script(opener: Opener, site: Path) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/courses/index.html")
    courses = len(list((ROOT / "content/courses").glob("*/index.md")))
    expect(page.locator("[data-xk-card]:visible")).to_have_count(courses)
    expect(page.locator("form[data-xk-facets]")).to_be_hidden()


def test_the_agenda_follows_the_start_that_is_entered(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/{COURSE}")
    page.locator("[data-xk-start]").fill("19:00")
    expect(page.locator("[data-xk-clock]").first).to_have_text("19:00")
    expect(page.locator("[data-xk-end]")).to_have_text("20:30")


def test_everything_of_a_course_is_there_without_script(opener: Opener, site: Path) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/{COURSE}")
    expect(page.locator("[data-xk-clock]").first).to_have_text("14:30")
    page.locator(".xk-quiz summary").first.click()
    expect(page.locator(".xk-quiz details p").first).to_contain_text("答案")
    page.get_by_role("link", name="打印讲义").click()
    expect(page.locator("h1")).to_contain_text("讲义")


def test_large_type_and_scheme_are_remembered(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/index.html")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="深色").click()
    page.goto(f"file://{site}/{COURSE}")
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("html")).to_have_attribute("data-xk-scheme", "dark")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.xk-prose p')).fontSize)")
    assert size >= 24


def test_paper_shows_the_document_and_not_the_site(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/{COURSE}")
    page.emulate_media(media="print")
    expect(page.locator(".xk-header")).to_be_hidden()
    expect(page.locator(".xk-actions")).to_be_hidden()
    expect(page.locator(".tabbed-block").nth(1)).to_be_visible()
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")


def test_paper_shows_the_start_that_was_entered(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/{COURSE}")
    page.locator("[data-xk-start]").fill("09:00")
    page.emulate_media(media="print")
    expect(page.locator(".xk-agenda > header p")).to_have_text("按 09:00 开始算，10:30 结束")


def test_the_collections_open_on_a_phone_without_script(opener: Opener, site: Path) -> None:
    watched = opener(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = watched.open(f"file://{site}/{COURSE}")
    expect(page.locator(".xk-header__nav")).to_be_hidden()
    page.locator(".xk-header__menu").click()
    page.locator(".xk-header__nav").get_by_text("案例汇编").click()
    expect(page.locator("h1")).to_have_text("案例汇编")


def test_a_path_leads_from_step_to_step(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/paths/xin-shuji-rumen/index.html")
    page.locator(".xk-timeline a").first.click()
    page.locator(".xk-path-nav__next a").first.click()
    expect(page.locator(".xk-path-nav p").first).to_contain_text("第 2 步")
