"""Texts to build and measure on: real laws where the corpus is present, else a small generated text."""

from __future__ import annotations

import gzip
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SENTENCE = "支部每月安排一次主题党日，提前公布议题，会后形成记录，并把没有议完的事项转到下一次。"


def find_corpus() -> Path | None:
    """The folder of real texts: XUEKU_CORPUS, or `shared/corpus` beside the checkout."""
    for folder in (Path(os.environ.get("XUEKU_CORPUS", "/nonexistent")), ROOT.parent / "shared/corpus"):
        if (folder / "search/s5k.pages.jsonl.gz").is_file():
            return folder
    return None


def texts(corpus: Path | None, count: int) -> Iterator[tuple[str, str]]:
    """`count` pairs of title and Markdown body with headings of level two."""
    pages = _real(corpus) if corpus else _generated()
    return itertools.islice(pages, count)


def _real(corpus: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(corpus / "search/s5k.pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    for round_number in itertools.count():
        for page in pages:
            title = f"{page['title']}"[:50] + (f"·{round_number}" if round_number else "")
            paragraphs = [line.strip() for line in page["text"].split("\n") if line.strip()]
            yield title, "## 正文\n\n" + "\n\n".join(_escape(line) for line in paragraphs) + "\n"


def _escape(line: str) -> str:
    """A paragraph without what would be Markdown or HTML in it."""
    for sign in "<>[]{}*_`#|~":
        line = line.replace(sign, "")
    return line or "（略）"


def _generated() -> Iterator[tuple[str, str]]:
    for number in itertools.count(1):
        body = "\n\n".join(f"第{index}项　{_SENTENCE * 3}" for index in range(1, 9))
        yield f"第{number}份示例材料", f"## 正文\n\n{body}\n"
