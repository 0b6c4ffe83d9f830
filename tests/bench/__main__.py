"""`scripts/bench build`: the time and the bytes a page costs, and the same for the engine alone on the same texts."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench.build import measure_builds
from tests.bench.texts import find_corpus


def main() -> None:
    """Read the command line and print a Markdown table."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    commands = parser.add_subparsers(required=True, dest="command")
    build = commands.add_parser("build", help="whole builds of generated records")
    build.add_argument("--records", type=int, nargs="+", default=[500, 5000], help="how many records")
    build.add_argument("--peer", action="store_true", help="also stock MkDocs + Material on the same texts")
    arguments = parser.parse_args()
    corpus = find_corpus()
    print(f"Texts: {'LawRefBook/Laws (real)' if corpus else 'generated'}\n")
    with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
        measure_builds(Path(folder), corpus, arguments.records, arguments.peer)


main()
