from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.search.tables import CUT, FOLDED
from xueku.search.characters import variants_in
from xueku.search.documents import Document, Passage
from xueku.search.impacts import document_impacts
from xueku.search.leaves import leaves
from xueku.search.postings import Text, postings, searched, sound_postings, texts
from xueku.search.rows import FIELD, FIRST_HAN, HAN, IMPACT, NO_PAIR, SLOT, TERM, Terms
from xueku.search.scoring import FIELDS, TITLE
from xueku.search.sounds import stem, title_sounds
from xueku.search.terms import key_of, variants_for

_TABLES = [text for text, _ in FOLDED] + [text for text, _ in CUT]
_strings = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="党日黨㐀鿿䷀ꀀ𠮷𝟏a7é_①Ⅷ <>\n，", max_size=40),
    st.sampled_from(_TABLES),
    st.builds(
        "".join, st.lists(st.sampled_from(["党日", "记录", "a4纸", "，", "\n", "第3号"]), max_size=400)
    ),
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    passages = [
        Passage(f"a.html#{number}", draw(_strings), draw(_strings) * draw(st.sampled_from([1, 1, 1, 90])))
        for number in range(draw(st.integers(1, 3)))
    ]
    keywords = tuple(draw(st.lists(_strings, max_size=2)))
    return Document(draw(_strings), "page", tuple(passages), keywords=keywords)


def _name(number: int, terms: Terms) -> str:
    if number < NO_PAIR:
        return chr(FIRST_HAN + number // HAN) + chr(FIRST_HAN + number % HAN)
    return terms.name(number)


@given(st.lists(_documents(), max_size=4))
def test_texts_counted_together_say_what_each_says_by_itself(documents: list[Document]) -> None:
    terms = Terms(key_of)
    given_: list[Text] = []
    expected, slot = [], 3
    for document in documents:
        parts = leaves(document)
        given_ += texts(searched(document, parts), slot)
        expected += [
            (term, FIELDS.index(field), slot + leaf, impact)
            for field, leaf, impacts in document_impacts(document, parts)
            for term, impact in impacts.items()
        ]
        slot += len(parts)
    rows = postings(given_, terms)
    assert rows.tolist() == sorted(set(rows.tolist()))
    columns = (part.of(rows).tolist() for part in (TERM, FIELD, SLOT, IMPACT))
    found = [
        (_name(term, terms), field, at, less + 1) for term, field, at, less in zip(*columns, strict=True)
    ]
    assert sorted(found) == sorted(expected)


@given(st.lists(_strings, max_size=5))
def test_sounds_of_titles_become_rows(titles: list[str]) -> None:
    terms = Terms(stem)
    rows = sound_postings(((slot, title_sounds(title)) for slot, title in enumerate(titles)), terms)
    columns = (part.of(rows).tolist() for part in (TERM, FIELD, SLOT, IMPACT))
    found = {
        (_name(term, terms), at): less + 1
        for term, field, at, less in zip(*columns, strict=True)
        if field == FIELDS.index(TITLE)
    }
    assert found == {
        (key, at): impact for at, title in enumerate(titles) for key, impact in title_sounds(title).items()
    }


@given(st.text() | st.text(alphabet="黨党關⾺乾後a"))
def test_the_variants_of_a_text_are_those_that_a_browser_needs_for_it(text: str) -> None:
    assert variants_for([variants_in(text)]) == variants_for([text])
