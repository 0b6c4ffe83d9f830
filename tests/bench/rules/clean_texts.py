"""The texts that faults are seeded in: laws cut into record files, or the demonstration content where there is no corpus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.texts import ROOT
from tests.samples import article

_HEADING = re.compile(r"^#{1,6} +(.+)$")
_MARKUP = re.compile(r"[<>\[\]{}*_`#|~\\]")
_LIST = re.compile(r"^(?:\d+[.)]|[-+=.])\s")
_LARGEST = 3000


def clean_texts(corpus: Path | None, most: int) -> dict[str, str]:
    """At most `most` record files by their name below the content folder, the same for the same corpus, of all kinds of law."""
    if corpus is None:
        return demonstration_texts()
    laws = sorted(
        (corpus / "laws").rglob("*.md"), key=lambda file: hashlib.sha256(file.name.encode()).digest()
    )
    found: dict[str, str] = {}
    for law in laws:
        for part in parts(law.read_text("utf-8", errors="replace")):
            if len(found) == most:
                return found
            number = len(found) + 1
            found[f"articles/t{number:05}.md"] = article(f"t{number:05}", f"第{number}份", part)
    return found


def demonstration_texts() -> dict[str, str]:
    """The articles of the demonstration content, each of its longer sections as a record file."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "content").rglob("*.md")):
        body = file.read_text("utf-8").split("\n---\n", 1)[-1]
        for section in re.split(r"^(?=## )", body, flags=re.MULTILINE):
            if len(section) > 200 and "](" not in section:
                number = len(found) + 1
                found[f"articles/t{number:05}.md"] = article(
                    f"t{number:05}", f"第{number}份", section.strip()
                )
    return found


def parts(law: str) -> Iterator[str]:
    """The body of a law in parts of at most about 3,000 characters: its headings as ##, no other markup."""
    blocks: list[str] = []
    for block in _blocks(law):
        if sum(map(len, blocks)) + len(block) > _LARGEST and blocks:
            yield "\n\n".join(blocks)
            blocks = []
        blocks.append(block)
    if blocks:
        yield "\n\n".join(blocks)


def _blocks(law: str) -> Iterator[str]:
    """Paragraphs; the first below headings has them above it as one, since each section has words of its own."""
    headings: list[str] = []
    for line in filter(None, map(str.strip, law.split("\n"))):
        if heading := _HEADING.match(line):
            headings.append(_MARKUP.sub("", heading[1]).strip())
        elif not line.startswith("<!--") and (words := _LIST.sub("", _MARKUP.sub("", line)).strip()):
            yield f"## {' '.join(headings)}\n\n{words}" if headings else words
            headings = []
