"""What a page takes from its address, from storage and from a reader's file is text, whatever it says; checked without the policy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.walls.poking import poking

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<img src=x onerror=RUN>",
    "\"'><svg onload=RUN>",
    "</script><script>RUN</script>",
    "javascript:RUN",
    '重温" onfocus=RUN autofocus x="',
)
_SOME_AND_ALL = pytest.mark.parametrize(
    "payloads", [PAYLOADS[:2], pytest.param(PAYLOADS, marks=pytest.mark.long)], ids=["some", "all"]
)
ADDRESSES = (
    "search.html?q=@",
    "search.html?q=入党誓词 @",
    'search.html?q="@"&kind=@&order=@&topics=@',
    "courses/index.html?topics=@&form=@",
    "courses/ke-yi-2/index.html?q=@#@",
    "courses/ke-yi-2/index.html#@",
    "courses/ke-yi-2/host/index.html#@",
    "courses/ke-yi-2/host/projector.html#@",
    "exam.html?record=@&topics=@&seed=@&count=@&minutes=@",
    "exam.html?record=ke-yi-2&seed=@",
    "library/yuan-wen-2/index.html#@",
    "study.html?@#@",
)
KEYS = (
    "xueku.large",
    "xueku.scheme",
    "xueku.recent",
    "xueku.exam",
    "xueku.start.ke-yi-2",
    "xueku.host.ke-yi-2",
    "xueku.study-place",
    "xueku.study.1.done:a",
)
_WHERE = {"record": "@", "title": "@", "address": "@", "section": "@", "heading": "@"}
_ITEMS = (
    {"kind": "done", **_WHERE},
    {"kind": "bookmark", **_WHERE},
    {
        "kind": "highlight",
        **_WHERE,
        "quote": {"exact": "@", "prefix": "@", "suffix": "@"},
        "at": 1,
        "note": "@",
    },
    {"kind": "minutes", **_WHERE, "day": "2026-06-05", "minutes": 5, "isTimed": False},
    {"kind": "quiz", **_WHERE, "right": 1, "total": 2, "wrong": [1]},
    {"kind": "place", **_WHERE, "step": 1, "of": 2},
)
"""A study whose every text is a payload, of the shape that web/STUDY.md tells."""


@_SOME_AND_ALL
def test_what_stands_in_an_address_is_never_run(
    chromium: Browser, hostile_site: Path, hostile_server: str, payloads: Sequence[str]
) -> None:
    with poking(chromium) as poked:
        poked.take_policy_from(hostile_site)
        for number, (address, payload) in enumerate((a, p) for a in ADDRESSES for p in payloads):
            aimed = quote(payload.replace("RUN", f"canary({number})"), safe="")
            poked.page.goto(f"{hostile_server}/{quote(address, safe='?=&#/@').replace('@', aimed)}")
            poked.page.wait_for_timeout(30)
        assert "canary" in poked.page.url
    assert (poked.ran, poked.asked) == (set(), set())


@_SOME_AND_ALL
def test_what_is_stored_is_never_run(
    chromium: Browser, hostile_site: Path, hostile_server: str, payloads: Sequence[str]
) -> None:
    values = [*payloads, *(json.dumps([payload]) for payload in payloads)]
    stored = [
        (key, value.replace("RUN", f"canary({number})"))
        for key in KEYS
        for number, value in enumerate(values)
    ]
    with poking(chromium) as poked:
        poked.take_policy_from(hostile_site)
        for first in range(len(values)):
            poked.page.goto(f"{hostile_server}/404.html")
            chosen = stored[first :: len(values)]
            poked.page.evaluate(
                "pairs => pairs.forEach(([key, value]) => localStorage.setItem(key, value))", chosen
            )
            for address in (
                "search.html",
                "courses/ke-yi-2/host/index.html",
                "exam.html",
                "study.html",
            ):
                poked.page.goto(f"{hostile_server}/{address}")
                poked.page.locator("input:visible").first.focus()
    assert (poked.ran, poked.asked) == (set(), set())


def test_a_study_that_somebody_else_wrote_is_text(
    chromium: Browser, hostile_site: Path, hostile_server: str, tmp_path: Path
) -> None:
    file = tmp_path / "记录.html"
    with poking(chromium) as poked:
        poked.take_policy_from(hostile_site)
        for number, payload in enumerate(PAYLOADS):
            aimed = json.dumps(payload.replace("RUN", f"canary({number})"))[1:-1]
            items = [{"id": f"{item['kind']}:{number}", "changed": number + 1, **item} for item in _ITEMS]
            file.write_text(json.dumps({"format": 1, "items": items}).replace("@", aimed), "utf-8")
            poked.page.goto(f"{hostile_server}/study.html")
            poked.page.locator("input[type=file]").set_input_files(file)
            expect(poked.page.locator(".xk-my-study__status")).to_contain_text("导入好了")
            poked.open(f"{hostile_server}/study.html")
            poked.open(f"{hostile_server}/courses/ke-yi-2/index.html")
    assert (poked.ran, poked.asked) == (set(), set())
