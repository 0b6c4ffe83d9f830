"""Whatever stands in the XML of a file, it is converted or refused with a reason: never a traceback."""

from __future__ import annotations

import random
import re
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from tests.importers.word.official import PAPERS_BY_NAME
from xueku.importers.docx.conversion import convert
from xueku.model.diagnostic import XuekuError

_PARTS = (
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "word/footnotes.xml",
)
_SEEDS = ("自动编号两级", "表格纵向合并", "图片", "脚注", "文本框和域")
_ODD = ("", "-1", "99999999999", "abc", "零", "../../a", "%9%8%1", "true", "\u202e", "1.5", "0")


def _broken(content: bytes, chance: random.Random) -> bytes:
    """A docx with some values, tags or stretches of its XML changed."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename in _PARTS:
                text = data.decode()
                for _ in range(chance.randint(1, 6)):
                    text = _changed(text, chance)
                data = text.encode("utf-8", "replace")
            if chance.random() > 0.03:
                new.writestr(entry.filename, data)
    return result.getvalue()


def _changed(text: str, chance: random.Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        values = list(re.finditer(r'"[^"]*"', text))
        value = chance.choice(values)
        return f'{text[: value.start()]}"{chance.choice(_ODD)}"{text[value.end() :]}'
    if kind == 1:
        empty = list(re.finditer(r"<w:\w+[^<>]*/>|$", text))
        tag = chance.choice(empty)
        return text[: tag.start()] + text[tag.end() :]
    if kind == 2:
        whole = list(re.finditer(r"<w:(\w+)(?: [^<>]*)?>(?:(?!<w:\1[ >]).)*?</w:\1>|$", text, re.DOTALL))
        first, second = chance.choice(whole), chance.choice(whole)
        return text[: second.start()] + first.group() + text[second.start() :]
    place = chance.randrange(len(text))
    return text[:place] + text[place + chance.randint(1, 40) :] if chance.random() < 0.3 else text


def _tell(seed: int) -> None:
    chance = random.Random(seed)
    content = _broken(PAPERS_BY_NAME[chance.choice(_SEEDS)].content, chance)
    with suppress(XuekuError):
        convert("来件.docx", content, accepts_changes=True)


@pytest.mark.parametrize("seed", range(24))
def test_a_broken_file_is_read_or_refused(seed: int) -> None:
    _tell(seed)


@pytest.mark.long
def test_very_many_broken_files_are_read_or_refused() -> None:
    for seed in range(1000, 2000):
        _tell(seed)
