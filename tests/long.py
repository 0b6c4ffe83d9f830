"""What runs with --long only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def long_but(values: Iterable[str], *always: str) -> list[Any]:
    """Parameters of a test: all of these with --long, otherwise only some."""
    return [pytest.param(one, marks=() if one in always else pytest.mark.long) for one in values]
