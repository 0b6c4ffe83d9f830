from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.samples import article, examined
from xueku.build import build
from xueku.model.settings import Settings
from xueku.site.listings import MOST


def _many(year: int, count: int) -> dict[str, str]:
    return {
        f"articles/{year}-{n}.md": article(
            f"bian-{year}-{n}", f"第{n}遍", "只画线。", date=f"{year}-04-{n % 28 + 1:02}"
        )
        for n in range(count)
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("长列表")
    checked = examined(root, {**_many(2025, MOST + 5), **_many(2026, 3)})
    return {page.address: page.main_html for page in build(Settings(root), checked, "publish").pages}


def test_a_long_collection_is_split_by_year_and_a_long_year_again(pages: dict[str, str]) -> None:
    parts = {address for address in pages if re.fullmatch(r"articles/[^/]+\.html", address)}
    assert parts == {
        "articles/index.html",
        "articles/2026.html",
        "articles/2025-1.html",
        "articles/2025-2.html",
    }
    assert {"topics/dushu.html", "topics/dushu-2025-1.html", "topics/dushu-2026.html"} <= set(pages)


def test_every_record_stands_in_exactly_one_part(pages: dict[str, str]) -> None:
    for stem in ("articles/", "topics/dushu-"):
        found = [
            id_
            for address, html in pages.items()
            if re.fullmatch(rf"{stem}20\d\d.*", address)
            and address.endswith(".html")
            and "bian-" not in address
            for id_ in re.findall(r"bian-20\d\d-\d+", html)
        ]
        assert len(found) == len(set(found)) == MOST + 8


def test_the_first_page_names_the_parts_with_their_counts_and_the_total(pages: dict[str, str]) -> None:
    html = pages["articles/index.html"]
    assert f"共 {MOST + 8} 个" in html
    assert len(re.findall("data-xk-card", html)) == 24
    for address, count in (("2026.html", 3), ("2025-1.html", MOST), ("2025-2.html", 5)):
        assert re.search(rf'href="{address}">[^<]*</a><span class="xk-note">{count} 个', html)


def test_a_short_collection_is_one_page_with_facets(tmp_path: Path) -> None:
    checked = examined(tmp_path, {**_many(2025, 2), **_many(2026, 2)})
    pages = {page.address: page.main_html for page in build(Settings(tmp_path), checked, "publish").pages}
    assert 'data-xk-facet="year"' in pages["articles/index.html"]
    assert "articles/2025.html" not in pages
