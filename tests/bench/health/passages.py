"""Passages that two records share: those planted that are found, and those found that nobody planted."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.bench.build.pages import Page, read_pages
from tests.bench.build.projects import write_own
from xueku.build import examine, health
from xueku.health.line import Line
from xueku.source.settings import read_settings

PLANTED = 50
_LEAST, _MOST = 100, 250
_MARKUP = re.compile(r"[|#>\[`]")


@dataclass(frozen=True)
class Planted:
    """A passage of one record that was put into another, with a change about every so many characters."""

    source: str
    target: str
    size: int


def measure_passages(count: int, corpus: Path | None, every: Sequence[int]) -> Iterator[str]:
    """Rows of a table: characters between two changes, planted, found, found beside those."""
    articles = [replace(page, number=2 * page.number + 1, near=()) for page in read_pages(corpus, count)[1]]
    before = {_pair(line) for line in _doubled(articles)}
    yield "| a change every | planted | found | recall | not planted | of these there before planting |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    for distance in every:
        pages, planted = plant(articles, distance)
        found = {_pair(line) for line in _doubled(pages)}
        pairs = {frozenset((one.source, one.target)) for one in planted}
        hits, others = len(found & pairs), found - pairs
        shown = f"{distance} characters" if distance else "none"
        yield f"| {shown} | {len(pairs)} | {hits} | {hits / len(pairs):.2f} | {len(others)} | {len(others & before)} |"


def found_passages(count: int, corpus: Path | None) -> Iterator[str]:
    """Each line of the examination on passages that two of these texts share by nature, to be judged by a person."""
    articles = [replace(page, number=2 * page.number + 1, near=()) for page in read_pages(corpus, count)[1]]
    for line in _doubled(articles):
        yield f"{line.title}: {line.what} {line.remedy}"


def plant(pages: Sequence[Page], distance: int) -> tuple[list[Page], list[Planted]]:
    """The pages with `PLANTED` passages of some at the end of others, altered; the same each time."""
    chance = random.Random(5)
    order = chance.sample(range(len(pages)), len(pages))
    texts, changed = iter(order), list(pages)
    planted: list[Planted] = []
    for source in texts:
        passage = _passage(pages[source].body)
        if passage and len(planted) < PLANTED:
            target = next(texts)
            altered = _altered(passage, distance, chance)
            changed[target] = replace(pages[target], body=f"{pages[target].body}\n\n{altered}\n")
            planted.append(Planted(pages[source].name, pages[target].name, len(passage)))
    return changed, planted


def _passage(body: str) -> str:
    """Paragraphs that follow one another in a text, `_LEAST` to `_MOST` characters; nothing where it has no such."""
    paragraphs = [line for line in body.split("\n") if line.strip()]
    for start in range(len(paragraphs) // 3, len(paragraphs)):
        passage = ""
        for paragraph in paragraphs[start:]:
            passage += f"{paragraph}\n\n"
            if len(passage) >= _LEAST:
                break
        if _LEAST <= len(passage) <= _MOST and not _MARKUP.search(passage):
            return passage
    return ""


def _altered(passage: str, distance: int, chance: random.Random) -> str:
    """The passage with a character replaced, left out or put in about every `distance` characters."""
    if not distance:
        return passage
    characters, place = list(passage), chance.randrange(distance)
    while place < len(characters):
        how = chance.choice(("replace", "omit", "insert"))
        characters[place : place + (how != "insert")] = (
            "" if how == "omit" else chance.choice("应当可以各地有关及时认真")
        )
        place += chance.randrange(distance // 2, distance * 3 // 2) + 1
    return "".join(characters)


def _doubled(pages: Sequence[Page]) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="xueku-bench-") as folder:
        project = Path(folder)
        write_own(project, pages)
        settings, _ = read_settings(project / "mkdocs.yml")
        found = health(settings, examine(settings), date(2026, 7, 1))
    return [line for line in found.lines if line.concern.name == "duplicate"]


def _pair(line: Line) -> frozenset[str]:
    return frozenset((line.record, line.remedy.rpartition("(xk:")[2].rstrip(")")))
