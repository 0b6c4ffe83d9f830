"""Reading aloud, large pictures, high contrast, reduced motion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Opener, Watched
from tests.browser.pages import PAGES
from tests.browser.steps import AXE, load_axe
from tests.long import long_but

pytestmark = pytest.mark.browser

ARTICLE = "articles/yiben-shu-sanci/index.html"
READ = "window.spoken.map(utterance => utterance.text)"

_VOICES = """
window.spoken = [];
class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
const synthesis = new EventTarget();
Object.assign(synthesis, {
  paused: false,
  getVoices: () => VOICES,
  speak: utterance => window.spoken.push(utterance),
  cancel: () => {},
  pause: () => { synthesis.paused = true; },
  resume: () => { synthesis.paused = false; },
});
Object.defineProperty(window, 'speechSynthesis', {value: synthesis});
Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Utterance});
"""


def _with_voices(watched: Watched, voices: str) -> Watched:
    watched.page.add_init_script(_VOICES.replace("VOICES", voices))
    return watched


def test_a_page_is_read_aloud_paragraph_by_paragraph_and_by_keyboard(opener: Opener, server: str) -> None:
    watched = _with_voices(opener(), "[{localService: true, lang: 'zh-CN', name: 'a'}]")
    page = watched.open(f"{server}/{ARTICLE}")
    page.get_by_role("button", name="朗读").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".xk-aloud")).to_have_text("一本书读三遍")
    page.evaluate("window.spoken[0].dispatchEvent(new Event('end'))")
    expect(page.locator(".xk-aloud")).to_have_class(re.compile("xk-lead"))
    expect(page.get_by_role("button", name="暂停")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("speechSynthesis.paused")
    page.get_by_role("button", name="继续").click()
    assert not page.evaluate("speechSynthesis.paused")
    page.get_by_role("button", name="下一段").click()
    page.get_by_role("button", name="上一段").click()
    page.evaluate("window.spoken[2].dispatchEvent(new Event('end'))")
    texts = page.evaluate(READ)
    assert len(texts) == 4
    assert texts[1] == texts[3]
    assert all(texts)
    page.keyboard.press("Escape")
    expect(page.locator(".xk-aloud-bar")).to_have_count(0)
    expect(page.get_by_role("button", name="朗读")).to_be_focused()
    assert not watched.troubles


@pytest.mark.parametrize(
    "voices", ["[]", "[{localService: false, lang: 'zh-CN'}]", "[{localService: true, lang: 'en-US'}]"]
)
def test_without_a_chinese_voice_of_this_machine_nothing_is_offered(
    opener: Opener, server: str, voices: str
) -> None:
    page = _with_voices(opener(), voices).open(f"{server}/{ARTICLE}")
    expect(page.locator("[data-xk-study]")).to_be_visible()
    expect(page.get_by_role("button", name="朗读")).to_have_count(0)


def _with_picture(watched: Watched) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        picture = '<p><img src="../../picture.svg" alt="签到桌的摆法"></p>'
        route.fulfill(
            response=response, body=response.text().replace("<p>小组这个季度", f"{picture}<p>小组这个季度")
        )

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="green"/></svg>'
    watched.page.route(f"**/{ARTICLE}", answer)
    watched.page.route("**/picture.svg", lambda route: route.fulfill(body=svg, content_type="image/svg+xml"))


def test_a_picture_opens_large_and_closes_by_keyboard(opener: Opener, server: str) -> None:
    watched = opener()
    _with_picture(watched)
    page = watched.open(f"{server}/{ARTICLE}")
    page.get_by_role("link", name="看大图：签到桌的摆法").focus()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog").get_by_role("img", name="签到桌的摆法")
    expect(large).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="看大图：签到桌的摆法")).to_be_focused()
    assert not watched.troubles


def test_without_dialogs_a_picture_opens_as_its_own_file(opener: Opener, server: str) -> None:
    watched = opener()
    watched.page.add_init_script("delete window.HTMLDialogElement")
    _with_picture(watched)
    page = watched.open(f"{server}/{ARTICLE}")
    page.get_by_role("link", name="看大图：签到桌的摆法").click()
    page.wait_for_url("**/picture.svg")


def test_high_contrast_is_the_third_scheme_and_is_remembered(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/index.html")
    page.get_by_role("button", name="深色").click()
    page.get_by_role("button", name="高对比").click()
    page.goto(f"{server}/{ARTICLE}")
    expect(page.locator("html")).to_have_attribute("data-xk-scheme", "contrast")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.get_by_role("button", name="浅色").click()
    expect(page.locator("html")).to_have_attribute("data-xk-scheme", "light")


@pytest.mark.skipif(not AXE.exists(), reason="没有 axe-core")
@pytest.mark.parametrize("scheme", long_but(["light", "dark"], "light"))
def test_in_high_contrast_all_text_stands_out_by_seven_to_one(
    opener: Opener, server: str, scheme: str, request: pytest.FixtureRequest
) -> None:
    watched = opener(color_scheme=scheme)
    watched.page.add_init_script("localStorage.setItem('xueku.scheme', 'contrast')")
    found = {}
    pages = list(PAGES.items())
    for name, address in pages if request.config.getoption("--long") else pages[::2]:
        page = watched.open(f"{server}/{address}")
        load_axe(page)
        result = page.evaluate("axe.run({runOnly: ['color-contrast', 'color-contrast-enhanced']})")
        if pale := [node["html"][:120] for violation in result["violations"] for node in violation["nodes"]]:
            found[name] = pale
    assert not found


def test_who_wants_no_motion_gets_none(opener: Opener, site: Path) -> None:
    page = opener(reduced_motion="reduce").open(f"file://{site}/{ARTICLE}")
    moving = page.evaluate("""() => Array.from(document.querySelectorAll('*')).filter(element => {
      const {transitionDuration, animationName} = getComputedStyle(element);
      return animationName !== 'none' || transitionDuration.split(',').some(part => parseFloat(part) > 0);
    }).length""")
    assert moving == 0


def test_in_forced_colours_own_marks_still_have_their_line(opener: Opener, server: str) -> None:
    page = opener(forced_colors="active").open(f"{server}/{ARTICLE}")
    page.evaluate("""() => {
      const mark = document.createElement('mark');
      mark.className = 'xk-own';
      document.querySelector('.xk-prose p').prepend(mark);
    }""")
    width = "parseFloat(getComputedStyle(document.querySelector('mark.xk-own')).borderBottomWidth)"
    assert page.evaluate(width) >= 2
