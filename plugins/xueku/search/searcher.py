"""A plain searcher over documents in memory: what the terminal uses, and what the browser's engine is compared with.

It answers as web/src/xueku-engine.ts does over the written files, step by step; FORMAT.md §5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xueku.search.correction import mistakes_in, nearest_stretch
from xueku.search.documents import Document, Labels, Passage, first_handbook
from xueku.search.impacts import document_impacts
from xueku.search.leaves import leaves
from xueku.search.query import Query, parse
from xueku.search.ranking import Entry, Found, List, Place, rank, rest
from xueku.search.scoring import (
    CUTS,
    EXACT,
    FIELDS,
    SINGLE_CUT,
    TEXT,
    TITLE,
    WEIGHTS,
    WHOLE_SOUND,
    Field,
    idf,
)
from xueku.search.sounds import INITIALS, LONGEST, readings, stem, title_sounds
from xueku.search.terms import edges, fold, is_han, pairs, runs

_BATCH = 5
_MOST_READ = 30
_LEAST_MISTYPED = 3
_MOST_READINGS = 8
_CANDIDATES = 8
_TITLE_WEIGHT = WEIGHTS["words"][FIELDS.index(TITLE)]


@dataclass(frozen=True)
class Answer:
    """What was found, best first, and the words that were searched in the place of those typed, or ""."""

    found: Sequence[Found]
    query: Query
    correction: str = ""


class Searcher:
    """Answers queries over some documents."""

    def __init__(self, documents: Sequence[Document], labels: Labels) -> None:
        self.documents, self.labels = documents, labels
        self.leaves = [leaves(document) for document in documents]
        self._leaf_counts = [len(parts) for parts in self.leaves]
        self._aside = first_handbook([document.kind for document in documents])

    def search(self, typed: str) -> Answer:
        """The answer to what was typed; with `"…"` around all of it nothing is corrected."""
        query = parse(typed)
        found = self._find(query)
        corrected = self._correct(query, found)
        if corrected is not None:
            query, found = corrected, self._find(corrected)
        kinds = {
            id_
            for id_, label in self.labels.kinds
            for kind in query.kinds
            if kind == id_ or kind in fold(label)
        }
        if query.kinds:
            found = [one for one in found if self.documents[one.document].kind in kinds]
        return Answer(found, query, " ".join(query.words) if corrected else "")

    def _find(self, query: Query) -> list[Found]:
        best = self._cut if query.asks else self._whole

        def lookup(term: str) -> Entry:
            return best.get(term, {})

        if not query.wanted:
            return rest(query, lookup, self._leaf_counts) if query.kinds else []
        found = rank(query, lookup, self._leaf_counts, self._aside)
        return self._exact(query, self._with_sounds(query, found))

    def _with_sounds(self, query: Query, found: list[Found]) -> list[Found]:
        """Add documents whose titles sound as Latin letters spell, in full or by initials."""
        spelt = "".join(query.words)
        is_spelt = re.fullmatch("(?=.*[a-z])[a-z0-9]{2,}", spelt) is not None
        if query.phrases or query.titles or not is_spelt:
            return found
        scores: dict[int, int] = {}
        for key in (spelt[:LONGEST], (INITIALS + spelt)[:LONGEST]):
            for sound, impacts in self._sounding(key):
                factor = (
                    _TITLE_WEIGHT
                    * idf(len(self.documents), len(impacts))
                    * (WHOLE_SOUND if sound == key else 1)
                )
                for document, impact in impacts.items():
                    scores[document] = max(scores.get(document, 0), factor * impact)
        known = {one.document for one in found}
        merged = [replace(one, score=one.score + scores.get(one.document, 0)) for one in found]
        merged += [
            Found(document, 0, score, True, False)
            for document, score in scores.items()
            if document not in known
        ]
        return _sorted(merged)

    def _exact(self, query: Query, found: list[Found]) -> list[Found]:
        """Phrases must, and a word of several pairs should, stand in the text as typed."""
        if query.phrases:
            return [
                one
                for one in found[: 2 * _MOST_READ]
                if all(self._holds(one, phrase) for phrase in query.phrases)
            ]
        word = query.words[0] if len(query.wanted) == 1 and query.words and not query.asks else ""
        if len(pairs(runs(word))) < 2 or (found and found[0].is_named):
            return found
        likely = [one for one in found if one.may_hold][:_MOST_READ]
        exact: list[Found] = []
        for start in range(0, len(likely), _BATCH):
            exact = [one for one in likely[start : start + _BATCH] if self._holds(one, word)]
            if exact:
                break
        return _sorted(
            [replace(one, score=one.score * EXACT, is_named=True) if one in exact else one for one in found]
        )

    def _holds(self, one: Found, text: str) -> bool:
        passages = self.leaves[one.document][one.leaf]
        title = self.documents[one.document].title
        return text in fold(title) or any(
            text in fold(f"{passage.heading}\n{passage.text}") for passage in passages
        )

    def _correct(self, query: Query, found: Sequence[Found]) -> Query | None:
        """The query with its one word as a title has it, if nothing holds the word itself and a title nearly does."""
        if len(query.wanted) != 1 or len(query.words) != 1 or query.asks:
            return None
        word, found_runs = query.words[0], runs(query.words[0])
        if len(found_runs) != 1 or len(found_runs[0]) < _LEAST_MISTYPED or any(one.is_named for one in found):
            return None
        alike = self._sound_alike(found_runs[0])
        candidates: list[tuple[bool, int, str]] = []
        for number, document in enumerate(dict.fromkeys([*alike, *self._near_titles(found_runs[0])])):
            stretch = nearest_stretch(word, fold(self.documents[document].title))
            sounds_alike = number < len(alike)
            most = -(-len(stretch.text) // 2) if sounds_alike else mistakes_in(len(word)) * stretch.is_at_edge
            if 0 < stretch.distance <= most:
                candidates.append((not sounds_alike, stretch.distance, stretch.text))
        best = min(candidates, key=lambda candidate: candidate[:2], default=None)
        return replace(query, words=(best[2],)) if best else None

    def _sound_alike(self, run: list[str]) -> list[int]:
        spellings = [""]
        for unit in run:
            of_unit = (readings(unit) if unit in self._lists else ()) if is_han(unit) else (unit,)
            spellings = [spelling + reading for spelling in spellings for reading in of_unit][:_MOST_READINGS]
        hits = [
            (-impact - (WHOLE_SOUND if sound == key else 0), document)
            for key in dict.fromkeys(spelling[:LONGEST] for spelling in spellings)
            if key
            for sound, impacts in self._sounding(key)
            for document, impact in impacts.items()
        ]
        return list(dict.fromkeys(document for _, document in sorted(hits)))[:_CANDIDATES]

    def _near_titles(self, run: list[str]) -> list[int]:
        scores: dict[int, int] = defaultdict(int)
        for term in dict.fromkeys([*run, *pairs([run]), *edges([run])]):
            titles = self._cut.get(term, {}).get(TITLE, List())
            for (document, _), impact in titles.impacts.items():
                scores[document] += idf(len(self.documents), titles.size) * impact
        return sorted(scores, key=lambda document: (-scores[document], document))[:_CANDIDATES]

    def _sounding(self, key: str) -> Iterable[tuple[str, Mapping[int, int]]]:
        """The sounds that begin with a key and are filed where it is."""
        return [
            (sound, self._sounds[sound])
            for sound in self._by_stem.get(stem(key), ())
            if sound.startswith(key)
        ]

    @cached_property
    def _lists(self) -> Mapping[str, Mapping[Field, Mapping[Place, int]]]:
        found: dict[str, dict[Field, dict[Place, int]]] = defaultdict(lambda: defaultdict(dict))
        for number, document in enumerate(self.documents):
            for one, leaf, impacts in document_impacts(document, self.leaves[number]):
                for term, impact in impacts.items():
                    found[term][one][number, leaf] = impact
        return found

    @cached_property
    def _whole(self) -> Mapping[str, Entry]:
        """Every list in full, but for the texts that hold a single Han character."""
        return self._entries(
            lambda term, one: SINGLE_CUT if one is TEXT and len(term) == 1 and is_han(term) else None
        )

    @cached_property
    def _cut(self) -> Mapping[str, Entry]:
        """Every list as the table of best postings has it."""
        return self._entries(
            lambda term, one: (
                SINGLE_CUT if one is TEXT and len(term) == 1 and is_han(term) else CUTS[FIELDS.index(one)]
            )
        )

    def _entries(self, cut: Callable[[str, Field], int | None]) -> Mapping[str, Entry]:
        return {
            term: {one: List(len(impacts), _best(impacts, cut(term, one))) for one, impacts in lists.items()}
            for term, lists in self._lists.items()
        }

    @cached_property
    def _sounds(self) -> Mapping[str, Mapping[int, int]]:
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for number, document in enumerate(self.documents):
            for sound, impact in title_sounds(document.title).items():
                found[sound][number] = impact
        return found

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for sound in sorted(self._sounds):
            found[stem(sound)].append(sound)
        return found


def _best(impacts: Mapping[Place, int], count: int | None) -> Mapping[Place, int]:
    if count is None or len(impacts) <= count:
        return impacts
    best = sorted(impacts, key=lambda place: (-impacts[place], place))[:count]
    return {place: impacts[place] for place in sorted(best)}


def _sorted(found: list[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (-one.score, one.document))


def best_passage(title: str, passages: Sequence[Passage], texts: Iterable[str]) -> Passage:
    """The passage that holds most of these folded texts and their pairs; of equal ones the first.

    A text that the title holds needs no passage: for it the document opens at its beginning.
    """
    asked = [text for text in texts if text not in fold(title)]
    wanted = [term for text in asked for term in (text, *pairs(runs(text)))]

    def score(passage: Passage) -> float:
        heading, text = fold(passage.heading), fold(passage.text)
        return sum(
            1.5 * len(term) if term in heading else len(term) if term in text else 0 for term in wanted
        )

    return max(passages, key=score)
