"""Kits as a facilitator has them: unpacked in an empty folder, without a network, opened by double click."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.steps import violations

pytestmark = pytest.mark.browser

FEW = ("chongwen-shici", "qiyi-jiuwu")


def _unpacked(site: Path, folder: Path, id_: str) -> str:
    with zipfile.ZipFile(site / f"courses/{id_}/kit.zip") as kit:
        kit.extractall(folder)
    (own,) = folder.iterdir()
    return own.as_uri()


def _goes_through(opener: Opener, site: Path, folder: Path, id_: str) -> None:
    """Open a kit, read, answer, lead with two windows."""
    base = _unpacked(site, folder, id_)
    watched = opener(offline=True)
    page = watched.open(f"{base}/index.html")
    for address in page.eval_on_selector_all("main a", "links => links.map(link => link.href)"):
        assert Path(unquote(urlsplit(address).path)).is_file(), address
    page.get_by_role("link", name="打开课程包").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("h1")).to_be_visible()
    if page.locator("[data-xk-quiz]").count():
        _answer_one(page)
    page.get_by_role("link", name="进入主持模式").click()
    page.get_by_role("button", name="现在开始", exact=True).click()
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    projector = opened.value
    name = projector.locator("[data-xk-step-name]")
    for _ in range(2):
        expect(name).to_have_text(page.locator("[data-xk-step]:visible h2").inner_text())
        page.keyboard.press("PageDown")
    assert not watched.troubles
    page.context.close()


def _answer_one(page: Page) -> None:
    question = page.locator("[data-xk-question]:has(input[type=radio])").first
    question.locator("input").first.check()
    question.locator(".xk-ask__foot button").first.click()
    expect(question.locator("details")).to_have_attribute("open", "")


@pytest.mark.parametrize("id_", FEW)
def test_a_kit_works_by_itself(opener: Opener, site: Path, tmp_path: Path, id_: str) -> None:
    _goes_through(opener, site, tmp_path / "课程包 一", id_)


@pytest.mark.long
def test_every_kit_of_the_demonstration_works_by_itself(opener: Opener, site: Path, tmp_path: Path) -> None:
    ids = sorted(file.parent.name for file in site.glob("courses/*/kit.zip"))
    assert len(ids) >= 10
    for id_ in ids:
        _goes_through(opener, site, tmp_path / id_, id_)


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}],
    ids=["桌面", "深色", "手机"],
)
def test_axe_finds_nothing_on_the_first_page(
    opener: Opener, site: Path, tmp_path: Path, options: dict[str, object]
) -> None:
    page = opener(**options).open(f"{_unpacked(site, tmp_path / '课程包', FEW[0])}/index.html")
    assert violations(page) == []


def test_every_course_offers_its_kit(opener: Opener, site: Path, server: str) -> None:
    page = opener().open(f"{server}/courses/{FEW[0]}/index.html")
    with page.expect_download() as started:
        page.get_by_role("link", name="下载课程包").click()
    assert started.value.suggested_filename == "重温入党誓词：九十分钟的情景式主题党日.zip"
