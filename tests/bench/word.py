"""What import recovers of official Word files, ours and its peers: pandoc and mammoth, which know no 公文 numbers."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.bench.texts import ROOT
from tests.importers.word import held_out, held_out_later, official, ours
from tests.importers.word.official import Paper
from tests.importers.word.scoring import Found, Score
from xueku.importers.docx.counting import characters_of
from xueku.importers.docx.package import Package
from xueku.importers.worker import convert_apart

_MAMMOTH = (
    "import io, mammoth, sys\n"
    "sys.stdout.buffer.write(mammoth.convert_to_html(io.BytesIO(sys.stdin.buffer.read())).value.encode())"
)
_WHAT = ("headings", "levels", "tables", "pictures", "signatures", "attachments")
Reader = Callable[[Paper], Found]


def measure(peers: Path) -> str:
    """Markdown tables of both sets of papers. `peers` is the folder of the peers' environment; those that are missing are named."""
    readers: dict[str, Reader] = {"xueku": _ours}
    for name, reader in (("pandoc", _pandoc), ("mammoth", _mammoth(peers))):
        try:
            reader(next(official.papers()))
        except (ImportError, OSError, subprocess.CalledProcessError) as error:
            print(f"*** {name} is not there and left out: {error}", file=sys.stderr)
        else:
            readers[name] = reader
    sets = (
        ("Papers that the rules were written with", official.papers),
        ("Held-out papers", held_out.papers),
        ("Held-out papers, later", held_out_later.papers),
    )
    tables = [_table(title, list(papers()), readers) for title, papers in sets]
    return "\n\n".join([*tables, _times(list(official.papers()))])


def _table(title: str, papers: list[Paper], readers: dict[str, Reader]) -> str:
    lines = [
        f"{title}: {len(papers)}\n",
        f"| reader | {' | '.join(_WHAT)} | characters lost |",
        f"| --- |{' ---: |' * (len(_WHAT) + 1)}",
    ]
    for name, reader in readers.items():
        score = Score()
        for paper in papers:
            characters = characters_of(Package(paper.name, paper.content))
            score.add(paper.name, paper.answer, reader(paper), characters)
        figures = " | ".join(f"{score.f1(what):.3f}" for what in _WHAT)
        lines.append(f"| {name} | {figures} | {score.lost} |")
        if name == "xueku":
            print("\n".join(score.misses), file=sys.stderr)
    return "\n".join(lines)


def _times(papers: Iterable[Paper]) -> str:
    seconds = []
    for paper in list(papers)[:20]:
        started = time.perf_counter()
        convert_apart(paper.name, paper.content, accepts_changes=paper.accepts_changes)
        seconds.append(time.perf_counter() - started)
    seconds.sort()
    return f"One file through the worker: {seconds[len(seconds) // 2]:.2f} s (median of {len(seconds)}), most {seconds[-1]:.2f} s"


def _ours(paper: Paper) -> Found:
    return ours.read(paper.name, paper.content, accepts_changes=paper.accepts_changes)


def _pandoc(paper: Paper) -> Found:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=html"]
    return _of_html(
        subprocess.run(command, input=paper.content, capture_output=True, check=True).stdout.decode()
    )


def _mammoth(peers: Path) -> Reader:
    def read(paper: Paper) -> Found:
        command = [str(peers / "bin/python"), "-c", _MAMMOTH]
        return _of_html(
            subprocess.run(command, input=paper.content, capture_output=True, check=True).stdout.decode()
        )

    return read


def _of_html(html: str) -> Found:
    """What a peer found; neither tells a signature or a list of attachments from text."""
    tree = LexborHTMLParser(html)
    headings = [(int((node.tag or "h1")[1]), node.text()) for node in tree.css("h1,h2,h3,h4,h5,h6")]
    tables = [
        [[cell.text() for cell in row.css("td,th")] for row in table.css("tr")] for table in tree.css("table")
    ]
    return Found(headings=headings, tables=tables, pictures=len(tree.css("img")), text=unescape(tree.text()))


def peers_folder() -> Path:
    """Where `scripts/bench` installs the peers."""
    return ROOT / ".venv/peers"
