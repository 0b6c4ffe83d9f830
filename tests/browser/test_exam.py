"""The examination: by keyboard alone, by seed, against the clock, through a reload, and once more with what was wrong."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Watched
from tests.browser.quizzes import COUNT, answer_rightly, press
from tests.browser.steps import PHONE, violations
from tests.long import long_but
from tests.samples import ALL_KINDS
from xueku.model.diagnostic import Span
from xueku.model.quiz import Quiz
from xueku.model.quiz_paper import paper
from xueku.source.typed import read_value
from xueku.source.yaml_tree import read_tree

pytestmark = pytest.mark.browser

COURSE = "?record=chongwen-shici"
QUESTIONS = ".xk-exam__question"
STEMS = ".xk-exam__stem"
STATUS = "[data-xk-exam-status]"
_HEAR = """
window.heard = [];
document.addEventListener('xueku:quiz-done', (event) => window.heard.push(event.detail));
"""


def _begin(watched: Watched, base: str, query: str) -> Page:
    page = watched.open(f"{base}/exam.html{query}")
    page.get_by_role("button", name="开始答卷").press("Enter")
    expect(page.locator(QUESTIONS).first).to_be_visible()
    return page


def _answer(page: Page, number: int) -> None:
    question = page.locator(QUESTIONS).nth(number)
    question.locator("input, select, textarea, button").first.focus()
    answer_rightly(page, question.locator(STEMS).inner_text())


def _submit(page: Page) -> None:
    page.get_by_role("button", name="交卷").press("Enter")


def _texts(page: Page) -> list[str]:
    """Everything that is on the paper, in its order."""
    return page.locator(
        f"{QUESTIONS} :is({STEMS}, .xk-ask__choice, option, .xk-ask__items li > span:first-child)"
    ).all_text_contents()


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
def test_a_paper_is_answered_handed_in_and_explained_by_keyboard_alone(
    opener: Opener, quiz_bases: dict[str, str], way: str
) -> None:
    watched = opener()
    watched.page.add_init_script(_HEAR)
    page = _begin(watched, quiz_bases[way], COURSE)
    assert page.evaluate("document.activeElement.textContent").startswith("第 1 题")
    for number in range(COUNT):
        _answer(page, number)
    expect(page.locator(".xk-exam__count")).to_have_text("已答 7 题，共 7 题")
    _submit(page)
    expect(page.locator(".xk-exam__score")).to_have_text("答对 6 题，共 7 题")
    for box in page.locator(".xk-ask__points input").all():
        box.focus()
        press(page, "Space")
    expect(page.locator(".xk-exam__score")).to_have_text("答对 7 题，共 7 题")
    expect(page.get_by_role("button", name="再做错的")).to_be_hidden()
    seed = (page.locator("[data-xk-exam-lead]").text_content() or "").split()[1]
    same = page.get_by_role("link", name="同一张卷的网址").get_attribute("href")
    assert same == f"exam.html{COURSE}&seed={seed}"
    source = page.locator(".xk-exam__answers a", has_text="工作规则").first
    assert source.get_attribute("href") == "library/zhibu-gongzuo-guize/index.html"
    assert page.evaluate("window.heard")[-1] == {
        "record": "chongwen-shici", "title": "重温入党誓词", "right": 7, "total": 7, "wrong": [],
    }  # fmt: skip
    assert not watched.troubles


def test_one_seed_gives_a_whole_room_the_same_paper_and_the_printed_one(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    pages = [_begin(opener(), quiz_bases[way], f"{COURSE}&seed={seed}") for way, seed in
             (("http", "八月"), ("file", "八月"), ("file", "九月"))]  # fmt: skip
    one, same, other = map(_texts, pages)
    assert one == same != other
    node, _ = read_tree(ALL_KINDS, "quiz.yml")
    assert node is not None
    quiz, _, _ = read_value(Quiz, node, Span("quiz.yml"))
    assert quiz is not None
    printed = [*paper("chongwen-shici", quiz.questions, "八月")]
    stems = pages[0].locator(STEMS).all_inner_texts()
    assert stems == [placed.question.stem.replace("**", "") for placed in printed]
    choices = pages[0].locator(QUESTIONS).nth([placed.number for placed in printed].index(2))
    letters = [
        f"{'ABC'[at]}　{text}" for at, text in enumerate(next(p for p in printed if p.number == 2).choices)
    ]
    assert choices.locator(".xk-ask__choice").all_inner_texts() == letters


def test_a_paper_is_drawn_from_the_bank_by_topic_and_by_number(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    page = opener().open(f"{quiz_bases['file']}/exam.html?topics=du-shu&count=5")
    assert page.locator("fieldset.xk-exam__topics label").count() >= 3
    page.get_by_label("窗口服务（1 题）").check()
    for box in page.locator(".xk-exam__topics input:checked").all():
        if "窗口服务" not in (box.locator("xpath=..").text_content() or ""):
            box.uncheck()
    page.get_by_role("button", name="开始答卷").click()
    expect(page.locator(QUESTIONS)).to_have_count(1)
    expect(page.locator(STATUS)).to_have_text("题库里这些主题只有 1 题，全部都在卷上。")
    page = _begin(opener(), quiz_bases["file"], "?count=4&seed=1")
    expect(page.locator(QUESTIONS)).to_have_count(4)


def test_unanswered_questions_are_told_before_the_paper_is_handed_in(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    page = _begin(opener(), quiz_bases["file"], COURSE)
    _answer(page, 0)
    _submit(page)
    expect(page.get_by_role("alert")).to_have_text("还有 6 题没有答。交卷以后不能再改。")
    page.get_by_role("button", name="回去作答").press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("第 2 题")
    _submit(page)
    page.get_by_role("button", name="仍然交卷").press("Enter")
    expect(page.locator(".xk-exam__score")).to_be_focused()


def test_the_sheet_says_by_shape_and_words_what_is_answered_and_leads_there(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    page = _begin(opener(), quiz_bases["file"], f"{COURSE}&seed=1")
    _answer(page, 2)
    page.locator(QUESTIONS).nth(2).locator(".xk-exam__flag input").check()
    cell = page.locator(".xk-sheet__cell").nth(2)
    expect(cell).to_have_text("■ 3 ⚑")
    expect(cell).to_have_attribute("aria-label", "第 3 题，已答，回头再看")
    expect(page.locator(".xk-sheet__cell").nth(3)).to_have_attribute("aria-label", "第 4 题，未答")
    page.locator(".xk-sheet__cell").nth(5).press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("第 6 题")


def test_time_is_told_and_when_it_is_up_the_paper_is_handed_in(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    watched = opener()
    # It stands still unless it is turned: a busy machine must not use up the reader's time.
    watched.page.clock.install(time=datetime(2026, 6, 26, 9))
    watched.page.clock.pause_at(datetime(2026, 6, 26, 10))
    page = _begin(watched, quiz_bases["file"], f"{COURSE}&minutes=6&seed=1")
    expect(page.locator(".xk-exam__clock")).to_have_text("剩下 6:00")
    _answer(page, 0)
    page.clock.fast_forward(61_000)
    expect(page.locator(STATUS)).to_have_text("还剩 5 分钟")
    page.clock.fast_forward(4 * 60_000)
    expect(page.locator(STATUS)).to_have_text("还剩 1 分钟")
    expect(page.locator(".xk-exam__left")).to_have_text("0:59")
    page.clock.fast_forward(60_000)
    expect(page.locator(STATUS)).to_have_text("时间到了，已经交卷。")
    expect(page.locator(".xk-exam__score")).to_have_text("答对 1 题，共 7 题")


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
def test_a_reload_loses_neither_answers_nor_time_and_what_ended_meanwhile_is_handed_in(
    opener: Opener, quiz_bases: dict[str, str], way: str
) -> None:
    watched = opener()
    watched.page.clock.install(time=0)
    page = _begin(watched, quiz_bases[way], f"{COURSE}&minutes=10&seed=1")
    for number in range(COUNT):
        _answer(page, number)
    before = _texts(page)
    page.clock.fast_forward(120_000)
    page.reload()
    expect(page.locator(STATUS)).to_have_text("接着上次的答卷。")
    expect(page.locator(".xk-exam__count")).to_have_text("已答 7 题，共 7 题")
    expect(page.locator(".xk-exam__left")).to_have_text(re.compile("^(8:00|7:5[0-9])$"))
    # Items of an ordering stand as they were put, everything else as on the paper.
    assert sorted(_texts(page)) == sorted(before)
    page.clock.fast_forward(1000)
    page.goto("about:blank")
    page.clock.fast_forward(700_000)
    page.goto(f"{quiz_bases[way]}/exam.html")
    expect(page.locator(STATUS)).to_have_text("时间到了，已经交卷。")
    expect(page.locator(".xk-exam__score")).to_have_text("答对 6 题，共 7 题")
    page.reload()
    expect(page.locator(".xk-exam__score")).to_have_text("答对 6 题，共 7 题")


def test_wrong_ones_are_asked_again_without_a_limit(opener: Opener, quiz_bases: dict[str, str]) -> None:
    page = _begin(opener(), quiz_bases["file"], f"{COURSE}&minutes=5&seed=1")
    for number in range(COUNT - 2):
        _answer(page, number)
    _submit(page)
    page.get_by_role("button", name="仍然交卷").press("Enter")
    page.get_by_role("button", name="再做错的").press("Enter")
    expect(page.locator(".xk-exam__clock")).to_be_hidden()
    asked = page.locator(QUESTIONS).count()
    assert 2 <= asked <= 3
    for number in range(asked):
        _answer(page, number)
    _submit(page)
    for box in page.locator(".xk-ask__points input").all():
        box.check()
    expect(page.locator(".xk-exam__score")).to_have_text(f"答对 {asked} 题，共 {asked} 题")
    page.get_by_role("button", name="另考一张").press("Enter")
    expect(page.get_by_role("button", name="开始答卷")).to_be_visible()


def test_a_browser_that_keeps_nothing_says_so_and_still_works(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    watched = opener()
    watched.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page = _begin(watched, quiz_bases["file"], COURSE)
    expect(page.locator(STATUS)).to_contain_text("不让网页记东西")
    _answer(page, 0)
    _submit(page)
    page.get_by_role("button", name="仍然交卷").press("Enter")
    expect(page.locator(".xk-exam__score")).to_be_visible()


@pytest.mark.parametrize("damage", ["missing", "garbage", "foreign"])
def test_a_damaged_bank_is_told_and_nothing_that_is_no_question_is_asked(
    opener: Opener, site: Path, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    shards = [
        file for file in (copy / "assets").rglob("*.js") if "xuekuQuizShard(" in file.read_text("utf-8")[:60]
    ]
    assert shards
    for shard in shards:
        if damage == "missing":
            shard.unlink()
        else:
            shard.write_text(
                {"garbage": "xuekuQuizShard(", "foreign": 'xuekuQuizShard("别的",[{"key":1}]);'}[damage]
            )
    watched = opener()
    watched.page.add_init_script(_HEAR)
    page = watched.open(f"file://{copy}/exam.html{COURSE}")
    page.get_by_role("button", name="开始答卷").press("Enter")
    expect(page.locator(STATUS)).to_contain_text("题库没有载入")
    expect(page.locator(QUESTIONS)).to_have_count(0)


def test_the_quiz_leads_to_its_examination_and_without_script_it_leads_on(
    opener: Opener, quiz_bases: dict[str, str]
) -> None:
    page = opener().open(f"{quiz_bases['file']}/courses/chongwen-shici/index.html")
    page.get_by_role("link", name="用这些题考试").click()
    expect(page.locator("select")).to_have_value("chongwen-shici")
    plain = opener(java_script_enabled=False).open(f"{quiz_bases['file']}/exam.html")
    expect(plain.get_by_role("link", name="学习指引").last).to_be_visible()


@pytest.mark.parametrize("mode", ["桌面", "手机", "深色", "大字", "手机大字"])
def test_axe_finds_nothing_while_choosing_answering_and_reading_the_result(
    opener: Opener, quiz_bases: dict[str, str], mode: str
) -> None:
    watched = opener(**(PHONE if "手机" in mode else {}), color_scheme="dark" if mode == "深色" else "light")
    if "大字" in mode:
        watched.page.add_init_script("localStorage.setItem('xueku.large', '1')")
    page = watched.open(f"{quiz_bases['http']}/exam.html?count=20&minutes=20&seed=1")
    _is_fit(page)
    page.get_by_role("button", name="开始答卷").click()
    page.locator(QUESTIONS).nth(3).locator(".xk-exam__flag input").check()
    for number in range(COUNT):
        _answer(page, number)
    _is_fit(page)
    _submit(page)
    page.get_by_role("button", name="仍然交卷").click()
    _is_fit(page)


def _is_fit(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth") + 1
