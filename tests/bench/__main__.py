"""`scripts/bench build`: what a page costs to build; `search`: search engines in a reader's browser; `updates`: our index after edits; `quotations`: compared with a library."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench.texts import find_corpus


def main() -> None:
    """Read the command line and print Markdown tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    commands = parser.add_subparsers(required=True, dest="command")
    build = commands.add_parser("build", help="builds and edits of a site of many pages, ours and its peers")
    build.add_argument("--pages", default="100,1000,10000", help="how many, parted by commas")
    build.add_argument(
        "--engines", default="xueku,mkdocs,mkdocs-no-search,hugo,zensical", help="parted by commas"
    )
    build.add_argument(
        "--limit", type=float, default=900, help="seconds that one case of one engine may take"
    )
    build.add_argument("--json", type=Path, help="write all figures here")
    search = commands.add_parser("search", help="relevance, bytes and times of search engines")
    search.add_argument(
        "--pages", type=Path, help="pages as lines of JSON, gzipped or not; without it a small made set"
    )
    search.add_argument("--queries", type=Path, help="queries as lines of JSON")
    search.add_argument("--engines", default="xueku,lunr,pagefind,minisearch", help="parted by commas")
    search.add_argument("--sample", type=int, help="ask only so many of the queries, spread over all")
    search.add_argument(
        "--cut", type=int, help="cut the pages smaller until there are so many; right answers are lost"
    )
    search.add_argument("--json", type=Path, help="write all figures here")
    search.add_argument("--run", type=Path, help="write a line for each query here: qid, ranked, ms")
    index = commands.add_parser("index", help="make one engine's index; used by `search` to measure it alone")
    index.add_argument("engine")
    index.add_argument("source", type=Path)
    index.add_argument("folder", type=Path)
    updates = commands.add_parser(
        "updates", help="what our index costs to make, and to make again after an edit"
    )
    updates.add_argument("pages", type=Path, help="pages as lines of JSON, gzipped or not")
    updates.add_argument("--cut", type=int, help="cut the pages smaller until there are so many")
    quotations = commands.add_parser("quotations", help="quotations compared with a whole library")
    quotations.add_argument("--made", type=int, help="so many generated texts instead of the laws")
    quotations.add_argument("--characters", type=int, default=20_000_000, help="of all generated texts")
    quotations.add_argument(
        "--pages", type=int, default=500, help="with a quotation each; half of them are altered, at most 250"
    )
    once_more = commands.add_parser("quotations-again", help="one change; used by `quotations`")
    once_more.add_argument("way", choices=["page", "work"])
    once_more.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    {
        "build": _build,
        "search": _search,
        "index": _index,
        "updates": _updates,
        "quotations": _quotations,
        "quotations-again": _quotations_again,
    }[arguments.command](arguments)


def _build(arguments: argparse.Namespace) -> None:
    from tests.bench.build.engines import ENGINES
    from tests.bench.build.report import as_json, tables
    from tests.bench.build.run import measure

    names = arguments.engines.split(",")
    if unknown := set(names) - set(ENGINES):
        raise SystemExit(f"no such engine: {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}")
    corpus = find_corpus()
    print(f"Texts: {'chapters of laws' if corpus else 'generated'}\n")
    present = []
    for name in names:
        version = ENGINES[name].version()
        print(f"- {name}: {version or 'not installed, left out'}", flush=True)
        present += [name] if version else []
    # Runs are long: what is there when it is broken off is told, and no process or folder is left.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    counts = [int(count) for count in arguments.pages.split(",")]
    rows = []
    try:
        for row in measure(present, counts, corpus, arguments.limit):
            rows.append(row)
    finally:
        print(f"\n{tables(rows)}", end="")
        if arguments.json:
            arguments.json.write_text(json.dumps(as_json(rows)), "utf-8")


def _search(arguments: argparse.Namespace) -> None:
    from tests.bench.search.run import measure
    from tests.bench.search.sets import cut_smaller, made_set, read_pages, read_queries
    from tests.bench.search.table import tables

    if (arguments.pages is None) != (arguments.queries is None):
        raise SystemExit("--pages and --queries go together")
    if arguments.pages is None:
        pages, queries = made_set()
    else:
        pages, queries = read_pages(arguments.pages), read_queries(arguments.queries)
    if arguments.cut:
        pages = cut_smaller(pages, arguments.cut)
    if arguments.sample and arguments.sample < len(queries):
        queries = queries[:: -(-len(queries) // arguments.sample)]
    print(
        f"{len(pages)} pages, {sum(len(page.text) for page in pages)} characters, {len(queries)} queries\n",
        flush=True,
    )
    reports = measure(arguments.engines.split(","), pages, queries)
    print(tables(reports))
    if arguments.json:
        arguments.json.write_text(
            json.dumps([asdict(report) for report in reports], ensure_ascii=False), "utf-8"
        )
    for number, report in enumerate(reports if arguments.run else ()):
        file = (
            arguments.run if not number else arguments.run.with_name(f"{report.engine}-{arguments.run.name}")
        )
        file.write_text("".join(json.dumps(run, ensure_ascii=False) + "\n" for run in report.runs), "utf-8")


def _index(arguments: argparse.Namespace) -> None:
    from tests.bench.search.engines import ENGINES_BY_NAME
    from tests.bench.search.sets import read_pages

    ENGINES_BY_NAME[arguments.engine].build(read_pages(arguments.source), arguments.folder)


def _updates(arguments: argparse.Namespace) -> None:
    from tests.bench.search.sets import cut_smaller, read_pages
    from tests.bench.search.updates import measure_updates

    pages = read_pages(arguments.pages)
    if arguments.cut:
        pages = cut_smaller(pages, arguments.cut)
    print(f"{len(pages)} pages, {sum(len(page.text) for page in pages)} characters\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
        measure_updates(pages, Path(folder) / "kept.db")


def _quotations(arguments: argparse.Namespace) -> None:
    from tests.bench.quotations.run import measure
    from tests.bench.quotations.texts import made_laws, read_laws

    corpus = find_corpus()
    count, altered = arguments.pages, min(arguments.pages // 2, 250)
    if corpus is None or arguments.made:
        print("Texts: generated\n")
        report = measure(lambda: made_laws(arguments.made or 1510, arguments.characters), count, altered)
    else:
        print("Texts: laws\n")
        report = measure(lambda: read_laws(corpus), count, altered)
    print(report.to_table())


def _quotations_again(arguments: argparse.Namespace) -> None:
    from tests.bench.quotations.run import again

    print(*again(arguments.way, arguments.folder))


main()
