"""A site with a payload in every field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import served
from tests.walls.hostile import build, write_hostile_project


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that site."""
    return build(write_hostile_project(tmp_path_factory.mktemp("坏人") / "项目"))


@pytest.fixture(scope="session")
def hostile_server(hostile_site: Path) -> Iterator[str]:
    """Its address."""
    with served(hostile_site) as address:
        yield address
