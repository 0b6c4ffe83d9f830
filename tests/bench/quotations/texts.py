"""Texts to quote from: the real laws, or a generated library of any size."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy

from xueku.kinds.work import Work
from xueku.model.diagnostic import Span
from xueku.model.record import Places, Record
from xueku.source.prose import read_prose

_NUMERALS = "零一二三四五六七八九"


def read_laws(corpus: Path) -> dict[str, str]:
    """The Markdown of every law, by a path."""
    files = sorted((corpus / "laws").rglob("*.md"))
    return {
        f"content/library/{number}-{file.stem}.md": file.read_text("utf-8")
        for number, file in enumerate(files)
    }


def made_laws(count: int, characters: int, seed: int = 5) -> dict[str, str]:
    """Generated texts of so many characters in all, no two sentences alike, by a path."""
    source = numpy.random.default_rng(seed)
    size = characters // count // 110
    return {
        f"content/library/{number}-例.md": "\n\n".join(_articles(source, size)) for number in range(count)
    }


def _articles(source: numpy.random.Generator, count: int) -> Iterator[str]:
    codes = source.integers(0x4E00, 0x5600, (count, 100), dtype=numpy.uint32)
    codes[:, 19::20] = ord("，")
    codes[:, 29::20] = ord("、")
    # What some alterations look for.
    codes[:, 40:45] = [*map(ord, "应当在三日")]
    codes[:, -1] = ord("。")
    for number, row in enumerate(codes, 1):
        yield f"第{numeral(number)}条　{row.tobytes().decode('utf-32-le')}"


def numeral(number: int) -> str:
    """A number from 1 to 9999 in Chinese numerals.

    >>> [numeral(number) for number in (7, 10, 15, 20, 105, 110, 1015)]
    ['七', '十', '十五', '二十', '一百零五', '一百一十', '一千零一十五']
    """
    digits = [int(digit) for digit in str(number)]
    units = ("", "十", "百", "千")[: len(digits)][::-1]
    text = "".join(
        _NUMERALS[digit] + unit if digit else "零" for digit, unit in zip(digits, units, strict=True)
    )
    text = text.replace("零零", "零").rstrip("零")
    return text[1:] if text.startswith("一十") else text


def work_record(number: int, path: str, text: str) -> Record:
    """A work of the library with this text."""
    prose, _ = read_prose(text, path, tuple((path, line) for line in range(1, text.count("\n") + 2)))
    title = path.rpartition("/")[2].partition("-")[2].removesuffix(".md")[:60]
    resource = Work(
        id=f"falv-{number}",
        title=title,
        summary=title,
        topics=("法律",),
        date=date(2026, 1, 1),
        genre="制度",
    )
    return Record(resource, path, "content/library", Places({}, {}, Span(path)), {"body": prose})


def work_records(texts: Mapping[str, str]) -> list[Record]:
    """The works of these texts, by path."""
    return [work_record(number, path, text) for number, (path, text) in enumerate(texts.items())]


def sample(texts: Mapping[str, str], count: int, seed: int = 3) -> dict[str, str]:
    """So many of the texts, in their order."""
    chosen = {*random.Random(seed).sample(sorted(texts), min(count, len(texts)))}
    return {path: text for path, text in texts.items() if path in chosen}
