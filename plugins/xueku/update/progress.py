"""A bar that shows how far a long stage has come, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

_LONG = 64
_WIDTH = 24
_EVERY_SECONDS = 0.1


def tell_progress(items: Iterable[Item], count: int, label: str) -> Iterator[Item]:
    """The same items; on the way a line says how many of `count` are done, and how many a second."""
    if count < _LONG or not sys.stderr.isatty():
        yield from items
        return
    started = shown = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - shown >= _EVERY_SECONDS or number == count:
            shown = now
            done = "█" * (number * _WIDTH // count)
            rate = number / max(now - started, 0.001)
            sys.stderr.write(f"\r{label} {done:░<{_WIDTH}} {number}/{count}，每秒 {rate:.0f} 份 ")
            sys.stderr.flush()
    sys.stderr.write("\n")
