"""What checking all content costs, from nothing and after an edit, and what a formatter of Chinese text costs over the same files."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.build.pages import Page, read_pages
from tests.bench.build.processes import Cost, run
from tests.bench.build.projects import own_source, write_own
from tests.bench.texts import ROOT

_OWN = (str(Path(sys.executable).with_name("xueku")), "check", "--format", "json")
_PEER = (
    str(ROOT / ".venv/peers/bin/python"),
    "-c",
    "import pathlib, autocorrect_py\n"
    "for file in sorted(pathlib.Path('content').rglob('*.md')): autocorrect_py.lint_for(file.read_text('utf-8'), 'md')",
)
_LIMIT = 1800.0


@dataclass(frozen=True)
class Row:
    """One command over one project."""

    pages: int
    case: str
    cost: Cost


def measure(counts: list[int], corpus: Path | None) -> Iterator[Row]:
    """The rows of each size, as they come."""
    for count in counts:
        _, pages = read_pages(corpus, count)
        with tempfile.TemporaryDirectory(prefix="xueku-bench-") as name:
            folder = Path(name) / "project"
            write_own(folder, pages)
            for case, prepare, command in _cases(folder, pages):
                prepare()
                # Findings are expected: they are status 1.
                tolerant = ("sh", "-c", '"$@" || [ $? = 1 ]', "sh", *command)
                yield Row(count, case, run(tolerant, folder, Path(name) / "log", _LIMIT))


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table; peak memory in megabytes."""
    lines = ["| records | case | CPU s | s | peak MB |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        cost = row.cost
        lines.append(
            f"| {row.pages:,} | {row.case} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak_mb:.0f} |"
        )
    return "\n".join(lines)


Case = tuple[str, Callable[[], None], tuple[str, ...]]


def _cases(folder: Path, pages: list[Page]) -> Iterator[Case]:
    article = next(page for page in reversed(pages) if page.number % 2)
    work = next(page for page in reversed(pages) if not page.number % 2)
    yield "cold", lambda: None, _OWN
    yield "nothing changed", lambda: None, _OWN
    yield "one article changed", lambda: _add(folder / own_source(article)), _OWN
    yield "one library text changed", lambda: _add(folder / own_source(work)), _OWN
    yield "peer: autocorrect-py", lambda: None, _PEER


def _add(file: Path) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n再看一遍。\n", "utf-8")
