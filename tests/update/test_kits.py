"""Kits in a build: which are made, which stay, and what a site says that cannot make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.update.desk import Desk, equals_clean
from xueku.archive import unzipped
from xueku.model.settings import SiteSettings
from xueku.release import readiness
from xueku.release.papers import PAPERS

KIT = "courses/chongwen-shici/kit.zip"
COURSE = "courses/重温誓词/index.md"


@pytest.fixture(autouse=True)
def _only_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers that take long to set are for the tests of kits themselves."""
    monkeypatch.setattr("xueku.release.kit.PAPERS", [one for one in PAPERS if one.file.endswith(".docx")])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The library, built with kits."""
    desk = Desk.begin(tmp_path)
    desk.site = SiteSettings(kits=True)
    assert not equals_clean(desk).is_refused
    return desk


def test_a_course_has_a_kit_and_a_way_to_it(desk: Desk) -> None:
    assert "重温入党誓词/index.html" in unzipped((desk.target / KIT).read_bytes())
    page = (desk.target / "courses/chongwen-shici/index.html").read_text("utf-8")
    assert 'href="kit.zip" download="重温入党誓词.zip"' in page
    assert desk.last["课程包"] == 1


def test_an_edit_elsewhere_makes_no_kit(desk: Desk) -> None:
    desk.change("articles/三遍.md", "第一遍只画线", "第一遍画线，第二遍批注")
    equals_clean(desk)
    assert desk.last["课程包"] == 0


def test_an_edit_of_the_course_makes_its_kit_anew(desk: Desk) -> None:
    before = (desk.target / KIT).read_bytes()
    desk.change(COURSE, "规则对时间有要求", "规则对时间也有要求")
    equals_clean(desk)
    assert desk.last["课程包"] == 1
    assert (desk.target / KIT).read_bytes() != before


def test_a_course_that_is_withdrawn_or_removed_leaves_no_kit(desk: Desk) -> None:
    desk.change(COURSE, "topics:", "status: withdrawn\ntopics:")
    equals_clean(desk)
    assert not (desk.target / KIT).exists()
    desk.change(COURSE, "status: withdrawn\n", "")
    equals_clean(desk)
    assert (desk.target / KIT).exists()
    other = (desk.content / COURSE).read_text("utf-8").replace("id: chongwen-shici", "id: zai-lai-yici")
    place, its_kit = desk.write("courses/再来一次.md", other), desk.target / "courses/zai-lai-yici/kit.zip"
    equals_clean(desk)
    assert its_kit.exists()
    place.unlink()
    equals_clean(desk)
    assert not its_kit.exists()


def test_kits_that_are_no_longer_wanted_go(desk: Desk) -> None:
    desk.site = SiteSettings()
    equals_clean(desk)
    assert not (desk.target / KIT).exists()


def test_a_preview_shows_the_button_and_makes_no_kit(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path, "preview")
    desk.site = SiteSettings(kits=True)
    desk.build()
    assert not (desk.target / KIT).exists()
    assert "kit.zip" in (desk.target / "courses/chongwen-shici/index.html").read_text("utf-8")


def test_a_site_that_cannot_make_kits_says_so_and_has_no_button(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "PROGRAMS", ("没有这个程序",))
    desk = Desk.begin(tmp_path)
    desk.site = SiteSettings(kits=True)
    # The desk's site has no pages of an engine, which pages lead to.
    assert {finding.code for finding in desk.build().findings} - {"XK311"} == {"XK107"}
    assert "kit.zip" not in (desk.target / "courses/chongwen-shici/index.html").read_text("utf-8")
