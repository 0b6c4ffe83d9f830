from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index

from tests.samples import examined
from xueku.build import index
from xueku.model.settings import Settings, SiteSettings
from xueku.search.engine import MANIFEST


def _lunr(root: Path) -> Settings:
    return Settings(root, site=SiteSettings(engine="lunr"))


def _payload(content: bytes) -> Any:
    """What a script hands over: a list of values."""
    return json.loads(f"[{content.decode().partition('(')[2].rpartition(')')[0]}]")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("索引")
    return dict(index(_lunr(root), examined(root).linked))


def _search(files: dict[str, bytes], query: str) -> list[str]:
    _, passages, lunr, *_ = _payload(next(content for name, content in files.items() if name != MANIFEST))
    return [passages[int(hit["ref"])]["address"] for hit in Index.load(lunr).search(query)]


def test_the_manifest_names_the_one_other_file(files: dict[str, bytes]) -> None:
    assert set(files) == {MANIFEST, f"assets/search/index-{_payload(files[MANIFEST])[0]['l']}.js"}


@pytest.mark.parametrize("query", ["入党 誓词", "chongwen*", "rudang*", "cwrd*", "承诺"])
def test_lunr_finds_the_course_first(files: dict[str, bytes], query: str) -> None:
    assert _search(files, query)[0] == "courses/chongwen-shici/index.html"


def test_a_section_is_found_by_its_heading(files: dict[str, bytes]) -> None:
    assert _search(files, "情景")[0] == "courses/chongwen-shici/handout.html#情景卡一"


def test_a_section_is_found_with_its_anchor(files: dict[str, bytes]) -> None:
    assert _search(files, "收齐")[0] == "courses/chongwen-shici/index.html#会后七日"
    assert _search(files, "量子力学") == []
