from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index

from tests.samples import examined
from xueku.build import index
from xueku.model.settings import Settings, SiteSettings
from xueku.search.engine import MANIFEST, script

BUILD = """
import hashlib, sys
from pathlib import Path
from xueku.build import examine, index
from xueku.model.settings import Settings, SiteSettings
settings = Settings(Path(sys.argv[1]), site=SiteSettings(engine="lunr"))
files = index(settings, examine(settings).linked)
print([(name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items())])
"""


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


def test_the_index_is_the_same_for_every_hash_seed(tmp_path: Path) -> None:
    examined(tmp_path)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", BUILD, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1


def test_two_runs_give_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    assert dict(index(_lunr(tmp_path), examined(tmp_path).linked)) == files


def test_a_script_is_ascii_safe_where_old_browsers_need_it() -> None:
    text = script("f", {"文": "\u2028</script>\u2029"}).decode()
    assert "\u2028" not in text
    assert "\u2029" not in text
    assert json.loads(text[2:-3])["文"] == "\u2028</script>\u2029"
