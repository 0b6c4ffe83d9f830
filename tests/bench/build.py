"""Whole builds: seconds of processor and wall, bytes a page, peak memory."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.project import write_project
from tests.bench.texts import texts
from xueku.render.markdown import EXTENSIONS


@dataclass(frozen=True)
class Measured:
    """One build of `pages` pages."""

    name: str
    pages: int
    cpu: float
    wall: float
    page_bytes: float
    total_bytes: int
    peak_mb: float

    def __str__(self) -> str:
        return (
            f"| {self.name} | {self.pages} | {self.cpu:.1f} | {self.wall:.1f} | {1000 * self.cpu / self.pages:.1f} "
            f"| {self.page_bytes / 1000:.1f} | {self.total_bytes / 1e6:.1f} | {self.peak_mb:.0f} |"
        )


def measure_builds(folder: Path, corpus: Path | None, counts: list[int], with_peer: bool) -> None:
    """Print one row for each build."""
    print(
        "| build | records | CPU s | wall s | CPU ms a record | kB a record page (median) | MB in all | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for count in counts:
        project = folder / f"xueku-{count}"
        project.mkdir()
        write_project(project, corpus, count)
        print(_measure("xueku, cold", project, count, "*/r?????/index.html"), flush=True)
        if with_peer:
            peer = folder / f"peer-{count}"
            _write_peer(peer, corpus, count)
            print(_measure("Material 9.8, home in nav, its search", peer, count, "t/*.html"), flush=True)
        shutil.rmtree(project)


def _measure(name: str, project: Path, count: int, pattern: str) -> Measured:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    started = time.monotonic()
    running = subprocess.Popen(command, cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    _, status, used = os.wait4(running.pid, 0)
    wall = time.monotonic() - started
    site = project / "site"
    pages = [page.stat().st_size for page in site.glob(pattern)]
    if status or len(pages) != count:
        raise RuntimeError(f"{len(pages)} pages of {count} records, status {status}")
    return Measured(
        name,
        count,
        used.ru_utime + used.ru_stime,
        wall,
        statistics.median(pages),
        sum(file.stat().st_size for file in site.rglob("*") if file.is_file()),
        used.ru_maxrss / 1024,
    )


def _write_peer(folder: Path, corpus: Path | None, count: int) -> None:
    """The same texts for stock MkDocs with Material: only the home page in the nav, Material's own search."""
    (folder / "docs/t").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    for number, (title, body) in enumerate(texts(corpus, count)):
        (folder / f"docs/t/r{number:05}.md").write_text(f"# {title}\n\n{body}", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: 基准\nuse_directory_urls: false\ntheme: {name: material, language: zh, font: false}\n"
        "nav: [{首页: index.md}]\nnot_in_nav: t/\nplugins: [search]\n"
        f"markdown_extensions: [{', '.join(name for name in EXTENSIONS if name.startswith(('pymdownx', 'a', 'd', 'f')))}]\n",
        encoding="utf-8",
    )
