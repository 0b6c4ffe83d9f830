"""`scripts/bench`: what building, checking and examining cost, which faults rules find, what import recovers, and search engines in a reader's browser."""

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
    check = commands.add_parser("check", help="what checking all content costs")
    check.add_argument("--pages", default="100,1000,10000", help="how many, parted by commas")
    export = commands.add_parser("export", help="what kits of all courses cost, and a booklet as PDF")
    export.add_argument("--courses", default="50,500", help="how many, parted by commas")
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
    rules = commands.add_parser("rules", help="seeded faults that are found, findings on clean texts, times")
    rules.add_argument("--texts", type=int, default=1500, help="at most so many clean texts")
    rules.add_argument("--faults", type=int, default=2500, help="so many in all, shared among the classes")
    rules.add_argument("--codes", default="", help="only faults for these codes, parted by commas")
    rules.add_argument("--seed", type=int, default=1, help="the same seed gives the same faults")
    rules.add_argument("--json", type=Path, help="write figures, clean findings and missed faults here")
    health = commands.add_parser(
        "health", help="what an examination costs, and which shared passages it finds"
    )
    health.add_argument("--records", default="1000,10000", help="how many, parted by commas")
    health.add_argument(
        "--passages", type=int, default=2000, help="among so many records passages are planted"
    )
    health.add_argument(
        "--found", action="store_true", help="print what is found with nothing planted instead"
    )
    quotations = commands.add_parser("quotations", help="quotations compared with a whole library")
    quotations.add_argument("--made", type=int, help="so many generated texts instead of the laws")
    quotations.add_argument("--characters", type=int, default=20_000_000, help="of all generated texts")
    quotations.add_argument(
        "--pages", type=int, default=500, help="with a quotation each; half of them are altered, at most 250"
    )
    once_more = commands.add_parser("quotations-again", help="one change; used by `quotations`")
    once_more.add_argument("way", choices=["page", "work"])
    once_more.add_argument("folder", type=Path)
    word = commands.add_parser("word", help="what import recovers of official Word files, ours and its peers")
    word.add_argument("--peers", type=Path, help="the environment in which the peers are installed")
    arguments = parser.parse_args()
    _COMMANDS[arguments.command](arguments)


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


def _check(arguments: argparse.Namespace) -> None:
    from tests.bench.check import measure, table

    rows = []
    for row in measure([int(count) for count in arguments.pages.split(",")], find_corpus()):
        print(f"{row.pages} {row.case}: {row.cost.cpu:.2f} s", file=sys.stderr)
        rows.append(row)
    print(table(rows))


def _export(arguments: argparse.Namespace) -> None:
    from tests.bench.export import booklet, measure, table

    corpus, rows = find_corpus(), []
    for row in measure([int(count) for count in arguments.courses.split(",")], corpus):
        print(f"{row.courses} {row.case}: {row.cost.cpu:.2f} s", file=sys.stderr)
        rows.append(row)
    print(f"{table(rows)}\n\n{booklet(corpus)}")


def _rules(arguments: argparse.Namespace) -> None:
    from tests.bench.rules.clean_texts import clean_texts
    from tests.bench.rules.registry import CLASSES
    from tests.bench.rules.report import as_json, clean_table, recall_table, time_table
    from tests.bench.rules.run import Workbench, seed_all

    codes = set(filter(None, arguments.codes.split(",")))
    classes = [fault for fault in CLASSES if not codes or fault.code in codes]
    corpus = find_corpus()
    with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
        bench = Workbench(Path(folder), clean_texts(corpus, arguments.texts))
        source = "laws" if corpus else "the demonstration content"
        print(f"{len(bench.files)} texts of {source}, {bench.characters} characters\n", flush=True)
        recalls = [*seed_all(bench, classes, arguments.faults, arguments.seed)]
        times = dict(bench.times())
        print("\n\n".join((recall_table(recalls), clean_table(bench), time_table(times))))
        if arguments.json:
            figures = json.dumps(as_json(bench, recalls, times), ensure_ascii=False, indent=1)
            arguments.json.write_text(figures, "utf-8")


def _health(arguments: argparse.Namespace) -> None:
    from tests.bench.health.costs import measure_costs
    from tests.bench.health.passages import found_passages, measure_passages

    corpus = find_corpus()
    print(f"Texts: {'chapters of laws' if corpus else 'generated'}\n", flush=True)
    if arguments.found:
        for line in found_passages(arguments.passages, corpus):
            print(line)
        return
    counts = [int(count) for count in arguments.records.split(",") if count]
    for row in measure_costs(counts, corpus):
        print(row, flush=True)
    print()
    for row in measure_passages(arguments.passages, corpus, (0, 40, 20, 12)):
        print(row, flush=True)


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


def _word(arguments: argparse.Namespace) -> None:
    from tests.bench.word import measure, peers_folder

    print(measure(arguments.peers or peers_folder()))


_COMMANDS = {
    "build": _build,
    "check": _check,
    "export": _export,
    "health": _health,
    "index": _index,
    "quotations": _quotations,
    "quotations-again": _quotations_again,
    "rules": _rules,
    "search": _search,
    "updates": _updates,
    "word": _word,
}

main()
