"""How well each document answers a query: FORMAT.md §5, written to be read. web/src/ranking.ts must give the same numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xueku.search.query import Query
from xueku.search.scoring import (
    EDGE_PART,
    FIELDS,
    FUNCTION_PART,
    HEADING,
    LEAST_COVERAGE,
    LEAST_SCORE,
    LEAST_WEIGHT,
    TEXT,
    TITLE,
    WEIGHTS,
    Field,
    idf,
)
from xueku.search.terms import END, edges, function_words_in, pairs, runs

Place = tuple[int, int]
"""Number of a document and of one of its leaves."""


@dataclass(frozen=True)
class List:
    """The postings of a term in one field: place → impact, and how many there were before the list was cut."""

    size: int = 0
    impacts: Mapping[Place, int] = field(default_factory=dict)


Entry = Mapping[Field, List]
Lookup = Callable[[str], Entry]
"""Gives what is known of a term; an empty entry for one that no text holds."""

_NO_LIST = List()


@dataclass(frozen=True)
class Found:
    """A document that was found, opened at its best leaf.

    `is_named`: its title or a heading holds a whole word of the query. `may_hold`: every pair of every word stands in the leaf's text.
    `reasons` are the parts of the score: term, field, weight times idf, impact.
    """

    document: int
    leaf: int
    score: float
    is_named: bool
    may_hold: bool
    coverage: float = 1.0
    bonus: float = 1.0
    reasons: tuple[tuple[str, str, float, int], ...] = ()


def rank(query: Query, lookup: Lookup, leaf_counts: Sequence[int], aside: int) -> list[Found]:
    """Everything that answers the query, best first; of equal ones the first document first.

    `leaf_counts` has an entry a document; documents from number `aside` on are handbooks, which count half.
    """
    tally = _Tally(query, lookup, leaf_counts)
    for word in query.wanted:
        tally.add(word)
    for word in query.without:
        tally.leave_out(word)
    found = tally.best_leaves(aside)
    measures = [one.score if query.asks else one.coverage for one in found]
    floor = max(measures, default=0) * (LEAST_SCORE if query.asks else LEAST_COVERAGE)
    kept = (one for one, measure in zip(found, measures, strict=True) if measure >= floor)
    return sorted(kept, key=lambda one: (-one.score, one.document))


def rest(query: Query, lookup: Lookup, leaf_counts: Sequence[int]) -> list[Found]:
    """Every document but those that hold what the query leaves out, in their order, all worth the same."""
    tally = _Tally(query, lookup, leaf_counts)
    for word in query.without:
        tally.leave_out(word)
    return [
        Found(document, 0, 1, True, True)
        for document in range(len(leaf_counts))
        if document not in tally.refused
    ]


class _Tally:
    def __init__(self, query: Query, lookup: Lookup, leaf_counts: Sequence[int]) -> None:
        self.query, self.lookup, self.leaf_counts = query, lookup, leaf_counts
        self.weights = WEIGHTS["asks" if query.asks else "words"]
        self.score: dict[Place, float] = defaultdict(float)
        self.covered: dict[Place, int] = defaultdict(int)
        self.bonus: dict[Place, float] = defaultdict(lambda: 1.0)
        self.named: set[Place] = set()
        self.holding: list[set[Place]] = []
        self.titled: list[set[Place]] = []
        self.allowed: list[set[Place]] = []
        self.refused: set[int] = set()
        self.reasons: dict[Place, list[tuple[str, str, float, int]]] = defaultdict(list)
        self.seen: set[str] = set()
        self.total = 0

    def add(self, word: str) -> None:
        own = self.query.pairs_of(word)
        self._score_pairs(own)
        ends = {TITLE: set[Place](), HEADING: set[Place]()}
        if not self.query.asks:
            self._score_edges(word, ends)
        in_text, in_heading, in_title = (self._holding(own, one) for one in (TEXT, HEADING, TITLE))
        for place in in_title | in_heading:
            by_title = 1 + (place in ends[TITLE]) if place in in_title else 0
            by_heading = 1 + (place in ends[HEADING]) if place in in_heading else 0
            self.bonus[place] *= 1 + max(by_title, by_heading)
        self.named |= in_title | in_heading
        self.holding.append(in_text)
        self.titled.append(in_title)
        if word in self.query.titles:
            self.allowed.append(in_title)
        if word in self.query.phrases:
            self.allowed.append(in_text | in_heading | in_title)

    def leave_out(self, word: str) -> None:
        own = list(dict.fromkeys(pairs(runs(word))))
        for one in (TEXT, HEADING, TITLE):
            self.refused |= {document for document, _ in self._holding(own, one)}

    def best_leaves(self, aside: int) -> list[Found]:
        best: dict[int, Found] = {}
        for place in sorted(self.score):
            document, leaf = place
            if document in self.refused or any(place not in allowed for allowed in self.allowed):
                continue
            coverage = self.covered[place] / self.total
            weight = 1.0 if self.query.asks else coverage * coverage
            score = self.score[place] * weight * self.bonus[place] * (1 if document < aside else 0.5)
            if score > (best[document].score if document in best else 0):
                may_hold = all(place in holding for holding in self.holding)
                is_titled = all(place in titled for titled in self.titled)
                best[document] = Found(
                    document,
                    0 if is_titled else leaf,
                    score,
                    place in self.named,
                    may_hold,
                    coverage,
                    self.bonus[place],
                    tuple(self.reasons[place]),
                )
        return list(best.values())

    def _score_pairs(self, own: Iterable[str]) -> None:
        for pair in own:
            if pair in self.seen:
                continue
            self.seen.add(pair)
            weight = max(LEAST_WEIGHT, idf(sum(self.leaf_counts), self._list(pair, TEXT).size))
            self.total += weight
            part = FUNCTION_PART if self.query.asks and function_words_in(pair) else 1
            places: set[Place] = set()
            for one in FIELDS:
                for place, impact in self._impacts(pair, one):
                    self._add(pair, one, place, part, impact)
                    places.add(place)
            for place in places:
                self.covered[place] += weight

    def _score_edges(self, word: str, ends: Mapping[Field, set[Place]]) -> None:
        for edge in dict.fromkeys(edges(runs(word))):
            for one in (HEADING, TITLE):
                for place, impact in self._impacts(edge, one):
                    self._add(edge, one, place, 1 / EDGE_PART, impact)
                    if edge.endswith(END):
                        ends[one].add(place)

    def _add(self, term: str, one: Field, place: Place, part: float, impact: int) -> None:
        all_places = len(self.leaf_counts) if one is TITLE else sum(self.leaf_counts)
        factor = self.weights[FIELDS.index(one)] * part * idf(all_places, self._list(term, one).size)
        self.score[place] += factor * impact
        if factor:
            self.reasons[place].append((term, one.name, factor, impact))

    def _holding(self, own: Sequence[str], one: Field) -> set[Place]:
        """The places that have all these pairs in one field."""
        return (
            set.intersection(*({place for place, _ in self._impacts(pair, one)} for pair in own))
            if own
            else set()
        )

    def _impacts(self, term: str, one: Field) -> Iterable[tuple[Place, int]]:
        """The postings of a term; a title's for each leaf of its document."""
        for (document, leaf), impact in self._list(term, one).impacts.items():
            for at in range(self.leaf_counts[document]) if one is TITLE else (leaf,):
                yield (document, at), impact

    def _list(self, term: str, one: Field) -> List:
        return self.lookup(term).get(one, _NO_LIST)
