"""How much a page asks for: at most 12 requests and 150 kB as a server sends it compressed, none of them elsewhere.

Not compressed, Material's style sheet alone is 137 kB; what a page weighs from a USB stick is not limited here.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.pages import PAGES
from tests.browser.steps import answered

pytestmark = pytest.mark.browser

MOST_REQUESTS = 12
MOST_BYTES = 150_000
MOST_OF_A_SEARCH = 24
"""An answer reads shards of the index besides."""


def test_every_page_keeps_to_its_budget(opener: Opener, site: Path, server: str) -> None:
    over = {}
    for name, address in PAGES.items():
        watched = opener()
        asked: list[str] = []
        _note_into(asked, watched.page)
        page = watched.open(f"{server}/{address}")
        if "?q=" in address:
            answered(page)
        page.wait_for_timeout(100)
        files = [site / unquote(urlsplit(url).path).lstrip("/") for url in asked]
        size = sum(len(gzip.compress(file.read_bytes())) for file in files)
        if size > MOST_BYTES or len(asked) > (MOST_OF_A_SEARCH if "?q=" in address else MOST_REQUESTS):
            over[name] = (len(asked), size)
        assert len(asked) >= 4, name
        assert not watched.troubles, name
    assert not over


def _note_into(asked: list[str], page: Page) -> None:
    page.on("request", lambda request: asked.append(request.url))
