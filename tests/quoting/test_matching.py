"""Words are found wherever they stand, with the names within them in or left out."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.quoting.texts import work
from xueku.quoting.matching import Source, in_order, outside

_PART = some.text("甲乙丙。", max_size=6)
_NAME = some.sampled_from(["第一条", "第二条", "甲乙"])


@some.composite
def _sources(draw: some.DrawFn) -> Source:
    text, names = draw(_PART), []
    for name, part in draw(some.lists(some.tuples(_NAME, _PART), max_size=4)):
        names.append((len(text), len(text) + len(name)))
        text += name + part
    return Source(text, tuple(names))


def _naive(words: str, source: Source) -> set[int]:
    """Where `words` begin in any text that leaves some names out."""
    found = set[int]()
    for count in range(len(source.names) + 1):
        for left_out in combinations(source.names, count):
            kept = [
                at
                for at in range(len(source.normal))
                if not any(start <= at < end for start, end in left_out)
            ]
            text = "".join(source.normal[at] for at in kept)
            found |= {kept[at] for at in range(len(text)) if text.startswith(words, at)}
    return found


@given(_sources(), some.text("甲乙丙。第一二条", min_size=1, max_size=12))
def test_words_are_found_where_they_stand_with_any_names_left_out(source: Source, words: str) -> None:
    for match in source.matches(words):
        assert len(words) == sum(end - start for start, end in match.stretches)
        assert words == "".join(source.normal[start:end] for start, end in match.stretches)
    assert {match.start for match in source.matches(words)} == _naive(words, source)


@given(_sources(), some.data())
def test_what_is_cut_from_a_text_is_found_in_it_again(source: Source, data: some.DataObject) -> None:
    left_out = data.draw(some.sets(some.sampled_from(source.names))) if source.names else set()
    kept = [at for at in range(len(source.normal)) if not any(start <= at < end for start, end in left_out)]
    if kept:
        start = data.draw(some.integers(0, len(kept) - 1))
        cut = kept[start : data.draw(some.integers(start + 1, len(kept)))]
        words = "".join(source.normal[at] for at in cut)
        assert cut[0] in {match.start for match in source.matches(words)}
        assert in_order([words], source)


@pytest.mark.parametrize(
    ("words", "uncited"),
    [
        ("提前三日公布议题", ""),
        ("提前三日公布议题，会后七日内形成记录。第二条", ""),
        ("会后七日内形成记录。讨论时", "讨论时"),
        ("会后七日内形成记录。第二条讨论时", "讨论时"),
        ("第二条", "第二条"),
    ],
)
def test_a_name_at_the_edge_of_what_is_cited_is_not_beyond_it(words: str, uncited: str) -> None:
    rules = work()
    source, cited = Source.of(rules), rules.place("1")
    assert cited
    match, *_ = source.matches(words)
    beyond = outside(match, source, [(cited.start, cited.end)])
    assert "".join(rules.text[start:end] for start, end in beyond) == uncited


def test_the_names_of_a_work_are_its_headings_and_the_numbers_of_its_articles() -> None:
    rules = work("## 第一章　总则\n\n### 第一条　目的\n\n为开好会。\n\n第二条　本规则自印发之日起施行。\n")
    assert [rules.text[start:end] for start, end in rules.names] == ["第一章总则", "第一条目的", "第二条"]
