from __future__ import annotations

import re
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


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_is_to_be_mended_stands_beside_the_page(
    opener: Opener, preview: Preview, size: tuple[int, int]
) -> None:
    good = preview.file.read_text("utf-8")
    watched = opener()
    watched.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = watched.open(f"{preview.address}/{PAGE}")
    notes = page.get_by_role("region", name="这一页要改的")
    expect(notes).to_contain_text("没有要改的地方")
    preview.file.write_text(good + "\n一个月里有七条意见......说的是同一件事。\n", "utf-8")
    expect(notes.get_by_role("listitem")).to_have_count(1)
    expect(notes.get_by_role("link").last).to_have_attribute(
        "href", re.compile(r"^vscode://file/.+\.md:\d+:\d+$")
    )
    page.get_by_role("link", name="这一页要改的 1 处").click()
    expect(notes).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert watched.troubles == []
