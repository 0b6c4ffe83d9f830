"""Runs the engines one after another and prints one table for quality and one for cost."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.search.engines import ENGINES_BY_NAME, Site, page_of
from tests.bench.search.metrics import Quality, judge, percentile
from tests.bench.search.server import serving
from tests.bench.search.sets import Page, Query

COLD = 40
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


@dataclass(frozen=True)
class Cost:
    """What an index and a query cost. Bytes as sent with gzip; of queries the median, where two are given then the 95th percentile."""

    build_seconds: float
    build_megabytes: float
    disk_bytes: int
    disk_bytes_without_texts: int
    cold_bytes: tuple[float, float]
    cold_requests: float
    cold_ms: tuple[float, float]
    next_bytes: tuple[float, float]
    next_requests: float
    warm_ms: tuple[float, float]


@dataclass(frozen=True)
class Report:
    """Everything measured of one engine; qualities by type of query."""

    engine: str
    quality: Mapping[str, Quality]
    cost: Cost
    runs: Sequence[Mapping[str, object]]


def measure(names: Sequence[str], pages: Sequence[Page], queries: Sequence[Query]) -> list[Report]:
    """Build and ask each engine over the same pages, in a browser that is started once."""
    reports = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("XUEKU_CHROMIUM"), args=_ARGUMENTS
        )
        for name in names:
            with tempfile.TemporaryDirectory(prefix=f"xueku-bench-{name}-") as folder:
                print(f"{name} …", file=sys.stderr, flush=True)
                reports.append(_measure(name, pages, queries, Path(folder), browser))
        browser.close()
    return reports


def _measure(
    name: str, pages: Sequence[Page], queries: Sequence[Query], folder: Path, browser: Browser
) -> Report:
    engine = ENGINES_BY_NAME[name]
    engine.prepare(pages, folder)
    seconds, megabytes = _build(name, pages, folder)
    site = engine.site
    with serving(folder) as (address, sent):
        by_type, runs, warm = _ask_all(browser, f"{address}/{site.start}", site, queries)
        cold = [_cold(browser, f"{address}/{site.start}", site, sent, *pair) for pair in _samples(queries)]
    files = _sizes(folder, site.index)
    texts = _sizes(folder, site.texts)
    cost = Cost(
        seconds,
        megabytes,
        files,
        files - texts,
        _middle([one[0] for one in cold]),
        percentile([one[1] for one in cold], 0.5),
        _middle([one[2] for one in cold]),
        _middle([one[3] for one in cold]),
        percentile([one[4] for one in cold], 0.5),
        _middle(warm),
    )
    return Report(name, {type_: Quality.mean(all_of) for type_, all_of in by_type.items()}, cost, runs)


_SPAWN = """
import json, os, sys, time
started = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(child, 0)
print(json.dumps([status, time.monotonic() - started, used.ru_maxrss / 1024]))
"""


def _build(name: str, pages: Sequence[Page], folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a process that only makes the index.

    It is started by a tiny one: a process begins with the memory of the one that starts it, and that counts as its peak.
    """
    source = folder / "source.jsonl"
    source.write_text("".join(json.dumps(asdict(page), ensure_ascii=False) + "\n" for page in pages), "utf-8")
    command = [sys.executable, "-m", "tests.bench", "index", name, str(source), str(folder)]
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _SPAWN, *command], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    status, seconds, megabytes = json.loads(told.splitlines()[-1])
    if status:
        raise RuntimeError(f"{name}: the index was not built, status {status}")
    source.unlink()
    return seconds, megabytes


def _ask_all(
    browser: Browser, start: str, site: Site, queries: Sequence[Query]
) -> tuple[dict[str, list[Quality]], list[Mapping[str, object]], list[float]]:
    tab = browser.new_page()
    tab.goto(start)
    by_type: dict[str, list[Quality]] = {}
    runs: list[Mapping[str, object]] = []
    warm: list[float] = []
    for number, query in enumerate(queries):
        answer = tab.evaluate(site.ask, [query.query, 10])
        ranked, ms = list(dict.fromkeys(map(page_of, answer["ranked"]))), answer["ms"]
        by_type.setdefault(query.type, []).append(judge(ranked, query.rel))
        runs.append({"qid": query.qid, "ranked": ranked, "ms": round(ms, 2)})
        if number:
            warm.append(ms)
    tab.close()
    return by_type, runs, warm


def _cold(
    browser: Browser, start: str, site: Site, sent: list[int], first: Query, second: Query
) -> tuple[int, int, float, int, int]:
    """Bytes, requests and milliseconds of a first query in a new profile, bytes and requests of another after it."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(start)
    tab.wait_for_load_state("networkidle")
    before = len(sent)
    ms = tab.evaluate(site.ask, [first.query, 5])["ms"]
    cold = sent[before:]
    tab.wait_for_load_state("networkidle")
    before = len(sent)
    tab.evaluate(site.ask, [second.query, 5])
    then = sent[before:]
    context.close()
    return sum(cold), len(cold), ms, sum(then), len(then)


def _samples(queries: Sequence[Query]) -> list[tuple[Query, Query]]:
    """Pairs of a first and a next query, of all types alike; the same for the same queries."""
    chance = random.Random(len(queries))
    types = sorted({query.type for query in queries})
    one_type = {type_: [query for query in queries if query.type == type_] for type_ in types}
    picked = [chance.choice(one_type[types[number % len(types)]]) for number in range(COLD + 1)]
    return [*pairwise(picked)]


def _sizes(folder: Path, patterns: Sequence[str]) -> int:
    return sum(file.stat().st_size for pattern in patterns for file in folder.glob(pattern) if file.is_file())


def _middle(numbers: Sequence[float]) -> tuple[float, float]:
    return percentile(numbers, 0.5), percentile(numbers, 0.95)
