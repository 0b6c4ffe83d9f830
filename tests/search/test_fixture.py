from __future__ import annotations

import pytest

from tests.search.fixture import FILE, make


def test_the_answers_that_the_browser_is_held_to_are_those_of_the_plain_searcher(
    pytestconfig: pytest.Config,
) -> None:
    if pytestconfig.getoption("--accept"):
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(make(), "utf-8")
    assert FILE.read_text("utf-8") == make()
