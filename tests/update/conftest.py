"""A small project as people have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.conftest import write_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, never built."""
    return write_project(tmp_path / "项目")
