"""Seconds and memory of `xueku health`, beside those of `xueku check`, which reads and checks the same."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.build.pages import read_pages
from tests.bench.build.processes import Cost, run
from tests.bench.build.projects import write_own

_LIMIT = 1800
_COMMANDS = (("check",), ("health", "--as-of", "2026-07-01", "--format", "json", "--output", "health.json"))


def measure_costs(counts: Sequence[int], corpus: Path | None) -> Iterator[str]:
    """Rows of a table: records, command, seconds, processor seconds, peak megabytes of all processes together."""
    yield "| records | command | s | CPU s | MB |"
    yield "| ---: | --- | ---: | ---: | ---: |"
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
            project = Path(folder) / "project"
            project.mkdir()
            write_own(project, read_pages(corpus, count)[1])
            for command in _COMMANDS:
                cost = run([sys.executable, "-m", "xueku", *command], project, Path(folder) / "log", _LIMIT)
                yield _row(count, command[0], cost)


def _row(count: int, command: str, cost: Cost) -> str:
    return f"| {count} | {command} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.peak_mb:.0f} |"
