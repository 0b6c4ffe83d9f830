from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.preview import PAGE, Preview, previewing


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(tmp_path) as running:
        yield running


def test_only_the_browser_that_shows_the_changed_page_loads_it_again(
    opener: Opener, preview: Preview
) -> None:
    page, other = opener().open(f"{preview.address}/{PAGE}"), opener().open(f"{preview.address}/index.html")
    other.evaluate("window.isAsBefore = true")
    preview.file.write_text(preview.file.read_text("utf-8") + "\n新添的一句话。\n", "utf-8")
    expect(page.get_by_text("新添的一句话")).to_be_visible()
    assert other.evaluate("window.isAsBefore")


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(opener: Opener, preview: Preview) -> None:
    page = opener().open(f"{preview.address}/{PAGE}")
    good = preview.file.read_text("utf-8")
    preview.file.write_text(good + "\n见[规则](xk:mei-you)和<script>alert(1)</script>。\n", "utf-8")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("XK302")
    expect(told).to_contain_text("改法")
    assert told.locator("script").count() == 0
    # Whoever opens another page now is told as well.
    expect(opener().open(f"{preview.address}/index.html").get_by_role("alert")).to_contain_text("XK302")
    preview.file.write_text(good, "utf-8")
    expect(told).to_be_hidden()
