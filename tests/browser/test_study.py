"""The reader's own study: a day of a reader, two tabs, a browser that keeps nothing, files that come and go."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import ROOT, Opener, Watched
from tests.browser.steps import AXE, PHONE, base_of, load_axe
from tests.long import long_but

pytestmark = pytest.mark.browser

ARTICLE = "articles/yiben-shu-sanci/index.html"
COURSE = "courses/chongwen-shici/index.html"
STORED = ROOT / "web/test/fixtures/study-1.html"
WORDS = "是一本讲调查方法的旧书，二百来页"
TOOLS = ".xk-tools"
OWN = "mark.xk-own"

_SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector('.xk-prose'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.data.indexOf(words);
    if (start < 0) continue;
    walker.currentNode.parentElement.scrollIntoView({block: 'center'});
    getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
    return true;
  }
  return false;
}"""
_STORED = "() => Object.keys(localStorage).filter(key => key.startsWith('xueku.study')).sort()"
_STATE = """() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('xueku.study')))"""
DENIED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


def _tell_quiz(page: Page, record: str, right: int, total: int, wrong: list[int]) -> None:
    detail = {"record": record, "title": "", "right": right, "total": total, "wrong": wrong}
    page.evaluate("detail => document.dispatchEvent(new CustomEvent('xueku:quiz-done', {detail}))", detail)


def _mark(page: Page, words: str, note: str = "") -> None:
    """Mark these words, with a note if one is given."""
    count = page.locator(".xk-study__notes li").count()
    assert page.evaluate(_SELECT, words)
    page.locator(TOOLS).get_by_role("button", name="写笔记" if note else "标出").click()
    if note:
        page.locator(f"{TOOLS} textarea").fill(note)
        page.locator(TOOLS).get_by_role("button", name="保存").click()
    expect(page.locator(".xk-study__notes li")).to_have_count(count + 1)


def _export(page: Page, target: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="导出我的学习记录").click()
    assert download.value.suggested_filename.startswith("我的学习记录-20")
    download.value.save_as(target)
    return target


def _import(page: Page, file: Path, said: str) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".xk-my-study__status")).to_contain_text(said)


def _clear(page: Page) -> None:
    page.get_by_role("button", name="全部清除").click()
    page.get_by_role("button", name="清除", exact=True).click()
    expect(page.locator(".xk-my-study__status")).to_contain_text("什么也没有留下")


