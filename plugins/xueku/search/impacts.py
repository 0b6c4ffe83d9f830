"""Each field of a document as terms with impacts: what a posting says, before it is filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from xueku.search.documents import Document, Passage
from xueku.search.leaves import Leaf
from xueku.search.scoring import HEADING, TEXT, TITLE, Field
from xueku.search.terms import edges, fold, pairs, runs, units

Impacts = Mapping[str, int]


def document_impacts(document: Document, parts: Iterable[Leaf]) -> Iterator[tuple[Field, int, Impacts]]:
    """Every field of a document and of its leaves, with the number of the leaf; a title's is 0."""
    yield TITLE, 0, title_impacts(document)
    for leaf, passages in enumerate(parts):
        yield HEADING, leaf, heading_impacts(document, leaf, passages)
        yield TEXT, leaf, text_impacts(passages)


def title_impacts(document: Document) -> Impacts:
    """The title: pairs, units, and the ends of runs, so that 刑法 tells itself from 刑法修正案."""
    found = runs(fold(document.title))
    return _impacts(TITLE, pairs(found), [*units(found), *edges(found)])


def heading_impacts(document: Document, leaf: int, passages: Iterable[Passage]) -> Impacts:
    """The headings of a leaf, and with the first leaf the document's keywords: as titles."""
    texts = [passage.heading for passage in passages] + ([*document.keywords] if leaf == 0 else [])
    found = [run for text in texts for run in runs(fold(text))]
    return _impacts(HEADING, pairs(found), [*units(found), *edges(found)])


def text_impacts(passages: Iterable[Passage]) -> Impacts:
    """The text of a leaf with its headings: pairs and units."""
    found = [run for passage in passages for run in runs(fold(f"{passage.heading}\n{passage.text}"))]
    return _impacts(TEXT, pairs(found), units(found))


def _impacts(field: Field, terms: list[str], further: Iterable[str]) -> Impacts:
    """Impacts of `terms`, whose number is the length of the text, and of `further` terms that are counted beside them."""
    counts = Counter(terms)
    for term, count in Counter(further).items():
        counts.setdefault(term, count)
    levels = [0] + [
        field.impact(count, len(terms)) for count in range(1, max(counts.values(), default=0) + 1)
    ]
    return {term: levels[count] for term, count in counts.items()}
