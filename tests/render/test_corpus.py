"""Real texts, where a corpus of laws is at hand: XUEKU_CORPUS, or shared/corpus beside this repository."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.render.test_safe import assert_harmless
from tests.samples import REPOSITORY
from xueku.model.chinese import number
from xueku.render.markdown import Converter, Job
from xueku.source.prose import read_prose

CORPUS = Path(os.environ.get("XUEKU_CORPUS", REPOSITORY.parent / "shared" / "corpus"))
FILES = sorted((CORPUS / "laws").rglob("*.md"))[::20]

pytestmark = [pytest.mark.long, pytest.mark.skipif(not FILES, reason="no corpus")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_law_keeps_its_places_and_each_article_has_its_anchor(file: Path) -> None:
    text = file.read_text("utf-8")
    origins = tuple((file.name, number) for number in range(1, text.count("\n") + 2))
    prose, findings = read_prose(text, file.name, origins)
    assert len(prose.words) == len(prose.markdown) == len(text)
    assert not [finding for finding in findings if finding.code == "XK016"]
    rendered = Converter({}).convert(Job(prose.markdown, True))
    assert_harmless(rendered.html)
    articles = re.findall(r"(?m)^第([零一二三四五六七八九十百千]+)条(?=[\s　])", text)
    assert {str(number(article)) for article in articles} <= rendered.outline.anchors
    numbers = [value for article in articles if (value := number(article))]
    if numbers == sorted(numbers) and len(numbers) > 1:
        assert max(after - before for before, after in pairwise(numbers)) < 50
