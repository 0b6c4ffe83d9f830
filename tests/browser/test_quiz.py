"""The quiz of a record's page: by keyboard alone, on http and file://, without script, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.quizzes import COUNT, answer_rightly, press
from tests.browser.steps import PHONE, violations
from tests.long import long_but

pytestmark = pytest.mark.browser

COURSE = "courses/chongwen-shici/index.html"
QUESTIONS = ".xk-quiz [data-xk-question]"
CONTROLS = "input, select, textarea, button"
_HEAR = """
window.heard = [];
document.addEventListener('xueku:quiz-done', (event) => window.heard.push(event.detail));
"""


def _answer(page: Page, number: int) -> None:
    """Answer question `number` rightly and check it, without the mouse."""
    question = page.locator(QUESTIONS).nth(number)
    question.locator(CONTROLS).first.focus()
    answer_rightly(page, question.locator(".xk-quiz__stem").inner_text())
    for _ in range(12):
        press(page, "Tab")
        if page.evaluate("document.activeElement.matches('.xk-ask__foot button')"):
            break
    press(page, "Enter")


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
def test_every_kind_of_question_is_answered_by_keyboard_and_explained_at_once(
    opener: Opener, quiz_bases: dict[str, str], way: str
) -> None:
    watched = opener()
    watched.page.add_init_script(_HEAR)
    page = watched.open(f"{quiz_bases[way]}/{COURSE}")
    for number in range(COUNT):
        _answer(page, number)
        question = page.locator(QUESTIONS).nth(number)
        expect(question.locator("details")).to_have_attribute("open", "")
        if number < COUNT - 1:
            expect(question.locator(".xk-verdict")).to_have_text("✓ 答对了")
    points = page.locator(".xk-ask__points input")
    points.first.focus()
    press(page, "Space")
    expect(page.locator(QUESTIONS).last.locator(".xk-verdict")).to_contain_text("答到 1 个要点")
    press(page, "Tab", "Space")
    expect(page.locator(".xk-quiz__sum [role=status]")).to_have_text("做了 7 题，共 7 题，答对 7 题。")
    heard = page.evaluate("window.heard")
    assert heard[-1] == {
        "record": "chongwen-shici",
        "title": "重温入党誓词",
        "right": 7,
        "total": 7,
        "wrong": [],
    }
    assert not watched.troubles


def test_wrong_ones_are_named_and_asked_again(opener: Opener, quiz_bases: dict[str, str]) -> None:
    watched = opener()
    watched.page.add_init_script(_HEAR)
    page = watched.open(f"{quiz_bases['file']}/{COURSE}")
    for number in range(COUNT):
        if number == 2:
            page.locator(QUESTIONS).nth(2).get_by_label("对", exact=True).check()
            page.locator(QUESTIONS).nth(2).get_by_role("button", name="核对").click()
        else:
            _answer(page, number)
    for box in page.locator(".xk-ask__points input").all():
        box.check()
    expect(page.locator(".xk-quiz__sum [role=status]")).to_contain_text("答对 6 题。没有答对的是第 3 题。")
    assert page.evaluate("window.heard[window.heard.length - 1].wrong") == [3]
    page.get_by_role("button", name="再做错的").press("Enter")
    third = page.locator(QUESTIONS).nth(2)
    expect(third.locator("details")).not_to_have_attribute("open", "")
    expect(third.locator("input:checked")).to_have_count(0)
    expect(page.locator(QUESTIONS).nth(0).locator(".xk-verdict")).to_have_text("✓ 答对了")
    _answer(page, 2)
    expect(page.locator(".xk-quiz__sum [role=status]")).to_contain_text("答对 7 题。")


def test_nothing_answered_is_no_answer(opener: Opener, quiz_bases: dict[str, str]) -> None:
    page = opener().open(f"{quiz_bases['file']}/{COURSE}")
    for question in page.locator(QUESTIONS).all():
        question.locator(".xk-ask__foot button").press("Enter")
        expect(question.locator(".xk-verdict")).to_have_text("先作答，再核对")
        expect(question.locator("details")).not_to_have_attribute("open", "")


def test_without_script_questions_are_read_and_answers_are_folded(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    page = opener(java_script_enabled=False).open(f"{quiz_bases['file']}/{COURSE}")
    expect(page.locator(".xk-quiz details")).to_have_count(COUNT)
    expect(page.locator(".xk-quiz__options").first).to_be_visible()
    expect(page.locator(".xk-quiz__lefts")).to_be_visible()
    page.locator(".xk-quiz summary").nth(4).click()
    expect(page.locator(".xk-quiz details").nth(4)).to_contain_text("公布议题——会前三日")
    expect(page.locator(".xk-ask")).to_have_count(0)


def test_paper_has_the_questions_without_what_was_answered_and_only_opened_answers(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    page = opener().open(f"{quiz_bases['file']}/{COURSE}")
    _answer(page, 0)
    page.emulate_media(media="print")
    questions = page.locator(QUESTIONS)
    expect(questions.nth(0).locator("details")).to_be_visible()
    expect(questions.nth(1).locator("details")).to_be_hidden()
    expect(questions.nth(1).locator(".xk-quiz__options")).to_be_visible()
    expect(page.locator(".xk-ask:visible")).to_have_count(0)
    expect(page.locator(".xk-quiz__sum")).to_be_hidden()


@pytest.mark.parametrize("mode", ["桌面", "手机", "深色", "大字", "手机大字"])
def test_axe_finds_nothing_on_an_answered_quiz(opener: Opener, quiz_bases: dict[str, str], mode: str) -> None:
    watched = opener(**(PHONE if "手机" in mode else {}), color_scheme="dark" if mode == "深色" else "light")
    if "大字" in mode:
        watched.page.add_init_script("localStorage.setItem('xueku.large', '1')")
    page = watched.open(f"{quiz_bases['http']}/{COURSE}")
    _answer(page, 0)
    page.locator(QUESTIONS).nth(2).get_by_label("对", exact=True).check()
    page.locator(QUESTIONS).nth(2).get_by_role("button", name="核对").click()
    _answer(page, 6)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth") + 1
