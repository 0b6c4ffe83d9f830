from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.samples import LIBRARY, examined
from xueku.build import build, index
from xueku.model.record import Mode
from xueku.model.settings import Settings

SECRET = "收齐承诺卡"
"""Words that only the withheld course has."""


def _with_status(status: str) -> Mapping[str, str]:
    course = LIBRARY["courses/重温誓词/index.md"].replace("unit: 示例", f"status: {status}\nunit: 示例")
    return {**LIBRARY, "courses/重温誓词/index.md": course, "courses/重温誓词/附件.pdf": "表"}


def _output(folder: Path, status: str, mode: Mode) -> tuple[dict[str, str], str, Mapping[str, str]]:
    settings, checked = Settings(folder), examined(folder, _with_status(status))
    built = build(settings, checked, mode)
    pages = {page.address: page.main_html + page.title + page.description for page in built.pages}
    found = index(settings, built.shown)
    return pages, b"".join(found.values()).decode(), built.files


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_withheld_reaches_no_page_no_index_and_no_file(tmp_path: Path, status: str) -> None:
    pages, found, files = _output(tmp_path, status, "publish")
    for text in [*pages, *pages.values(), found, *files]:
        assert "chongwen-shici" not in text
        assert "重温入党誓词" not in text
        assert SECRET not in text


def test_a_link_to_what_is_withheld_becomes_its_words(tmp_path: Path) -> None:
    pages, _, _ = _output(tmp_path, "draft", "publish")
    assert "<p>第一遍只画线，接着看课程包。</p>" in pages["articles/dushu-san-bian/index.html"]
    assert "xk-slot" not in "".join(pages.values())


def test_counts_and_steps_follow_what_is_shown(tmp_path: Path) -> None:
    shown, _, _ = _output(tmp_path / "发布", "published", "publish")
    hidden, _, _ = _output(tmp_path / "草稿", "draft", "publish")
    assert "共 1 个" in shown["courses/index.html"]
    assert "共 0 个" in hidden["courses/index.html"]
    assert 'aria-label="3 份"' not in hidden["index.html"]
    assert shown["paths/xin-shuji/index.html"].count("data-xk-path-step") == 3
    assert hidden["paths/xin-shuji/index.html"].count("data-xk-path-step") == 2
    assert "topics/dangxing.html" in shown
    assert "topics/dangxing.html" not in hidden


def test_a_preview_shows_drafts_and_says_so_but_nothing_withdrawn(tmp_path: Path) -> None:
    drafts, found, _ = _output(tmp_path / "草稿", "draft", "preview")
    assert "草稿" in drafts["courses/chongwen-shici/index.html"]
    assert SECRET in found
    withdrawn, found, _ = _output(tmp_path / "撤下", "withdrawn", "preview")
    assert "courses/chongwen-shici/index.html" not in withdrawn
    assert SECRET not in found
