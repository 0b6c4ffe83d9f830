"""The measurements: quotations of all texts at once, and again after one change, each in a new process."""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.bench.quotations.checking import Desk
from tests.bench.quotations.judging import is_right
from tests.bench.quotations.kept import Kept, keep
from tests.bench.quotations.pages import Quoting, quoting_pages
from tests.bench.quotations.texts import work_records
from tests.bench.texts import ROOT
from xueku.render.works import work_text
from xueku.update.store import Store

Value = TypeVar("Value")
Seconds = tuple[float, float]
"""By the clock, and of the processor."""
_CHANGED = "一共有三处，改在第七页的边上。"


@dataclass
class Report:
    """Seconds of wall and processor by step, megabytes at most, and for each way of going wrong how many pages were told of rightly, of how many."""

    texts: int = 0
    characters: int = 0
    seconds: dict[str, Seconds] = field(default_factory=dict)
    megabytes: float = 0
    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def timed(self, name: str, work: Callable[[], Value]) -> Value:
        """What the work gives; its time is noted."""
        started, before = time.perf_counter(), _processor()
        value = work()
        self.seconds[name] = time.perf_counter() - started, _processor() - before
        return value

    def to_table(self) -> str:
        """All figures as Markdown."""
        lines = [
            f"{self.texts} texts, {self.characters / 1e6:.1f} M characters, {self.all.total()} quotations\n"
        ]
        lines += ["| quotation | right | of |", "| --- | ---: | ---: |"]
        lines += [f"| {way or 'exact'} | {self.right[way]} | {count} |" for way, count in self.all.items()]
        lines += ["", "| step | wall | processor |", "| --- | ---: | ---: |"]
        lines += [f"| {name} | {wall:.2f} | {own:.2f} |" for name, (wall, own) in self.seconds.items()]
        return "\n".join([*lines, "", f"Memory at most: {self.megabytes:.0f} MB", *self.wrong])


def measure(read: Callable[[], Mapping[str, str]], count: int = 500, altered: int = 250) -> Report:
    """Quote the texts that `read` gives, check all, and check again after one change."""
    report = Report()
    texts = report.timed("reading the files", read)
    works = report.timed("Markdown to prose", lambda: work_records(texts))
    pages = quoting_pages([work_text(work) for work in works], count, altered)
    records = [page.record for page in pages]
    desk = report.timed("texts to index", lambda: Desk.of(works, records))
    found = report.timed("check of all pages", lambda: [desk.check(record) for record in records])
    (wall, own), (more_wall, more_own) = [*report.seconds.values()][-2:]
    report.seconds["index and check"] = wall + more_wall, own + more_own
    report.texts, report.characters = len(works), sum(len(text) for text in texts.values())
    for page, findings in zip(pages, found, strict=True):
        report.all[page.way] += 1
        report.right[page.way] += is_right(page, findings)
        if not is_right(page, findings):
            report.wrong.append(f"- {page.way or 'exact'}: {page.words} {[*map(str, findings)]}")
    report.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
        _measure_again(report, desk, pages, Path(folder))
    return report


def _measure_again(report: Report, desk: Desk, pages: list[Quoting], folder: Path) -> None:
    file = folder / "kept.db"
    report.timed("keeping", lambda: keep(file, desk, [page.record for page in pages]))
    page = pages[-1].record
    (cited,) = {id_ for id_ in desk.linked.works if f"xk:{id_}#" in page.body.markdown}
    (folder / "page").write_bytes(pickle.dumps(page))
    work = desk.linked.works[cited]
    text = f"{work.text[:-9]}{_CHANGED}{work.text[-9:]}"
    (folder / "work").write_bytes(pickle.dumps((desk.linked.catalog.records[cited].path, text)))
    for way in ("page", "work"):
        command = [sys.executable, "-m", "tests.bench", "quotations-again", way, str(folder)]
        done = report.timed(
            f"one {way} changed, whole process",
            lambda command=command: subprocess.run(  # type: ignore[misc]
                command, cwd=ROOT, capture_output=True, text=True, check=True
            ),
        )
        wall, own = map(float, done.stdout.split())
        report.seconds[f"one {way} changed, its own work"] = wall, own


def again(way: str, folder: Path) -> Seconds:
    """The seconds that a changed page or work takes in this process, from the open store to the commit."""
    started, before = time.perf_counter(), _processor()
    store = Store(folder / "kept.db")
    changed = pickle.loads((folder / way).read_bytes())
    if way == "page":
        Kept(store).check([changed])
    else:
        Kept(store).change_work(*changed)
    store.commit()
    store.close()
    return time.perf_counter() - started, _processor() - before


def _processor() -> float:
    """Processor seconds of this process and of those that it waited for."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found)
