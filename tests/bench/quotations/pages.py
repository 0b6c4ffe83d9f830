"""Pages that quote the texts, each one sentence, rightly or wrongly."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.bench.quotations.alterations import ALTERATIONS, Altered
from xueku.kinds.article import Article
from xueku.model.diagnostic import Span
from xueku.model.record import Places, Record
from xueku.model.work_text import Place, WorkText
from xueku.source.prose import read_prose

SWAPPED = "articles swapped"
_SENTENCES = re.compile(r"[^。；]{12,160}[。；]")
_UNFIT = re.compile(r"[\[\]()*_`<>|#\\“”‘’「」……A-Za-z]")
_BEFORE = (
    "上个月各组把这件事从头到尾过了一遍，说得最多的是依据：手里的本子旧了，新的还在柜子里。于是先对一遍文字。"
)
_BEHIND = "对完以后，大家把自己原先记错的地方念了一遍，写在本子的最后一页，下个月再看。"


@dataclass(frozen=True)
class Quoting:
    """A page and what is to be told of it: nothing where `way` is empty, else what was altered, or the `label` of the right article."""

    record: Record
    words: str
    way: str = ""
    altered: Altered | None = None
    label: str = ""


def quoting_pages(works: Sequence[WorkText], count: int, altered_count: int, seed: int = 11) -> list[Quoting]:
    """So many pages; every way of going wrong has as many of the altered ones as the others."""
    rng = random.Random(seed)
    ways = [*ALTERATIONS, SWAPPED]
    wanted = [ways[number % len(ways)] for number in range(altered_count)] + [""] * (count - altered_count)
    return [_page(works, rng, number, way) for number, way in enumerate(wanted)]


def _page(works: Sequence[WorkText], rng: random.Random, number: int, way: str) -> Quoting:
    while True:
        work, place, words = _sentence(works, rng)
        cited, altered = place, None
        if way == SWAPPED:
            others = [one for one in _articles(work) if words not in work.text[one.start : one.end]]
            if not others or work.text.count(words) > 1:
                continue
            cited = rng.choice(others)
        elif way:
            altered = ALTERATIONS[way](rng, words)
            if altered is None or altered.words in work.text:
                continue
        text = altered.words if altered else words
        return Quoting(_record(number, _quoted(text, work, cited, number)), text, way, altered, place.label)


def _sentence(works: Sequence[WorkText], rng: random.Random) -> tuple[WorkText, Place, str]:
    """A sentence of some article."""
    while True:
        work = rng.choice(works)
        if articles := _articles(work):
            place = rng.choice(articles)
            found = [*_SENTENCES.finditer(work.text, place.start + len(place.label), place.end)]
            fit = [match.group() for match in found if not _UNFIT.search(match.group())]
            if fit:
                return work, place, rng.choice(fit)


def _articles(work: WorkText) -> list[Place]:
    return [place for place in work.places if place.is_article and place.anchor]


def _quoted(words: str, work: WorkText, cited: Place, number: int) -> str:
    """A block quote or one of the two forms within a sentence, by turns."""
    link = f"[《{work.title}》{cited.label}](xk:{work.id}#{cited.anchor})"
    forms = (f"> {words}\n>\n> ——{link}", f"写着“{words}”（{link}）。", f"{link}规定：“{words}”")
    return forms[number % 3]


def _record(number: int, quotation: str) -> Record:
    body = f"{_BEFORE}\n\n{quotation}\n\n{_BEHIND}\n"
    path = f"content/articles/{number}.md"
    prose, _ = read_prose(body, path, tuple((path, line) for line in range(1, body.count("\n") + 2)))
    resource = Article(
        id=f"wenzhang-{number}",
        title=f"对文字第{number}次",
        summary="一次核对的记录。",
        topics=("读书",),
        date=date(2026, 1, 1),
        column="读书分享",
        author="示例单位 某同志",
    )
    return Record(resource, path, "content/articles", Places({}, {}, Span(path)), {"body": prose})
