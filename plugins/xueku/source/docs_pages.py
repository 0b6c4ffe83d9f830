"""The maintainers' pages in docs/ pass the same gates as content, before the engine reads them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span, XuekuError
from xueku.source.files import is_leftover
from xueku.source.front_matter import split_front_matter
from xueku.source.names import colliding, collision, refused_name
from xueku.source.prose import outline_faults
from xueku.source.text import by_hand, no_plain_file, read_text
from xueku.source.yaml_tree import read_tree


def read_docs_pages(docs_dir: Path, shown_dir: str) -> list[Diagnostic]:
    """Every finding on the files below `docs_dir`; that there is no such folder is none. `shown_dir` is its name in findings."""
    return [*_in_folder(docs_dir, shown_dir)] if docs_dir.is_dir() else []


def refuse_strangers(docs_dir: Path, shown_dir: str) -> None:
    """Raise XuekuError if a link or a special file stands below `docs_dir`: an engine follows it, out of the folder or without end."""
    for finding in read_docs_pages(docs_dir, shown_dir):
        if finding.code == "XK012":
            raise XuekuError(str(finding.span), finding.message, finding.remedy)


def unreadable_pages(docs_dir: Path, shown_dir: str) -> frozenset[str]:
    """The paths of those pages, below `docs_dir`, that an engine must not try to read."""
    return frozenset(
        finding.span.path.removeprefix(f"{shown_dir}/")
        for finding in read_docs_pages(docs_dir, shown_dir)
        if finding.code in ("XK001", "XK007")
    )


def _in_folder(folder: Path, shown_dir: str) -> Iterator[Diagnostic]:
    with os.scandir(folder) as listed:
        entries = sorted((one for one in listed if not is_leftover(one.name)), key=lambda one: one.name)
    twins = colliding(entry.name for entry in entries)
    for entry in entries:
        path = f"{shown_dir}/{entry.name}"
        if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
            yield no_plain_file(Span(path), is_link=entry.is_symlink())
        elif finding := refused_name(entry.name, Span(path)):
            yield finding
        elif entry.name in twins:
            yield collision(Span(path), entry.name, twins[entry.name])
        elif entry.is_dir():
            yield from _in_folder(Path(entry.path), path)
        elif entry.name.lower().endswith(".md"):
            yield from _in_page(Path(entry.path), path)


def _in_page(file: Path, path: str) -> Iterator[Diagnostic]:
    text, found = read_text(file, path)
    # An empty page is how a maintainer begins one.
    yield from (finding for finding in by_hand(found) if finding.code != "XK004")
    body, first_line = text or "", 1
    if body.startswith("---\n"):
        halves, found = split_front_matter(body, path)
        yield from found
        if halves is None:
            return
        yield from read_tree(halves.fields, path, 2)[1]
        body, first_line = halves.body, halves.body_line
    yield from outline_faults(body, path, first_line)
