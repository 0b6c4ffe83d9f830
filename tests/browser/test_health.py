from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.steps import AXE, serious_violations
from tests.preview import Preview, previewing
from xueku.health.heat_map import UNITS_A_REM
from xueku.health.page import ADDRESS

pytestmark = pytest.mark.browser

MODES: dict[str, dict[str, Any]] = {
    "桌面": {},
    "手机": {"viewport": {"width": 390, "height": 844}},
    "深色": {"color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(tmp_path_factory.mktemp("preview")) as running:
        yield running


@pytest.mark.parametrize("mode", MODES)
def test_the_page_has_no_error_asks_no_other_host_and_does_not_scroll_sideways(
    opener: Opener, preview: Preview, mode: str
) -> None:
    watched = opener(**MODES[mode])
    page = watched.open(f"{preview.address}/{ADDRESS}")
    assert page.locator("h1").inner_text() == "内容体检"
    assert page.locator(".xk-heat svg").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    assert not watched.troubles


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_serious(opener: Opener, preview: Preview, mode: str) -> None:
    if not AXE.exists():
        if os.environ.get("CI"):
            pytest.fail("没有 axe-core：scripts/build-web 会装上")
        pytest.skip("没有 axe-core，无障碍没有检查")
    page = opener(**MODES[mode]).open(f"{preview.address}/{ADDRESS}")
    assert serious_violations(page) == []


def test_in_large_type_the_words_of_a_heat_map_have_24_pixels_too(opener: Opener, preview: Preview) -> None:
    watched = opener()
    watched.page.add_init_script("localStorage.setItem('xueku.large', '1')")
    page = watched.open(f"{preview.address}/{ADDRESS}")
    root = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.xk-heat text')].map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) * root / UNITS_A_REM >= 24


def test_a_click_on_a_record_leads_to_its_page(opener: Opener, preview: Preview) -> None:
    page = opener().open(f"{preview.address}/index.html")
    page.get_by_role("link", name="内容体检").click()
    page.get_by_role("link", name="没有写给谁看").click()
    page.locator("#no-audience").locator("xpath=..").get_by_role("link").first.click()
    expect(page.locator(".xk-record h1")).to_have_count(1)
