"""The engines that are measured: how each gets its project, builds it, serves it, and where its pages are."""

from __future__ import annotations

import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from tests.bench.build import projects
from tests.bench.build.pages import Page
from tests.bench.texts import ROOT

PEERS = ROOT / ".venv/peers"
_VERSIONS = "import sys; from importlib.metadata import version; print(*(f'{name} {version(name)}' for name in sys.argv[1:]), sep=', ')"


class Engine(ABC):
    """One engine with its way of being set up. `site` is where its output is, in its project."""

    name: str
    site = "site"

    @abstractmethod
    def version(self) -> str | None:
        """What is measured, with its settings in a few words; None if it is not installed."""

    @abstractmethod
    def prepare(self, folder: Path, sections: Sequence[str], pages: Sequence[Page]) -> None:
        """Write the project."""

    @abstractmethod
    def build(self) -> list[str]:
        """The command that builds, in the project's folder."""

    @abstractmethod
    def serve(self, port: int) -> list[str]:
        """The command that serves on 127.0.0.1 and follows the sources."""

    @abstractmethod
    def source(self, page: Page, pages: Sequence[Page]) -> tuple[str, str]:
        """A page's source: path in the project, whole text."""

    @abstractmethod
    def address(self, page: Page) -> str:
        """Where a page is in the site."""


class Own(Engine):
    """This project, as its checkout is."""

    name = "xueku"

    def version(self) -> str:
        asked = ["git", "describe", "--always", "--dirty", "--abbrev=7", "--exclude=*"]
        commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout.strip()
        return f"commit {commit}, its search index and all lists" if commit else "without a commit"

    def prepare(self, folder: Path, sections: Sequence[str], pages: Sequence[Page]) -> None:
        projects.write_own(folder, pages)

    def build(self) -> list[str]:
        return [sys.executable, "-m", "xueku", "build"]

    def serve(self, port: int) -> list[str]:
        return [sys.executable, "-m", "xueku", "serve", "--port", str(port)]

    def source(self, page: Page, pages: Sequence[Page]) -> tuple[str, str]:
        return projects.own_source(page), projects.own_record(page)

    def address(self, page: Page) -> str:
        return projects.own_address(page)


class MkDocs(Engine):
    """Stock MkDocs with Material; the nav has sections only, else every page would hold a link to every other."""

    packages: tuple[str, ...] = ("mkdocs", "mkdocs-material", "jieba")
    program: tuple[str, ...] = ("python", "-m", "mkdocs")
    quiet: tuple[str, ...] = ("--quiet",)

    def __init__(self, name: str, search: bool) -> None:
        self.name = name
        self.search = search

    def version(self) -> str | None:
        found = _installed(*self.packages)
        return found and found + (", search" if self.search else ", no search")

    def prepare(self, folder: Path, sections: Sequence[str], pages: Sequence[Page]) -> None:
        projects.write_mkdocs(folder, sections, pages, self.search)

    def build(self) -> list[str]:
        return [*_peer(*self.program), "build", *self.quiet]

    def serve(self, port: int) -> list[str]:
        return [*_peer(*self.program), "serve", *self.quiet, "--dev-addr", f"127.0.0.1:{port}"]

    def source(self, page: Page, pages: Sequence[Page]) -> tuple[str, str]:
        return f"docs/s{page.section:02}/{page.name}.md", projects.mkdocs_page(page, pages)

    def address(self, page: Page) -> str:
        return f"s{page.section:02}/{page.name}.html"


class Zensical(MkDocs):
    """Zensical on the project of MkDocs, with its own search."""

    packages = ("zensical",)
    program = ("zensical",)
    quiet = ()

    def __init__(self) -> None:
        super().__init__("zensical", search=True)


class Hugo(Engine):
    """Hugo with a minimal layout: lists and single pages, no search."""

    name = "hugo"
    site = "public"

    def version(self) -> str | None:
        found = _installed("hugo") if self._binary() else None
        return found and f"{found}, minimal layout, no search"

    def prepare(self, folder: Path, sections: Sequence[str], pages: Sequence[Page]) -> None:
        projects.write_hugo(folder, sections, pages)

    def build(self) -> list[str]:
        return [self._binary(), "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [self._binary(), "server", "--quiet", "--bind", "127.0.0.1", "--port", str(port)]

    def source(self, page: Page, pages: Sequence[Page]) -> tuple[str, str]:
        return f"content/s{page.section:02}/{page.name}.md", projects.hugo_page(page, pages)

    def address(self, page: Page) -> str:
        return f"s{page.section:02}/{page.name}.html"

    def _binary(self) -> str:
        """The program itself: the wheel's command would start Python first."""
        found = PEERS.glob("lib/python*/site-packages/hugo/binaries/hugo*")
        return next(map(str, found), "")


ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (Own(), MkDocs("mkdocs", True), MkDocs("mkdocs-no-search", False), Hugo(), Zensical())
}


def _peer(program: str, *arguments: str) -> list[str]:
    return [str(PEERS / "bin" / program), *arguments]


def _installed(*packages: str) -> str | None:
    """The packages with their versions, if the peers' environment has all of them."""
    try:
        asked = [*_peer("python"), "-I", "-c", _VERSIONS, *packages]
        told = subprocess.run(asked, capture_output=True, text=True)
    except OSError:
        return None
    return None if told.returncode else told.stdout.strip()
