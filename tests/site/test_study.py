"""The page 我的学习: what it says of paths and collections, and when it is another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.samples import LIBRARY, article, examined
from xueku.site.page import Plan
from xueku.site.study import ADDRESS, study_page


def _plan(root: Path, files: Mapping[str, str]) -> Plan:
    return study_page(examined(root, files).linked.catalog)


def test_it_names_the_steps_of_paths_and_counts_collections_and_nothing_of_a_reader(tmp_path: Path) -> None:
    page = _plan(tmp_path, LIBRARY).make()
    assert page.address == ADDRESS
    assert 'data-xk-way="' in page.main_html
    assert 'data-xk-shelf="courses" data-count="1"' in page.main_html
    assert "<script" not in page.main_html


def test_it_is_another_only_where_a_path_or_a_number_of_records_is(tmp_path: Path) -> None:
    first = _plan(tmp_path / "a", {"articles/du.md": article("du", "读", "只画线。")})
    edited = _plan(tmp_path / "b", {"articles/du.md": article("du", "再读", "不画线。")})
    more = _plan(
        tmp_path / "c",
        {f"articles/{name}.md": article(name, "读", "只画线。") for name in ("du", "xie")},
    )
    assert first.details == edited.details
    assert first.details != more.details
