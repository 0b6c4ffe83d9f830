"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

settings.register_profile("short", max_examples=25, derandomize=True, deadline=None, database=None)
settings.register_profile("long", max_examples=1000, deadline=None, database=None, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what cases answer now into their files")
    parser.addoption("--long", action="store_true", help="also slow tests, and many more random inputs")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="runs with --long"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium, one a worker; scripts/test finds or installs it and names it in XUEKU_CHROMIUM."""
    path = os.environ.get("XUEKU_CHROMIUM")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("没有 Chromium：XUEKU_CHROMIUM 是空的")
        pytest.skip("没有 Chromium，浏览器测试没有运行")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
