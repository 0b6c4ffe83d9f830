"""What is shipped uses nothing newer than the oldest browser that we name: Chromium 81 for scripts, 64 for reading.

Syntax is esbuild's business (`target`), methods are tsc's (`lib`); this scan looks at the bytes that really ship,
Material's style sheet included. It has not been run on a real Chromium 81.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import material
import pytest

ASSETS = sorted(Path(str(files("xueku") / "assets")).iterdir())
MATERIAL = sorted((Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.css"))

NEWER_SCRIPT = re.compile(
    r"\?\?=|\|\|=|&&=|\.at\(|\.replaceAll\(|structuredClone|Object\.hasOwn|\.findLast|\.replaceChildren\(|\.toSorted\(|\.toReversed\("
    r"|Promise\.any|WeakRef|\bimport\(|\bIntl\.Segmenter|crypto\.randomUUID|\.groupBy\(|Array\.fromAsync"
)
NEWER_STYLE = re.compile(
    r":has\(|:is\(|:where\(|@layer|@container|color-mix\(|\binset:|\baspect-ratio:|\btranslate:|\d(?:dvh|svh|lvh)\b"
)
NETWORK = re.compile(
    r"https?://|\bfetch\(|XMLHttpRequest|new WebSocket|sendBeacon|innerHTML|\beval\(|new Function"
)
ALLOWED_ADDRESSES = re.compile(
    r"http://www\.w3\.org/(?:2000/svg|1999/xlink)|https?://lunrjs\.com|http://[a-z.]*oliver[a-z]*\S*"
)


@pytest.mark.parametrize(
    "asset", [asset for asset in ASSETS if asset.suffix == ".js"], ids=lambda asset: asset.name
)
def test_scripts_call_nothing_newer_than_chromium_81_and_no_network(asset: Path) -> None:
    text = asset.read_text("utf-8")
    assert NEWER_SCRIPT.findall(text) == []
    assert NETWORK.findall(ALLOWED_ADDRESSES.sub("", text)) == []


@pytest.mark.parametrize(
    "asset", [*(asset for asset in ASSETS if asset.suffix == ".css"), *MATERIAL], ids=lambda asset: asset.name
)
def test_style_sheets_need_nothing_newer_than_chromium_64_to_lay_out(asset: Path) -> None:
    assert NEWER_STYLE.findall(asset.read_text("utf-8")) == []


def test_the_scan_finds_what_it_looks_for() -> None:
    assert NEWER_SCRIPT.findall("a??=b;c.at(-1)") == ["??=", ".at("]
    assert NEWER_STYLE.findall("a:has(b){inset:0}") == [":has(", "inset:"]
    assert NETWORK.findall("fetch('https://example.com')")
