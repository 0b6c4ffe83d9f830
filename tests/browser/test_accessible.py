"""WCAG 2.2 A and AA on every kind of page, on large screens and small, in every look."""

from __future__ import annotations

import os
from itertools import product
from typing import Any

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import PAGES
from tests.browser.steps import AXE, PHONE, load_axe

pytestmark = pytest.mark.browser

SCREENS: dict[str, dict[str, Any]] = {"桌面": {}, "手机": PHONE}
LOOKS = {
    "浅色": {"scheme": "light"},
    "深色": {"scheme": "dark"},
    "大字": {"scheme": "light", "large": "1"},
    "深色大字": {"scheme": "dark", "large": "1"},
    "高对比": {"scheme": "contrast"},
}
MODES = list(product(SCREENS, LOOKS))
_RUN = """axe.run({
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
})"""
_NAMES = list(PAGES)


def _some(number: int) -> list[str]:
    """The pages that are looked at in this mode by default: each page in two of the modes."""
    return [name for place, name in enumerate(_NAMES) if (place - number) % len(MODES) in (0, 5)]


def test_each_page_is_looked_at_by_default() -> None:
    assert {name for number in range(len(MODES)) for name in _some(number)} == set(_NAMES)


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize(("screen", "look"), MODES)
def test_axe_finds_nothing(opener: Opener, server: str, screen: str, look: str, whole: bool) -> None:
    if not AXE.exists():
        if os.environ.get("CI"):
            pytest.fail("没有 axe-core：scripts/build-web 会装上")
        pytest.skip("没有 axe-core，无障碍没有检查")
    watched = opener(**SCREENS[screen])
    for name, value in LOOKS[look].items():
        watched.page.add_init_script(f"localStorage.setItem('xueku.{name}', '{value}')")
    found = {}
    for name in _NAMES if whole else _some(MODES.index((screen, look))):
        page = watched.open(f"{server}/{PAGES[name]}")
        load_axe(page)
        violations = page.evaluate(_RUN)["violations"]
        if violations:
            found[name] = [
                f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
                for violation in violations
                for node in violation["nodes"]
            ]
    assert not found


def test_axe_would_find_a_label_that_is_missing(opener: Opener, server: str) -> None:
    page = opener().open(f"{server}/index.html")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    load_axe(page)
    assert "label" in [violation["id"] for violation in page.evaluate(_RUN)["violations"]]
