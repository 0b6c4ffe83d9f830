"""The page that a result leads to: what was searched for is marked, in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.steps import base_of, search, titles
from tests.long import long_but

pytestmark = pytest.mark.browser

RULES = "library/zhibu-gongzuo-guize/index.html"
MARKS = "mark.xk-arrived"
BAR = ".xk-arrival"


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
def test_a_phrase_from_a_body_is_marked_in_the_results_and_on_the_page_it_leads_to(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    watched = opener()
    base = base_of(way, site, server)
    page = watched.open(f"{base}/articles/yiben-shu-sanci/index.html")
    phrase = page.locator(".xk-prose p").nth(1).inner_text()[5:17]
    page = search(watched, base, phrase)
    assert "一本书" in titles(page)[0]
    assert page.locator(".xk-results mark").count() >= 1
    page.locator(".xk-results a").first.click()
    expect(page.locator("h1")).to_contain_text("一本书")
    marks = page.locator(MARKS)
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_inner_texts()) in phrase
    text = page.locator(".xk-prose").inner_text()
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    expect(page.locator(BAR)).to_have_count(0)
    assert page.locator(".xk-prose").inner_text() == text
    assert not watched.troubles


def test_a_hit_in_a_text_opens_at_its_heading(opener: Opener, site: Path) -> None:
    page = search(opener(), f"file://{site}", "会后七日内形成记录")
    href = page.locator(".xk-results a").first.get_attribute("href") or ""
    assert href.startswith("./library/zhibu-gongzuo-guize/index.html?mark=")
    assert href.endswith("#第三章-组织生活")


def test_a_phrase_that_lies_across_an_explained_word_is_marked_whole(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/{RULES}?mark=每月安排一次主题党日,提前三日#12")
    assert page.locator(MARKS).all_inner_texts() == ["每月安排一次", "主题党日", "，提前三日"]
    expect(page.locator(MARKS).first).to_be_in_viewport()
    expect(page.locator(BAR)).to_contain_text("每月安排一次主题党日")


def test_of_many_marks_the_first_in_the_section_is_shown_and_other_sections_leave_the_anchor(
    opener: Opener, site: Path
) -> None:
    page = opener().open(f"file://{site}/{RULES}?mark=支部#第四章-学习")
    page.wait_for_timeout(200)
    shown = page.evaluate(
        f"""Array.from(document.querySelectorAll('{MARKS}'))
          .filter(mark => Math.abs(mark.getBoundingClientRect().top - innerHeight / 2) < 60)
          .map(mark => mark.closest('p').id)"""
    )
    assert "18" in shown
    for elsewhere in ("第一章-总则", "第五章-记录与公开"):
        page = opener().open(f"file://{site}/{RULES}?mark=会后七日内形成记录#{elsewhere}")
        expect(page.locator(MARKS)).to_have_count(1)
        page.wait_for_timeout(200)
        expect(page.locator(f"[id='{elsewhere}']")).to_be_in_viewport()


def test_only_what_is_read_is_marked(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/{RULES}?mark=支部")
    assert page.locator(MARKS).count() > 5
    for place in ("nav", "form", "button", ".xk-panel--web", ".xk-about", ".xk-contents"):
        assert page.locator(f"{place} {MARKS}").count() == 0
    assert page.locator(f"h1 {MARKS}").count() == 1


def test_a_page_has_at_most_two_hundred_marks(opener: Opener, site: Path) -> None:
    page = opener().open(
        f"file://{site}/courses/zou-liucheng/index.html?mark=的&mark=一&mark=不&mark=是&mark=写"
    )
    assert page.locator(MARKS).count() == 200


def test_what_is_folded_away_is_opened(opener: Opener, site: Path) -> None:
    course = f"file://{site}/courses/chongwen-shici/index.html"
    page = opener().open(course)
    explained = (page.locator(".xk-quiz details p").nth(1).text_content() or "").strip()[:12]
    assert explained
    page = opener().open(f"{course}?mark={explained}#xk-quiz")
    mark = page.locator(f".xk-quiz details {MARKS}").first
    expect(mark).to_be_in_viewport()
    assert page.locator(".xk-quiz details[open]").count() == 1


def test_a_jump_to_an_anchor_in_a_fold_opens_it(opener: Opener, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page_file = copy / RULES
    fold = '<details><summary>旧条文</summary><p id="jiu-tiaowen">已经废止。</p></details>'
    content = page_file.read_text("utf-8").replace("</article>", f"{fold}</article>")
    page_file.write_text(content, "utf-8")
    page = opener().open(f"file://{page_file}#12")
    # A new Chromium opens folds by itself; as an old one does, only tell that the anchor changed.
    page.evaluate(
        "history.replaceState(null, '', '#jiu-tiaowen'); dispatchEvent(new HashChangeEvent('hashchange'))"
    )
    expect(page.locator("#jiu-tiaowen")).to_be_in_viewport()


def test_marks_are_taken_away_for_good_by_their_button(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{RULES}?mark=党日&from=home#12")
    expect(page.locator(BAR)).to_contain_text("已标出“党日”")
    page.get_by_role("button", name="清除标记").click()
    expect(page.locator(MARKS)).to_have_count(0)
    assert page.url == f"{server}/{RULES}?from=home#12"
    page.reload()
    expect(page.locator(BAR)).to_have_count(0)


def test_a_reader_who_comes_back_finds_the_page_where_it_was_left(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{RULES}?mark=会后七日内#第三章-组织生活")
    expect(page.locator(MARKS).first).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.reload()
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0


def test_paper_shows_no_marks(opener: Opener, site: Path) -> None:
    page = opener().open(f"file://{site}/{RULES}?mark=党日#12")
    page.emulate_media(media="print")
    style = page.locator(f".xk-prose {MARKS}").first.evaluate(
        """mark => {
          const [own, around] = [getComputedStyle(mark), getComputedStyle(mark.parentElement)];
          return [own.backgroundColor, own.textDecorationLine, own.fontWeight === around.fontWeight, own.color === around.color];
        }"""
    )
    assert style == ["rgba(0, 0, 0, 0)", "none", True, True]
    expect(page.locator(BAR)).to_be_hidden()


def test_an_address_that_asks_for_nothing_real_does_no_harm(opener: Opener, site: Path) -> None:
    watched = opener()
    page = watched.open(f"file://{site}/{RULES}?mark=&mark=%20&mark=没有这几个字#%E0%A4%A")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(BAR)).to_have_count(0)
    assert not watched.troubles
