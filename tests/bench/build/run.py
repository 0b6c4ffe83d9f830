"""Measuring the engines: every case of every engine at every size, one after the other."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.build.engines import ENGINES, Engine
from tests.bench.build.pages import Page, read_pages
from tests.bench.build.processes import Cost, EngineError, TimeLimitError, run
from tests.bench.build.report import Case, Row
from tests.bench.build.serving import measure_edits
from tests.bench.search.metrics import percentile

EDITS = 20


def measure(names: Sequence[str], counts: Sequence[int], corpus: Path | None, limit: float) -> Iterator[Row]:
    """The rows of the engines named, as they come; one without a cold build is not asked for a larger site."""
    left = list(names)
    for count in sorted(counts):
        sections, pages = read_pages(corpus, count)
        for name in list(left):
            with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
                for row in Project(ENGINES[name], Path(folder), sections, pages, limit).rows():
                    print(
                        f"{count} {name} {row.case}: {row.trouble or f'{row.wall_s:.2f} s'}", file=sys.stderr
                    )
                    if row.case == "cold" and row.trouble:
                        left.remove(name)
                    yield row


class Project:
    """One engine's project of some pages in a folder of its own."""

    def __init__(
        self, engine: Engine, folder: Path, sections: Sequence[str], pages: Sequence[Page], limit: float
    ) -> None:
        self.engine, self.pages, self.limit = engine, pages, limit
        self.folder, self.log = folder / "project", folder / "log"
        self.folder.mkdir()
        engine.prepare(self.folder, sections, pages)

    def rows(self) -> Iterator[Row]:
        """A row for each case, in order; after a cold build with trouble no more."""
        middle = self.pages[len(self.pages) // 2]
        cold = self._built("cold")
        yield cold
        if cold.trouble:
            return
        yield self._built("nothing")
        self.edit(middle, "改过一次")
        yield self._built("edit", (middle, "改过一次"))
        yield self._served()

    def edit(self, page: Page, text: str) -> None:
        """Write a page's source with one more paragraph, in one go, as an editor saves it."""
        path, source = self.engine.source(page, self.pages)
        (self.folder / path).write_text(f"{source}\n{text}。\n", "utf-8")

    def _built(self, case: Case, expected: tuple[Page, str] | None = None) -> Row:
        try:
            cost = run(self.engine.build(), self.folder, self.log, self.limit)
            self._check(expected)
        except TimeLimitError:
            return self._trouble(case, f"not finished in {self.limit:g} s")
        except EngineError as error:
            print(error, file=sys.stderr)
            return self._trouble(case, "failed")
        return self._row(case, cost)

    def _check(self, expected: tuple[Page, str] | None) -> None:
        site = self.folder / self.engine.site
        missing = [page.name for page in self.pages if not (site / self.engine.address(page)).is_file()]
        if missing:
            raise EngineError(
                f"{self.engine.name}: {len(missing)} pages were not written, {missing[0]} first"
            )
        if expected and expected[1] not in (site / self.engine.address(expected[0])).read_text("utf-8"):
            raise EngineError(f"{self.engine.name}: the edit is not on its page")

    def _row(self, case: Case, cost: Cost) -> Row:
        files = [
            file.stat().st_size for file in (self.folder / self.engine.site).rglob("*") if file.is_file()
        ]
        return Row(
            self.engine.name,
            len(self.pages),
            case,
            cost.cpu,
            cost.wall,
            cost.peak_mb,
            sum(files) / 1e6,
            len(files),
        )

    def _served(self) -> Row:
        step = max(1, len(self.pages) // EDITS)
        edited = [self.pages[number * step % len(self.pages)] for number in range(EDITS)]
        try:
            seconds, peak_mb = measure_edits(
                self.engine, self.folder, self.log, edited, self.edit, self.limit
            )
        except EngineError as error:
            print(error, file=sys.stderr)
            return self._trouble("served", "failed")
        if not seconds:
            return self._trouble("served", f"not finished in {self.limit:g} s")
        return Row(
            self.engine.name,
            len(self.pages),
            "served",
            wall_s=percentile(seconds, 0.95),
            rss_mb=peak_mb,
            median_s=percentile(seconds, 0.5),
            edits=len(seconds),
        )

    def _trouble(self, case: Case, words: str) -> Row:
        return Row(self.engine.name, len(self.pages), case, trouble=words)
