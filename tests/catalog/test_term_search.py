"""The one pass over a text finds what a look for each word by itself would find."""

from __future__ import annotations

import pickle
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as some

from xueku.catalog.first_characters import FirstCharacters
from xueku.catalog.term_search import TermSearch, search_of
from xueku.model.terminology import Enumeration, Terminology, WrongTerm

_WORDS = some.text("甲乙丙丁戊𠮷", min_size=1, max_size=10)
_TEXTS = some.text("甲乙丙丁戊𠮷、。\n", max_size=60)


@given(some.sets(_WORDS, min_size=1, max_size=8), _TEXTS)
@example({"甲乙丙丁戊甲乙丙丁"}, "甲乙丙丁戊甲乙丙")
def test_a_word_may_begin_where_its_first_characters_stand(words: set[str], text: str) -> None:
    expected = [at for at in range(len(text)) if any(text.startswith(word[:8], at) for word in words)]
    assert FirstCharacters(words).places(text) == expected
    long = "无关的话。" * 60
    assert FirstCharacters(words).places(long + text) == [len(long) + at for at in expected]


@given(some.lists(some.tuples(_WORDS, _WORDS), min_size=1, max_size=6), _TEXTS)
def test_wrong_words_are_found_outside_right_ones(pairs: list[tuple[str, str]], text: str) -> None:
    right = {right for _, right in pairs}
    table = {wrong: right for wrong, right in pairs if wrong not in right and wrong != right}
    table = {wrong: one for wrong, one in table.items() if wrong not in right}
    terms = tuple(WrongTerm(wrong=(wrong,), right=one) for wrong, one in table.items())
    found = [(one.start, one.end) for one in TermSearch(Terminology(terms)).find(text).terms]
    # The naive twin.
    rights = _places(text, {term.right for term in terms})
    expected: list[tuple[int, int]] = []
    for start, end in sorted(_places(text, table), key=lambda place: (place[0], -place[1])):
        is_in_right = any(first <= start and end <= last for first, last in rights)
        if not is_in_right and (not expected or start >= expected[-1][1]):
            expected.append((start, end))
    assert found == expected


def _places(text: str, words: object) -> list[tuple[int, int]]:
    assert isinstance(words, dict | set)
    return [(at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)]


@given(some.permutations(["听", "记", "办", "回"]), some.integers(2, 4), some.sampled_from(["、", "”、“"]))
def test_a_listing_is_told_as_it_stands(items: list[str], count: int, sign: str) -> None:
    sequence = ("听", "记", "办", "回")
    search = TermSearch(Terminology((), (Enumeration(name="四步", sequence=sequence),)))
    text = f"做到“{sign.join(items[:count])}”才好，听是听，记是记。"
    (listing,) = search.find(text).listings
    numbers = [sequence.index(item) for item in items[:count]]
    assert listing.given == tuple(numbers)
    assert listing.is_complete == (count == 4)
    assert listing.is_in_order == all(one < other for one, other in pairwise(numbers))
    assert not search.find(text.replace("”才好", "等才好").replace("”、“", "、")).listings


def test_a_table_is_made_ready_once() -> None:
    terminology = Terminology((WrongTerm(wrong=("按装",), right="安装"),))
    assert search_of(terminology) is search_of(terminology)
    other: Terminology = pickle.loads(pickle.dumps(terminology))
    assert [one.start for one in search_of(other).find("先按装").terms] == [1]
    assert [one.start for one in search_of(terminology).find("先按装").terms] == [1]
