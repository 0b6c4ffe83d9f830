from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview import PAGE, Preview, previewing, until
from tests.site.conftest import write_project
from xueku.health.page import ADDRESS


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(tmp_path_factory.mktemp("preview")) as running:
        yield running


def test_each_page_of_a_preview_leads_to_the_examination(preview: Preview) -> None:
    for address in ("index.html", PAGE, ADDRESS):
        assert preview.get(address, 60).count(f'<a href="/{ADDRESS}">内容体检</a>') == 1
    assert ".xk-heat" in preview.get("xueku-preview.css")


def test_the_page_says_what_there_is_to_do_now(preview: Preview) -> None:
    page = preview.get(ADDRESS, 60)
    assert "<title>内容体检 - " in page
    assert page.count("<main") == 1
    assert "xk0" not in page
    good = preview.file.read_text("utf-8")
    preview.file.write_text(good + "\n见[规则](xk:mei-you)。\n", "utf-8")
    assert "链接断了" in preview.get(ADDRESS, 60)
    preview.file.write_text(good, "utf-8")
    assert "链接断了" not in preview.get(ADDRESS, 60)


def test_nothing_of_a_text_becomes_markup_and_nothing_is_inline(preview: Preview) -> None:
    good = preview.file.read_text("utf-8")
    lines = (
        "title: 读书<script>alert(1)</script>" if line.startswith("title:") else line
        for line in good.split("\n")
    )
    preview.file.write_text("\n".join(line for line in lines if not line.startswith("unit:")), "utf-8")
    page = preview.get(ADDRESS, 60)
    preview.file.write_text(good, "utf-8")
    main = page.partition('<div class="xk-page xk-health">')[2].partition("<footer")[0]
    assert main
    assert "<script" not in main
    assert " style=" not in main
    assert not re.search(r"\son\w+=", main)


def test_content_that_cannot_be_looked_over_is_told_on_the_page(preview: Preview) -> None:
    content = preview.project / "content"
    away = content.rename(preview.project / "别处")
    assert "没有找到内容文件夹" in preview.get(ADDRESS, 60)
    away.rename(content)
    until(lambda: "没有找到内容文件夹" not in preview.get(ADDRESS, 60))


def test_a_published_site_has_nothing_of_it(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    subprocess.run([sys.executable, "-m", "xueku", "build"], cwd=project, check=True, capture_output=True)
    site = project / "site"
    assert (site / PAGE).is_file()
    assert not [file for file in site.rglob("*") if "health" in file.name or "xueku-preview" in file.name]
    pages = [file.read_text("utf-8") for file in site.rglob("*.html")]
    assert pages
    assert not [page for page in pages if "xk-preview" in page or "xueku-health" in page]
