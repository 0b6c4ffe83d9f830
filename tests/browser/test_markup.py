"""The Nu checker finds no error on any page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ROOT
from tests.browser.pages import PAGES

VNU = ROOT / "web/node_modules/vnu-jar/build/dist/vnu.jar"


def _errors(*places: Path) -> list[dict[str, Any]]:
    if not shutil.which("java"):
        pytest.skip("没有 java，HTML 没有检查")
    if not VNU.exists():
        if os.environ.get("CI"):
            pytest.fail("没有 Nu 检查器：scripts/build-web 会装上 vnu-jar")
        pytest.skip("没有 vnu-jar，HTML 没有检查")
    command = ["java", "-jar", str(VNU), "--skip-non-html", "--errors-only", "--stdout", "--format", "json"]
    done = subprocess.run([*command, *map(str, places)], check=False, capture_output=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


def test_no_kind_of_page_has_an_error(site: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text('<!doctype html><html lang="zh"><title>错</title><p><p id="a"><p id="a">', "utf-8")
    found = _errors(wrong, *(site / urlsplit(address).path for address in PAGES.values()))
    assert {message["url"].rpartition("/")[2] for message in found} == {"wrong.html"}


@pytest.mark.long
def test_no_page_has_an_error(site: Path) -> None:
    assert _errors(site) == []
