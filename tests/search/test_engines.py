from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.samples import LIBRARY, article, examined
from xueku.build import index
from xueku.model.record import Mode
from xueku.model.settings import Settings, SiteSettings
from xueku.review.publish import publish
from xueku.search.documents import Labels
from xueku.search.engine import FORMAT, MANIFEST, facet_columns, part, script, short_hash
from xueku.search.engines import ENGINES

BUILD = """
import hashlib, sys
from pathlib import Path
from xueku.build import examine, index
from xueku.model.settings import Settings, SiteSettings
settings = Settings(Path(sys.argv[1]), site=SiteSettings(engine=sys.argv[2]))
files = index(settings, examine(settings).linked)
print([(name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items())])
"""

each_engine = pytest.mark.parametrize("engine", [*ENGINES])


def _index(root: Path, engine: str, more: Mapping[str, str] = {}, mode: Mode = "preview") -> dict[str, bytes]:
    settings = Settings(root, site=SiteSettings(engine=engine))
    return dict(index(settings, publish(examined(root, {**LIBRARY, **more}).linked, mode)))


@each_engine
def test_the_index_is_the_same_for_every_hash_seed(tmp_path: Path, engine: str) -> None:
    examined(tmp_path)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", BUILD, str(tmp_path), engine],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(outputs) == 1
    assert MANIFEST in outputs.pop()


@each_engine
def test_two_runs_give_the_same_bytes_wherever_the_folder_is(tmp_path: Path, engine: str) -> None:
    assert _index(tmp_path / "甲", engine) == _index(tmp_path / "乙", engine)


@each_engine
def test_a_manifest_says_format_engine_and_kinds(tmp_path: Path, engine: str) -> None:
    content = _index(tmp_path, engine)[MANIFEST].decode()
    manifest = json.loads(content.removeprefix("xuekuSearchManifest(").removesuffix(");\n"))
    assert (manifest["format"], manifest["engine"]) == (FORMAT, engine)
    assert manifest["kinds"][-1] == {"id": "docs", "label": "手册"}


@each_engine
def test_no_file_of_the_index_holds_a_word_of_a_draft(tmp_path: Path, engine: str) -> None:
    secret = "尚未公布的承诺卡样张"
    draft = {"articles/草稿.md": article("caogao", secret, f"## {secret}\n\n{secret}。", "status: draft")}
    previewed, published = (
        b"".join(_index(tmp_path / mode, engine, draft, mode).values()).decode()
        for mode in ("preview", "publish")
    )
    assert secret in previewed
    for trace in (secret, "caogao", "未公", "卡样", "shangweigongbu", "weigongbude", "swgb"):
        assert trace not in published


def test_a_script_is_ascii_safe_where_old_browsers_need_it() -> None:
    text = script("f", {"文": "\u2028</script>\u2029"}).decode()
    assert "\u2028" not in text
    assert "\u2029" not in text
    assert json.loads(text[2:-3])["文"] == "\u2028</script>\u2029"


def test_a_part_is_handed_over_under_its_name() -> None:
    assert (
        part("p3", "名", [1, {"b": 1, "a": 2}]) == 'xuekuSearchPart("p3","名",[1,{"a":2,"b":1}]);\n'.encode()
    )


def test_a_hash_is_of_lower_case_letters_and_figures_and_its_beginning_is_the_shorter_one() -> None:
    assert short_hash(b"", 10) == "4oymiquy7q"
    assert short_hash(b"", 6) == "4oymiq"


def test_without_documents_there_are_columns_of_nothing() -> None:

    columns, days = facet_columns([], Labels((("page", "页面"),), (("year", "年份"),)))
    assert columns == [["kind", "类别", [["page", "页面"]], ""], ["year", "年份", [], ""]]
    assert days == ""
