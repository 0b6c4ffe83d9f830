"""The engines that are measured: how each makes its site, and how a page of it is asked."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from tests.bench.search.sets import Page
from tests.bench.texts import ROOT
from xueku.search.documents import Document, Labels, Passage
from xueku.search.engine import MANIFEST
from xueku.search.engines import ENGINES
from xueku.site.assets import assets
from xueku.site.templates import render

PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Site:
    """An engine's site. `start` is the page to open; in it `ask` is a function (query, count) → {ranked: addresses, ms}.

    `parts` are the globs of the index's files, and of those among them that hold texts for excerpts.
    """

    start: str
    ask: str
    index: tuple[str, ...]
    texts: tuple[str, ...]


class Own:
    """An engine of ours, on its search page."""

    def __init__(self, name: str) -> None:
        self.name = name

    def prepare(self, pages: Sequence[Page], folder: Path) -> None:
        """Everything but the index."""
        for address, content in assets().values():
            _write(folder / address, content)
        main = render("search.html", "search.html", catalog=SimpleNamespace(kinds=[]))
        addresses = {name: address for name, (address, _) in assets().items()}
        data = f'data-manifest="{MANIFEST}" data-engine="{addresses[ENGINES[self.name].client]}"'
        main = main.replace("data-xk-search", f"data-xk-search {data}", 1)
        page = _page("搜索", f'{main}<script src="{addresses["xueku.js"]}"></script>')
        _write(folder / "search.html", page)

    def build(self, pages: Sequence[Page], folder: Path) -> None:
        """The index, as a site's build writes it."""
        documents = [
            Document(
                page.title,
                "page",
                tuple(
                    Passage(f"{page.id}.html" + (f"#s{number}" if number else ""), heading, text)
                    for number, (heading, text) in enumerate(page.sections)
                ),
            )
            for page in pages
        ]
        for address, content in ENGINES[self.name].index(documents, Labels((("page", "页面"),))).items():
            _write(folder / address, content)

    site = Site(
        "search.html",
        (PEERS / "own.js").read_text("utf-8"),
        ("assets/search/**/*.js",),
        ("assets/search/t/**/*.js",),
    )


class Pagefind:
    """Pagefind with its Chinese segmenter, through its own programming interface."""

    name = "pagefind"

    def prepare(self, pages: Sequence[Page], folder: Path) -> None:
        """The pages that it reads."""
        _write(folder / "start.html", _page("Pagefind"))
        for page in pages:
            body = "".join(
                f"{f'<h2>{html.escape(heading)}</h2>' if heading else ''}{''.join(f'<p>{html.escape(line)}</p>' for line in text.split(chr(10)))}"
                for heading, text in page.sections
            )
            title = html.escape(page.title)
            _write(
                folder / f"{page.id}.html",
                _page(page.title, f"<main data-pagefind-body><h1>{title}</h1>{body}</main>"),
            )

    def build(self, pages: Sequence[Page], folder: Path) -> None:
        """Run the indexer over the pages."""
        subprocess.run(
            [str(ROOT / ".venv/peers/bin/python"), "-m", "pagefind", "--site", str(folder)],
            check=True,
            stdout=subprocess.DEVNULL,
        )

    site = Site(
        "start.html",
        (PEERS / "pagefind.js").read_text("utf-8"),
        ("pagefind/**/*.pf_*", "pagefind/pagefind-entry.json"),
        ("pagefind/fragment/*",),
    )


class MiniSearch:
    """MiniSearch with the browser's own segmenter and the weights that served it best; it has no excerpts."""

    name = "minisearch"

    def prepare(self, pages: Sequence[Page], folder: Path) -> None:
        """Its page, its library and what the indexer reads."""
        _write(folder / "start.html", _page("MiniSearch"))
        shutil.copy(PEERS / "node_modules/minisearch/dist/umd/index.js", folder / "minisearch.js")
        rows = [
            {"id": page.id, "title": page.title, "headings": "\n".join(page.headings), "text": page.text}
            for page in pages
        ]
        _write(folder / "pages.json", json.dumps(rows, ensure_ascii=False).encode())

    def build(self, pages: Sequence[Page], folder: Path) -> None:
        """Run the indexer in node."""
        node = subprocess.run(
            ["scripts/find-node"], check=True, capture_output=True, text=True
        ).stdout.strip()
        subprocess.run(
            [
                f"{node}/node",
                str(PEERS / "build-minisearch.mjs"),
                str(folder / "pages.json"),
                str(folder / "index.json"),
            ],
            check=True,
        )

    site = Site("start.html", (PEERS / "minisearch.js").read_text("utf-8"), ("index.json",), ())


ENGINES_BY_NAME = {engine.name: engine for engine in (Own("xueku"), Own("lunr"), Pagefind(), MiniSearch())}


def page_of(address: str) -> str:
    """The id of the page that an address leads to."""
    return re.sub(r"\.html.*$", "", address.removeprefix("./").removeprefix("/"))


def _page(title: str, body: str = "") -> bytes:
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{html.escape(title)}</title>{body}'.encode()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
