"""Search where something is missing: files of the index, features of the browser, scripts at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.steps import NOTES, STATUS, search, titles
from xueku.search.engine import FORMAT

pytestmark = pytest.mark.browser

OLD_BROWSER = "delete Intl.Segmenter; delete window.DecompressionStream;"


def test_search_needs_neither_segmenter_nor_decompression(opener: Opener, site: Path) -> None:
    watched = opener()
    watched.page.add_init_script(OLD_BROWSER)
    page = search(watched, f"file://{site}", "重温入党誓词")
    assert page.evaluate("[typeof Intl.Segmenter, typeof DecompressionStream]") == ["undefined", "undefined"]
    assert "重温入党誓词" in titles(page)[0]


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_a_damaged_part_of_the_index_is_told_and_the_rest_answers(
    opener: Opener, site: Path, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    for number, shard in enumerate(sorted((copy / "assets/search/p").rglob("*.js"))):
        if number % 3 == 0:
            shard.unlink() if damage == "missing" else shard.write_text(
                f'xuekuSearchPart("p{shard.name.partition("-")[0]}","","!");'
            )
    page = search(opener(), f"file://{copy}", "重温入党誓词 主题党日 支部工作规则")
    expect(page.locator(NOTES)).to_contain_text("索引有一部分没有读到")
    assert titles(page)


def test_a_missing_text_leaves_out_one_result_and_is_told(opener: Opener, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    whole = titles(search(opener(), f"file://{copy}", "支部"))
    texts = [
        file
        for file in (copy / "assets/search/t").rglob("*.js")
        if f'","{whole[0]}","' in file.read_text("utf-8")
    ]
    for file in texts:
        file.unlink()
    page = search(opener(), f"file://{copy}", "支部")
    expect(page.locator(NOTES)).to_contain_text("索引有一部分没有读到")
    assert titles(page)[0] == whole[1]


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    opener: Opener, site: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    manifest = copy / "assets/search/manifest.js"
    content = manifest.read_text("utf-8")
    manifest.unlink()
    page = search(opener(), f"file://{copy}", "支部")
    expect(page.locator(STATUS)).to_contain_text("没有载入")
    manifest.write_text(content.replace(f'"format":{FORMAT}', f'"format":{FORMAT + 1}'), "utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(STATUS)).to_contain_text("版本与本页不符")
    expect(page.get_by_role("button", name="再试一次")).to_be_focused()
    manifest.write_text(content, "utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".xk-results .xk-hit").first).to_be_visible()


def test_without_script_the_page_says_so_and_offers_the_topics(opener: Opener, site: Path) -> None:
    page = opener(java_script_enabled=False).open(f"file://{site}/search.html")
    expect(page.locator(".xk-empty")).to_contain_text("脚本")
    page.locator(".xk-empty a").click()
    expect(page.locator("h1")).to_contain_text("主题")
