"""主持模式 and the projector window, on a clock that the test turns."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Watched
from tests.browser.steps import AXE, PHONE, base_of, load_axe
from tests.long import long_but

pytestmark = pytest.mark.browser

COURSE = "courses/chongwen-shici"
WAYS = ["http", "file"]
MINUTE = 60_000
STEPS = 7


def _begun(
    opener: Opener, base: str, now: str = "14:33", course: str = COURSE, **options: Any
) -> tuple[Watched, Page]:
    """The host view of a course, opened at this time of a Friday."""
    watched = opener(timezone_id="Asia/Shanghai", **options)
    _set_clock(watched, now)
    return watched, watched.open(f"{base}/{course}/host/index.html")


def _set_clock(watched: Watched, now: str) -> None:
    """A clock that stands still unless the test turns it."""
    clock, time = watched.page.context.clock, datetime.fromisoformat(f"2026-06-26T{now}:00+08:00")
    clock.install(time=time - timedelta(hours=1))
    clock.pause_at(time)


def _pass(page: Page, minutes: float) -> None:
    """Let so much time go by; then a look at it."""
    page.clock.fast_forward(int(minutes * MINUTE))
    page.clock.run_for(300)


def _title(page: Page) -> str:
    return page.locator("[data-xk-step]:visible h2").inner_text()


def _left(page: Page) -> str:
    return page.locator("[data-xk-panel] [data-xk-left]").inner_text()


def _plan(page: Page) -> str:
    return page.locator("[data-xk-plan]").inner_text()


@pytest.mark.parametrize("way", long_but(WAYS, "file"))
def test_a_course_is_led_to_its_end_by_keyboard_alone(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    watched, page = _begun(opener, base_of(way, site, server))
    page.get_by_role("button", name="现在开始", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-xk-step]:visible")).to_have_count(1)
    assert _title(page) == "入场与静默"
    assert _left(page) == "5:00"
    assert _plan(page) == "比计划晚 3 分钟，预计 16:03 结束"
    assert "入党誓词正式文本" in page.locator(".xk-host__needs:visible").inner_text()
    assert "同志们请坐" in page.locator(".xk-script:visible").inner_text()
    _pass(page, 6)
    assert page.locator("[data-xk-panel]").get_attribute("data-pressure") == "over"
    assert "本步已超" in page.locator("[data-xk-panel] [data-xk-pressure]").inner_text()
    for key in ["PageDown", "ArrowRight", "PageDown"]:
        page.keyboard.press(key)
        _pass(page, 5)
    assert _title(page) == "一件小事的检验"
    page.keyboard.press("e")
    assert _left(page) == "30:00"
    page.keyboard.press("Shift+E")
    assert _left(page) == "25:00"
    page.keyboard.press("PageUp")
    assert _title(page) == "逐句重温"
    for _ in range(STEPS - 3):
        page.keyboard.press("PageDown")
    assert _title(page) == "小结与收卡"
    expect(page.locator("[data-xk-do=next]")).to_contain_text("结束会议")
    _pass(page, 2)
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="会议小结")).to_be_visible()
    assert "14:33 开始，14:56 结束" in page.locator("[data-xk-overview-words]").inner_text()
    expect(page.locator("[data-xk-panel]")).to_be_hidden()
    page.keyboard.press("PageUp")
    assert _title(page) == "小结与收卡"
    assert not watched.troubles


@pytest.mark.parametrize("way", long_but(WAYS, "file"))
@pytest.mark.parametrize("is_by_hand", [False, True], ids=["按 P", "自己打开"])
def test_two_windows_stay_in_step(
    opener: Opener, site: Path, server: str, way: str, is_by_hand: bool
) -> None:
    base = base_of(way, site, server)
    watched, page = _begun(opener, base)
    page.get_by_role("button", name="现在开始", exact=True).click()
    if is_by_hand:
        projector = page.context.new_page()
        projector.goto(f"{base}/{COURSE}/host/projector.html")
    else:
        with page.expect_popup() as opened:
            page.keyboard.press("p")
        projector = opened.value
    projector.on("pageerror", lambda error: watched.troubles.append(str(error)))
    step = projector.locator("[data-xk-step-name]")
    expect(step).to_have_text("入场与静默")
    page.keyboard.press("PageDown")
    expect(step).to_have_text("那一天：三位同志的讲述")
    assert projector.locator("[data-xk-stage] [data-xk-left]").inner_text() == _left(page)
    # A clicker sends its keys to the window that is in front.
    projector.keyboard.press("PageDown")
    expect(step).to_have_text("逐句重温")
    expect(page.locator("[data-xk-step]:visible h2")).to_have_text("逐句重温")
    page.keyboard.press("q")
    expect(projector.locator("[data-xk-question]:visible .xk-ask__words")).to_contain_text("提前几日公布")
    expect(projector.locator("[data-xk-answer]:visible")).to_have_count(0)
    page.keyboard.press("PageDown")
    expect(projector.locator("[data-xk-answer]:visible")).to_contain_text("三日")
    page.keyboard.press("d")
    expect(projector.locator("[data-xk-question]:visible")).to_contain_text("宣誓那一天")
    page.keyboard.press("b")
    expect(projector.locator("[data-xk-projector]")).to_have_attribute("data-shown", "blank")
    page.keyboard.press("b")
    page.keyboard.press("Space")
    expect(projector.locator("[data-xk-stage] [data-xk-pressure]")).to_contain_text("已暂停")
    projector.clock.run_for(3000)
    expect(page.locator("[data-xk-link]")).to_have_text("投影窗口已连上")
    expect(projector.locator("[data-xk-lost]")).to_be_empty()
    # After a reload of either the two find each other again.
    page.reload()
    projector.reload()
    projector.clock.run_for(3000)
    page.keyboard.press("PageDown")
    expect(step).to_have_text("一件小事的检验")
    page.close()
    projector.clock.fast_forward(10_000)
    projector.clock.run_for(300)
    expect(projector.locator("[data-xk-lost]")).to_contain_text("失去了联系")
    expect(step).to_have_text("一件小事的检验")
    assert not watched.troubles


@pytest.mark.parametrize("way", long_but(WAYS, "file"))
def test_a_reload_in_mid_pause_and_a_closed_window_lose_nothing(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    base = base_of(way, site, server)
    watched, page = _begun(opener, base)
    page.get_by_role("button", name="现在开始", exact=True).click()
    _pass(page, 4)
    page.keyboard.press("PageDown")
    _pass(page, 6)
    page.keyboard.press("Space")
    _pass(page, 10)
    left, plan = _left(page), _plan(page)
    page.reload()
    assert (_title(page), _left(page), _plan(page)) == ("那一天：三位同志的讲述", left, plan)
    page.close()
    again = watched.page.context.new_page()
    again.goto(f"{base}/{COURSE}/host/index.html")
    expect(again.locator("[data-xk-resume-words]")).to_contain_text("第 2 步“那一天：三位同志的讲述”，暂停着")
    again.get_by_role("button", name="继续上次").click()
    assert _left(again) == left
    again.keyboard.press("Space")
    _pass(again, 1)
    assert int(_left(again).partition(":")[0]) == int(left.partition(":")[0]) - 1
    again.goto(f"{base}/{COURSE}/index.html")
    again.goto(f"{base}/{COURSE}/host/index.html")
    again.get_by_role("button", name="重新开始").first.click()
    again.get_by_role("button", name="现在开始", exact=True).click()
    assert _left(again) == "5:00"
    assert not watched.troubles


@pytest.mark.parametrize("way", long_but(WAYS, "file"))
def test_the_start_that_is_entered_on_the_course_goes_with_the_facilitator(
    opener: Opener, site: Path, server: str, way: str
) -> None:
    base = base_of(way, site, server)
    watched = opener(timezone_id="Asia/Shanghai")
    _set_clock(watched, "23:20")
    page = watched.open(f"{base}/{COURSE}/index.html")
    page.locator("[data-xk-start]").fill("23:30")
    page.reload()
    expect(page.locator("[data-xk-start]")).to_have_value("23:30")
    expect(page.locator("[data-xk-end]")).to_have_text("01:00")
    page.get_by_role("link", name="进入主持模式").click()
    expect(page.locator("[data-xk-planned]")).to_have_value("23:30")
    expect(page.locator("[data-xk-planned-end]")).to_have_text("次日 01:00")
    page.get_by_role("button", name="等到 23:30 自动开始").click()
    assert _left(page) == "10:00"
    _pass(page, 11)
    assert _left(page) == "4:00"
    for _ in range(3):
        page.keyboard.press("PageDown")
    _pass(page, 29)
    assert _plan(page).startswith("比计划早 3")
    assert "00:" in _plan(page)
    assert not watched.troubles


def test_a_meeting_that_had_begun_is_counted_from_its_start(opener: Opener, server: str) -> None:
    _, page = _begun(opener, server)
    page.get_by_role("button", name="已经开始了，从 14:30 算起").click()
    assert _left(page) == "2:00"
    assert _plan(page) == "和计划一样，预计 16:00 结束"


def test_a_clock_that_is_set_does_not_eat_the_meeting(opener: Opener, server: str) -> None:
    _, page = _begun(opener, server)
    page.get_by_role("button", name="现在开始", exact=True).click()
    _pass(page, 1)
    # A clock that is put back is noticed by the client itself.
    page.clock.set_system_time(datetime.fromisoformat("2026-06-26T13:34:00+08:00"))
    page.clock.run_for(1000)
    assert _left(page) in ("4:00", "3:59")
    page.clock.set_system_time(datetime.fromisoformat("2026-06-26T15:34:00+08:00"))
    page.clock.run_for(1000)
    expect(page.locator("[data-xk-jump]")).to_contain_text("2 小时")
    page.get_by_role("button", name="不算这段时间").click()
    assert _left(page).startswith("3:5")
    expect(page.locator("[data-xk-jump]")).to_be_hidden()


def test_of_two_host_views_the_one_that_was_used_last_is_followed(opener: Opener, server: str) -> None:
    watched, page = _begun(opener, server)
    page.get_by_role("button", name="现在开始", exact=True).click()
    other = watched.page.context.new_page()
    other.goto(f"{server}/{COURSE}/host/index.html")
    other.get_by_role("button", name="继续上次").click()
    other.keyboard.press("PageDown")
    expect(page.locator("[data-xk-step]:visible h2")).to_have_text("那一天：三位同志的讲述")
    projector = watched.page.context.new_page()
    projector.goto(f"{server}/{COURSE}/host/projector.html")
    projector.keyboard.press("PageDown")
    for window in (page, other):
        expect(window.locator("[data-xk-step]:visible h2")).to_have_text("逐句重温")
    page.keyboard.press("PageDown")
    expect(other.locator("[data-xk-step]:visible h2")).to_have_text("一件小事的检验")
    assert not watched.troubles


def test_everything_is_done_by_touch_on_a_phone(opener: Opener, site: Path) -> None:
    watched, page = _begun(opener, f"file://{site}", has_touch=True, viewport=PHONE["viewport"])
    page.get_by_role("button", name="现在开始", exact=True).tap()
    for name in ["下一步", "暂停", "继续", "延长 5 分钟", "缩短 5 分钟"]:
        page.locator(".xk-host__bar button", has_text=name).tap()
    assert _left(page) == "20:00"
    page.locator("[data-xk-do=quiz]").tap()
    page.locator("[data-xk-do=answer]").tap()
    expect(page.locator("[data-xk-answer]:visible")).to_have_count(1)
    page.locator("[data-xk-do=agenda]").tap()
    page.get_by_role("button", name="跳到第 5 步：各组说分歧").tap()
    assert _title(page) == "各组说分歧"
    # After a tap the space bar of a keyboard is the page's again.
    page.keyboard.press("Space")
    expect(page.locator("[data-xk-panel]")).to_have_attribute("data-pressure", "paused")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    assert not watched.troubles


def test_other_parts_of_the_page_hear_which_step_it_is(opener: Opener, server: str) -> None:
    _, page = _begun(opener, server)
    page.evaluate(
        "document.addEventListener('xueku:agenda-step', e => (window.heard = window.heard || []).push(e.detail))"
    )
    page.get_by_role("button", name="现在开始", exact=True).click()
    page.keyboard.press("PageDown")
    heard = page.evaluate("window.heard")
    assert [one["step"] for one in heard] == [1, 2]
    assert heard[0] == {
        "record": "chongwen-shici",
        "title": "重温入党誓词：九十分钟的情景式主题党日",
        "step": 1,
        "of": STEPS,
    }


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        '{"format":2}',
        '{"format":1,"agenda":"别的议程","happenings":[],"show":{"kind":"step"},"seen":0}',
    ],
    ids=["不全", "空", "新格式", "别的议程"],
)
def test_what_was_kept_of_a_meeting_and_cannot_be_read_is_a_meeting_not_begun(
    opener: Opener, server: str, kept: str
) -> None:
    watched = opener(timezone_id="Asia/Shanghai")
    _set_clock(watched, "14:33")
    watched.page.add_init_script(
        f"for (const key of Object.keys(localStorage)) if (key.startsWith('xueku.host.')) localStorage.setItem(key, {kept!r});"
    )
    page = watched.open(f"{server}/{COURSE}/host/index.html")
    page.get_by_role("button", name="现在开始", exact=True).click()
    assert page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('xueku.host.'))")
    page.reload()
    expect(page.get_by_role("button", name="现在开始", exact=True)).to_be_visible()
    expect(page.locator("[data-xk-resume]")).to_be_hidden()


def test_where_storage_is_refused_a_meeting_still_goes_on(opener: Opener, server: str) -> None:
    watched = opener(timezone_id="Asia/Shanghai")
    watched.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = watched.open(f"{server}/{COURSE}/index.html")
    page.locator("[data-xk-start]").fill("09:10")
    page.get_by_role("link", name="进入主持模式").click()
    expect(page.locator("[data-xk-planned]")).to_have_value("09:10")
    page.get_by_role("button", name="现在开始", exact=True).click()
    page.keyboard.press("PageDown")
    assert _title(page) == "那一天：三位同志的讲述"
    assert not watched.troubles


def test_without_script_the_whole_agenda_is_there_with_script_and_questions(
    opener: Opener, site: Path
) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/{COURSE}/host/index.html")
    expect(page.locator("[data-xk-step]:visible")).to_have_count(STEPS)
    expect(page.locator("[data-xk-step]:visible .xk-script")).to_have_count(STEPS)
    expect(page.locator("[data-xk-question]:visible").first).to_be_visible()
    expect(page.locator("[data-xk-do]:visible")).to_have_count(0)
    projector = page.goto(f"file://{site}/{COURSE}/host/projector.html")
    assert projector is not None
    expect(page.locator(".xk-no-js")).to_contain_text("主持页面")


def test_paper_has_the_whole_agenda_at_the_start_that_was_entered(opener: Opener, site: Path) -> None:
    _, page = _begun(opener, f"file://{site}")
    page.locator("[data-xk-planned]").fill("15:00")
    page.get_by_role("button", name="现在开始", exact=True).click()
    page.emulate_media(media="print")
    expect(page.locator("[data-xk-step]:visible")).to_have_count(STEPS)
    expect(page.locator("[data-xk-answer]:visible").first).to_be_visible()
    expect(page.locator("[data-xk-step] [data-xk-from]").nth(1)).to_have_text("15:05")
    for hidden in ("[data-xk-panel]", "[data-xk-bar]", "[data-xk-tools]", "[data-xk-view=agenda]"):
        expect(page.locator(hidden)).to_be_hidden()


def _violations(page: Page) -> list[str]:
    """Whatever axe finds, of any impact."""
    load_axe(page)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


LOOKS: dict[str, dict[str, Any]] = {
    "深色": {"scheme": "dark"},
    "浅色": {"scheme": "light"},
    "大字": {"large": True},
    "手机": {"options": PHONE},
    "手机大字": {"options": PHONE, "large": True},
}


@pytest.mark.parametrize("look", long_but(LOOKS, "深色", "手机大字"))
def test_axe_finds_nothing_on_any_view_of_the_host_page(opener: Opener, server: str, look: str) -> None:
    if not AXE.exists():
        pytest.skip("没有 axe-core，无障碍没有检查")
    wanted = LOOKS[look]
    watched = opener(timezone_id="Asia/Shanghai", **wanted.get("options", {}))
    scheme, large = wanted.get("scheme"), wanted.get("large")
    if scheme:
        watched.page.add_init_script(f"localStorage.setItem('xueku.scheme', '{scheme}')")
    if large:
        watched.page.add_init_script("localStorage.setItem('xueku.large', '1')")
    # Not stood still: axe waits on the clock of the page.
    watched.page.context.clock.install(time=datetime.fromisoformat("2026-06-26T14:33:00+08:00"))
    page = watched.open(f"{server}/{COURSE}/host/index.html")
    found = {"开始": _violations(page)}
    page.get_by_role("button", name="现在开始", exact=True).click()
    found["步"] = _violations(page)
    _pass(page, 4.5)
    found["快到"] = _violations(page)
    _pass(page, 2)
    found["超时"] = _violations(page)
    for name, key in {
        "暂停": "Space",
        "讨论": "d",
        "自测": "q",
        "答案": "a",
        "环节": "l",
        "帮助": "?",
    }.items():
        page.keyboard.press(key)
        page.clock.run_for(300)
        found[name] = _violations(page)
    page.goto(f"{server}/{COURSE}/host/projector.html")
    page.clock.run_for(300)
    found["投影"] = _violations(page)
    assert {name: violations for name, violations in found.items() if violations} == {}
    assert not watched.troubles