def _await(page: Page, expression: str) -> None:
    """Wait until the expression is true. Playwright's own waiting evaluates strings, which the page's policy refuses."""
    for _ in range(50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


@pytest.mark.parametrize("way", long_but(["http", "file"], "file"))
def test_the_day_of_a_reader_ends_on_one_page_and_goes_to_another_machine(
    opener: Opener, site: Path, server: str, tmp_path: Path, way: str
) -> None:
    base = base_of(way, site, server)
    watched = opener()
    page = watched.open(f"{base}/{ARTICLE}")
    panel = page.locator("[data-xk-study]")
    panel.get_by_label("记住我读到哪里").check()
    _mark(page, WORDS, "下个月照这样读")
    panel.get_by_role("button", name="标为学完").click()
    panel.get_by_label("收藏").select_option(label="抄下来的话要对")
    panel.get_by_role("button", name="收藏", exact=True).click()
    panel.get_by_label("学了").fill("25")
    panel.get_by_role("button", name="记下", exact=True).click()
    _tell_quiz(page, "yiben-shu-sanci", 3, 5, [2, 5])
    panel.get_by_role("button", name="记下这次自测").click()
    page.locator("#xk-sources").evaluate("heading => heading.scrollIntoView()")
    _await(page, "localStorage.getItem('xueku.study.1.place')?.includes('依据')")

    page = watched.open(f"{base}/study.html")
    content = page.locator("[data-xk-study-page]")
    for words in (
        "一本书读三遍 · 依据",
        "5 份里学完 1 份",
        "5 题答对 3 题，答错第 2、5 题",
        "一本书读三遍 · 抄下来的话要对",
        WORDS,
        "下个月照这样读",
    ):
        expect(content).to_contain_text(words)
    expect(content.locator("table tbody td").nth(1)).to_have_text("25")
    expect(content.get_by_role("link", name="再做错题")).to_have_attribute("href", f"{ARTICLE}#xk-quiz")
    before = page.evaluate(_STATE)
    file = _export(page, tmp_path / "记录.html")
    _clear(page)
    assert page.evaluate(_STORED) == []
    expect(content).to_contain_text("还没有记下什么")
    _import(page, file, "新增 6 条")
    after = page.evaluate(_STATE)
    assert {key: json.loads(value) for key, value in after.items()} == {
        key: json.loads(value) for key, value in before.items() if key != "xueku.study-place"
    }

    page.get_by_role("link", name="到原文").click()
    expect(page.locator(OWN)).to_be_in_viewport()
    expect(page.locator(OWN)).to_have_text(WORDS)
    assert not watched.troubles


def test_the_file_reads_as_a_page_and_asks_for_nothing(opener: Opener, tmp_path: Path) -> None:
    watched = opener()
    page = watched.open(STORED.as_uri())
    expect(page.locator("h1")).to_have_text("我的学习记录")
    expect(page.locator("blockquote").first).to_contain_text("下次读书会照这样做 </script> & 试一试")
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert not watched.troubles


def test_nothing_is_kept_that_the_reader_did_not_ask_for(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{ARTICLE}")
    assert page.evaluate(_SELECT, WORDS)
    expect(page.locator(TOOLS)).to_be_visible()
    _tell_quiz(page, "yiben-shu-sanci", 1, 2, [2])
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(1500)
    page.goto(f"{server}/study.html")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_two_tabs_do_not_overwrite_each_other_and_see_each_other(opener: Opener, server: str) -> None:
    first = opener()
    one = first.open(f"{server}/{ARTICLE}")
    other = one.context.new_page()
    other.goto(f"{server}/{ARTICLE}")
    _mark(one, WORDS)
    expect(other.locator(OWN)).to_have_text(WORDS)
    other.locator("[data-xk-study]").get_by_role("button", name="标为学完").click()
    expect(one.locator("[data-xk-study]").get_by_role("button", name="已学完")).to_be_visible()
    _mark(other, "大家都承认，说")
    one.locator("[data-xk-study]").get_by_role("button", name="收藏", exact=True).click()
    expect(one.locator(OWN)).to_have_count(2)
    assert len(one.evaluate(_STORED)) == 4
    other.goto(f"{server}/study.html")
    _clear(other)
    expect(one.locator(OWN)).to_have_count(0)
    assert one.evaluate(_STORED) == []


@pytest.mark.parametrize(("script", "said"), [(DENIED, "不让网页存东西"), (FULL, "存满了")])
def test_without_room_the_page_says_so_and_works_on(
    opener: Opener, server: str, tmp_path: Path, script: str, said: str
) -> None:
    watched = opener()
    watched.page.add_init_script(script)
    page = watched.open(f"{server}/{ARTICLE}")
    _mark(page, WORDS, "记在内存里")
    panel = page.locator("[data-xk-study]")
    panel.get_by_role("button", name="标为学完").click()
    expect(panel.get_by_role("button", name="已学完")).to_be_visible()
    expect(panel.locator(".xk-study__trouble")).to_contain_text(said)
    page = watched.open(f"{server}/study.html")
    _import(page, STORED, "新增 9 条")
    expect(page.locator(".xk-study__trouble")).to_contain_text(said)
    file = _export(page, tmp_path / "记录.html")
    assert "第一次只读目录" in file.read_text(encoding="utf-8")
    page.get_by_label("不记录").check()
    expect(page.get_by_label("记住我读到哪里")).to_be_disabled()
    assert not watched.troubles


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<title>通知</title>", "不是从“我的学习”导出的"),
        (STORED.read_text(encoding="utf-8")[:2500], "损坏"),
        ('{"format": 99, "items": []}', "更新版本"),
        ("", "不是从“我的学习”导出的"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_lost(
    opener: Opener, server: str, tmp_path: Path, content: str, said: str
) -> None:
    watched = opener()
    page = watched.open(f"{server}/study.html")
    _import(page, STORED, "新增 9 条")
    before = page.evaluate(_STATE)
    bad = tmp_path / "坏.html"
    bad.write_text(content, encoding="utf-8")
    _import(page, bad, said)
    assert page.evaluate(_STATE) == before
    _import(page, STORED, "这里都有了")
    assert not watched.troubles


def test_what_is_stored_and_cannot_be_read_stays_and_is_told(opener: Opener, server: str) -> None:
    watched = opener()
    watched.page.add_init_script("localStorage.setItem('xueku.study.1.done:x', '{\"kind\": ')")
    page = watched.open(f"{server}/study.html")
    expect(page.locator(".xk-study__trouble")).to_contain_text("1 条读不出来")
    assert page.evaluate("localStorage.getItem('xueku.study.1.done:x')") == '{"kind": '


def test_a_single_thing_is_deleted_and_does_not_come_back_with_an_older_file(
    opener: Opener, server: str
) -> None:
    page = opener().open(f"{server}/study.html")
    _import(page, STORED, "新增 9 条")
    page.get_by_role("button", name="删除：第一次只读目录").click()
    expect(page.locator("[data-xk-study-page]")).not_to_contain_text("第一次只读目录")
    _import(page, STORED, "这里都有了")
    expect(page.locator("[data-xk-study-page]")).not_to_contain_text("第一次只读目录")
    assert "第一次只读目录" not in json.dumps(page.evaluate(_STATE), ensure_ascii=False)


def _alter(watched: Watched, old: str, new: str) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        assert old in response.text()
        route.fulfill(response=response, body=response.text().replace(old, new))

    watched.page.route(f"**/{ARTICLE}", answer)


def test_a_mark_is_found_after_a_small_edit_and_a_note_is_kept_when_its_text_is_gone(
    opener: Opener, server: str
) -> None:
    watched = opener()
    page = watched.open(f"{server}/{ARTICLE}")
    _mark(page, WORDS, "要留下的笔记")
    _alter(watched, "讲调查方法的旧书", "专讲调查研究方法的旧书")
    page.reload()
    expect(page.locator(OWN)).to_have_text(WORDS.replace("讲调查", "专讲调查研究"))
    watched.page.unroute(f"**/{ARTICLE}")
    _alter(watched, WORDS, "早已换掉")
    page.reload()
    expect(page.locator(".xk-study__notes")).to_contain_text("原文已改")
    expect(page.locator(".xk-study__notes")).to_contain_text("要留下的笔记")
    expect(page.locator(OWN)).to_have_count(0)
    assert not watched.troubles


def test_by_keyboard_alone_a_paragraph_is_chosen_marked_noted_and_freed(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{ARTICLE}")
    page.get_by_role("button", name="用键盘选一段").focus()
    page.keyboard.press("Enter")
    expect(page.locator(TOOLS)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(400)
    page.keyboard.press("Tab")
    expect(page.locator(TOOLS).get_by_role("button", name="标出")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("用键盘写的")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".xk-study__note")).to_have_text("用键盘写的")
    assert page.locator(OWN).first.inner_text().startswith("第一遍我给自己定了一条")
    edit = page.locator(".xk-study__notes").get_by_role("button", name="改笔记")
    edit.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(TOOLS)).to_be_hidden()
    page.locator(".xk-study__notes").get_by_role("button", name="删除").focus()
    page.keyboard.press("Enter")
    expect(page.locator(OWN)).to_have_count(0)


def test_on_a_phone_the_tools_stand_at_the_edge_of_the_window(opener: Opener, server: str) -> None:
    page = opener(**PHONE, has_touch=True).open(f"{server}/{ARTICLE}")
    assert page.evaluate(_SELECT, WORDS)
    page.locator(TOOLS).wait_for()
    box = page.locator(TOOLS).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] > 800
    page.locator(TOOLS).get_by_role("button", name="标出").tap()
    expect(page.locator(OWN)).to_have_text(WORDS)
    page.locator(OWN).tap()
    page.locator(TOOLS).get_by_role("button", name="去掉标记").tap()
    expect(page.locator(OWN)).to_have_count(0)


def test_own_marks_and_those_of_a_search_do_not_disturb_each_other(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{ARTICLE}?mark=调查方法")
    expect(page.locator("mark.xk-arrived")).to_have_count(1)
    text = page.locator(".xk-prose").inner_text()
    _mark(page, "是一本讲")
    assert page.evaluate("""() => {
      const mark = document.querySelector('.xk-prose mark.xk-arrived').firstChild;
      getSelection().setBaseAndExtent(mark, 2, mark.parentElement.nextSibling, 3);
      return true;
    }""")
    page.locator(TOOLS).get_by_role("button", name="标出").click()
    own = "mark.xk-own:not(:has-text('是一本讲'))"
    expect(page.locator(own)).to_have_text(["方法", "的旧书"])
    page.get_by_role("button", name="清除标记").click()
    expect(page.locator("mark.xk-arrived")).to_have_count(0)
    assert page.locator(".xk-prose").inner_text() == text
    page.reload()
    expect(page.locator(own)).to_have_text("方法的旧书")
    page.goto(f"{server}/{ARTICLE}?mark=调查方法")
    expect(page.locator(own)).to_have_text(["方法", "的旧书"])
    assert page.locator(".xk-prose").inner_text() == text


def test_paper_has_marks_and_notes_only_if_the_reader_wants_them(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{ARTICLE}")
    _mark(page, WORDS, "印在纸上的笔记")
    page.emulate_media(media="print")
    expect(page.locator(".xk-study")).to_be_hidden()
    line = "getComputedStyle(document.querySelector('mark.xk-own')).borderBottomStyle"
    assert page.evaluate(line) == "none"
    page.emulate_media(media="screen")
    page.get_by_label("打印时带上标记和笔记").check()
    page.emulate_media(media="print")
    expect(page.locator(".xk-study__note")).to_be_visible()
    assert page.evaluate(line) == "solid"
    expect(page.locator(".xk-study").get_by_role("button")).to_have_count(0)


def test_who_wants_nothing_kept_sees_nothing_of_it_and_loses_nothing(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{ARTICLE}")
    _mark(page, WORDS)
    page.goto(f"{server}/study.html")
    page.get_by_label("不记录").check()
    page.goto(f"{server}/{ARTICLE}")
    expect(page.locator("[data-xk-study]")).to_be_hidden()
    expect(page.locator(OWN)).to_have_count(0)
    page.evaluate(_SELECT, WORDS)
    page.wait_for_timeout(500)
    expect(page.locator(TOOLS)).to_have_count(0)
    page.goto(f"{server}/study.html")
    page.get_by_label("不记录").uncheck()
    page.goto(f"{server}/{ARTICLE}")
    expect(page.locator(OWN)).to_have_text(WORDS)


def test_the_step_of_an_agenda_is_where_the_reader_goes_on(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/{COURSE}")
    tell = """document.dispatchEvent(new CustomEvent('xueku:agenda-step',
      {detail: {record: 'chongwen-shici', title: '', step: 3, of: 6}}))"""
    page.evaluate(tell)
    assert page.evaluate(_STORED) == []
    page.get_by_label("记住我读到哪里").check()
    page.evaluate(tell)
    page.goto(f"{server}/study.html")
    expect(page.locator("[data-xk-study-page]")).to_contain_text("议程第 3 步，共 6 步")
    page.get_by_label("记住我读到哪里").uncheck()
    expect(page.locator("[data-xk-study-page]")).not_to_contain_text("议程第 3 步")


def test_the_timer_counts_what_the_reader_started(opener: Opener, server: str) -> None:
    watched = opener()
    watched.page.clock.install()
    page = watched.open(f"{server}/{ARTICLE}")
    page.get_by_role("button", name="开始计时").click()
    page.clock.run_for(12 * 60_000)
    expect(page.locator("[data-xk-study]")).to_contain_text("计时中：12 分钟")
    page.get_by_role("button", name="停下并记下").click()
    expect(page.locator("[data-xk-study]")).to_contain_text("记下了 12 分钟")
    page.get_by_role("button", name="开始计时").click()
    page.clock.run_for(3 * 60_000)
    page.goto(f"{server}/study.html")
    expect(page.locator("table tbody td").nth(2)).to_have_text("15")


def test_without_script_the_page_says_what_it_is(opener: Opener, site: Path) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/index.html")
    page.get_by_role("link", name="我的学习").click()
    expect(page.locator("main, .xk-page").first).to_contain_text("要开启浏览器的脚本")
    expect(page.get_by_role("heading", name="记了什么，记在哪里")).to_be_visible()
    page.goto(f"file://{site}/{ARTICLE}")
    expect(page.locator("[data-xk-study]")).to_be_hidden()


@pytest.mark.parametrize("mode", ["浅色", "深色", "大字", "手机", "手机大字"])
def test_axe_finds_nothing_at_all(opener: Opener, server: str, mode: str) -> None:
    if not AXE.exists():
        if os.environ.get("CI"):
            pytest.fail("没有 axe-core：scripts/build-web 会装上")
        pytest.skip("没有 axe-core，无障碍没有检查")
    options: dict[str, Any] = dict(PHONE) if "手机" in mode else {}
    watched = opener(**options, color_scheme="dark" if mode == "深色" else "light")
    if "大字" in mode:
        watched.page.add_init_script("localStorage.setItem('xueku.large', '1')")
    page = watched.open(f"{server}/study.html")
    _import(page, STORED, "新增 9 条")
    page.get_by_role("button", name="全部清除").click()
    page.locator("summary").click()
    assert _violations(page) == []
    page = watched.open(f"{server}/{ARTICLE}")
    _mark(page, WORDS, "一条笔记")
    _tell_quiz(page, "yiben-shu-sanci", 1, 2, [2])
    page.evaluate(_SELECT, "大家都承认，说")
    page.locator(TOOLS).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert _violations(page) == []


def _violations(page: Page) -> list[str]:
    load_axe(page)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{found['id']}: {node['html'][:160]}" for found in result["violations"] for node in found["nodes"]
    ]
