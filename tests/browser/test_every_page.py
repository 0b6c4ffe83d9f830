"""What holds on every page, in every mode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import PAGES
from tests.long import long_but

pytestmark = pytest.mark.browser

MODES: dict[str, dict[str, Any]] = {
    "桌面": {},
    "手机": {"viewport": {"width": 390, "height": 844}},
    "深色": {"color_scheme": "dark"},
    "大字": {"large": True},
    "手机大字": {"viewport": {"width": 390, "height": 844}, "large": True},
    "无脚本": {"java_script_enabled": False},
}
EDGE_ALLOWED = 1
SMALLEST_LARGE = 24

_VISIBLE_TEXT = """() => {
  const small = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.getClientRects().length) continue;
    if (element.closest('.xk-hidden, .xk-skip, sup, script, style, noscript')) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < %d) small.push(size + ' ' + element.className + ' ' + walker.currentNode.textContent.trim().slice(0, 20));
  }
  return small;
}"""


def _page(opener: Opener, mode: str) -> Any:
    options = dict(MODES[mode])
    large = options.pop("large", False)
    watched = opener(**options)
    if large:
        watched.page.add_init_script("localStorage.setItem('xueku.large', '1')")
    return watched


@pytest.mark.parametrize("mode", long_but(MODES, "桌面", "手机大字", "无脚本"))
def test_a_page_asks_no_other_host_has_no_error_and_does_not_scroll_sideways(
    opener: Opener, site: Path, mode: str
) -> None:
    watched = _page(opener, mode)
    wide = []
    for name, address in PAGES.items():
        if name == "没有这一页":
            continue  # its links are absolute, for a server
        page = watched.open(f"file://{site}/{address}")
        assert page.title(), name
        assert page.locator("h1").first.is_visible(), name
        width = page.evaluate("document.documentElement.scrollWidth") if mode != "无脚本" else 0
        if width > page.viewport_size["width"] + EDGE_ALLOWED:
            wide.append((name, width))
    assert not wide
    assert not watched.troubles


@pytest.mark.parametrize("mode", long_but(["大字", "手机大字"], "手机大字"))
def test_in_large_type_no_text_is_smaller_than_24_pixels(opener: Opener, site: Path, mode: str) -> None:
    watched = _page(opener, mode)
    found = {}
    for name, address in PAGES.items():
        if name != "没有这一页":
            page = watched.open(f"file://{site}/{address}")
            if small := page.evaluate(_VISIBLE_TEXT % SMALLEST_LARGE):
                found[name] = small
    assert not found
