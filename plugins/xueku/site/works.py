"""The reading view of a work: its contents by chapter and article, how it is cited, and who cites which of its articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from xueku.catalog.bibliography import article_reference, work_reference
from xueku.kinds import Work
from xueku.model.record import Record
from xueku.model.rendered import TocEntry
from xueku.model.work_text import Place
from xueku.render.link import Backlink, Linked
from xueku.site.neighbours import Neighbour, neighbour

MOST_OPEN = 60
"""Up to so many articles are all seen in the contents; the articles of longer works are folded by chapter."""
_MOST_CITING = 5
_ARTICLE = re.compile(
    r'(?P<start><(?P<tag>p|h[2-6]) id="(?P<anchor>[^"]+)" class="xk-article">.*?)(?P<end></(?P=tag)>)',
    re.DOTALL,
)


@dataclass(frozen=True)
class ShownChapter:
    """A heading, or None before the first, with anchor and number of each article under it: `12`, `12之1`."""

    head: TocEntry | None
    articles: Sequence[tuple[str, str]]

    @property
    def range(self) -> str:
        """From which article to which."""
        ends = dict.fromkeys((self.articles[0][1], self.articles[-1][1]))
        return f"第 {'—'.join(ends)} 条"


@dataclass(frozen=True)
class CitedPlace:
    """An article or section that other records cite: the newest of them, and how many more there are."""

    anchor: str
    label: str
    by: Sequence[Neighbour]
    more: int


@dataclass(frozen=True)
class WorkView:
    """What the page of a work shows beside its text. In `article_citation` `{}` stands for what an article is called."""

    chapters: Sequence[ShownChapter]
    articles: int
    citation: str
    article_citation: str
    cited: Sequence[CitedPlace]

    @property
    def is_folded(self) -> bool:
        """Whether the contents show the articles of a chapter only when it is opened."""
        return self.articles > MOST_OPEN


def work_view(linked: Linked, record: Record, work: Work, backlinks: Sequence[Backlink]) -> WorkView:
    """The view of a work that these records cite."""
    places = sorted(linked.works[record.id].places, key=lambda place: (place.start, place.is_article))
    return WorkView(
        list(_chapters(places, linked.part(record, "body").toc)),
        sum(place.is_article for place in places if place.anchor),
        work_reference(work),
        article_reference(work, "{}"),
        list(_cited(linked, places, backlinks)),
    )


def marked(html: str, cited: Sequence[CitedPlace]) -> Markup:
    """The text of a work with a link to who cites it at the end of each article that is cited."""
    counts = {place.anchor: len(place.by) + place.more for place in cited}

    def mark(article: re.Match[str]) -> str:
        anchor = article["anchor"]
        if anchor not in counts:
            return article[0]
        words = f'<a class="xk-cited" href="#xk-cited-{anchor}">被引 {counts[anchor]}</a>'
        return f"{article['start']} {words}{article['end']}"

    return Markup(_ARTICLE.sub(mark, html))


def _chapters(places: Sequence[Place], toc: Sequence[TocEntry]) -> Iterator[ShownChapter]:
    heads = {entry.anchor: entry for entry in toc}
    head: TocEntry | None = None
    articles: list[tuple[str, str]] = []
    for place in places:
        if place.is_article and place.anchor:
            articles.append((place.anchor, place.anchor.replace("-", "之")))
        elif place.anchor in heads:
            if head or articles:
                yield ShownChapter(head, articles)
            head, articles = heads[place.anchor], []
    if head or articles:
        yield ShownChapter(head, articles)


def _cited(linked: Linked, places: Sequence[Place], backlinks: Sequence[Backlink]) -> Iterator[CitedPlace]:
    citing: dict[str, list[str]] = defaultdict(list)
    for link in backlinks:
        for anchor in link.anchors:
            citing[anchor].append(link.id)
    for place in places:
        if found := citing.get(place.anchor):
            by = [neighbour(linked.catalog, id_) for id_ in found[:_MOST_CITING]]
            yield CitedPlace(place.anchor, place.label, by, len(found) - len(by))
