from __future__ import annotations

from collections.abc import Mapping
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search import decoder
from tests.search.decoder import Postings, read_table, shard_of, values
from tests.search.tables import KEYS
from xueku.model.text_hash import hash_of
from xueku.search import cuts
from xueku.search.bits import Codes, gamma, pack
from xueku.search.hashes import hashes_of_units
from xueku.search.lists import rice, rice_parameter
from xueku.search.places import Move, Places
from xueku.search.rows import NO_PAIR, Terms, pair_code, rows_of
from xueku.search.scoring import FIELDS
from xueku.search.shards import front_coded
from xueku.search.tables import Changes, Kept, Table
from xueku.search.terms import is_han, key_of

_FIELD = {field.name: number for number, field in enumerate(FIELDS)}
_TERMS = ["党日", "日活", "㐀鿿", "党", "日", "a4", "a4纸", "纸", "a", "<党日", "日活>", "𠮷祥", "𠮷祥>", "é"]

Given = dict[tuple[str, str], Postings]
"""(term, field) → postings."""


@st.composite
def _tables(draw: st.DrawFn) -> tuple[Given, list[int]]:
    leaf_counts = draw(
        st.lists(st.sampled_from([1, 1, 1, 2, 3, 8, 9, 4096]), max_size=draw(st.sampled_from([1, 5, 40])))
    )
    found: Given = {}
    if not leaf_counts:
        return found, []
    lists = st.sets(st.tuples(st.sampled_from(_TERMS), st.sampled_from([*_FIELD])), max_size=12)
    for term, field in draw(lists):
        numbers = st.integers(0, len(leaf_counts) - 1)
        places = [
            (number, 0 if field == "title" else draw(st.integers(0, leaf_counts[number] - 1)))
            for number in draw(st.lists(numbers, min_size=1, max_size=14))
        ]
        found[term, field] = {place: draw(st.integers(1, 16)) for place in places}
    return found, leaf_counts


class _Writer:
    """Writes tables of given postings, whose documents have their slots in the opposite order."""

    def __init__(self, leaf_counts: list[int]) -> None:
        counts = np.array(leaf_counts, dtype=np.int64)
        self.first_slots = counts.sum() - np.cumsum(counts)
        places = Places.of(self.first_slots, counts, int(counts.sum()))
        self.move = Move(places, places, True)
        self.terms = Terms(key_of)

    def changes(self, given_: Given) -> Changes:
        changes = Changes(self.terms)
        for (term, field), postings in given_.items():
            for (document, leaf), impact in postings.items():
                parts = self.terms.number(term), _FIELD[field], self.first_slots[document] + leaf, impact
                changes.added.add(rows_of(*(np.array([part]) for part in parts)))
        return changes

    def table(self, letter: str) -> Table:
        return Table(letter, self.terms, str, {}, Kept())

    def uncut(self, given_: Given, count: int) -> list[bytes]:
        written = [*self.table("s").write(self.changes(given_), count, self.move)]
        assert [number for number, _ in written] == [*range(count)]
        return [content for _, content in written]

    def cut(self, given_: Given, counts: tuple[int, int]) -> tuple[list[bytes], list[bytes]]:
        rest = Changes(self.terms)
        best = [*self.table("p").write(self.changes(given_), counts[0], self.move, rest)]
        others = self.table("r").write(rest, counts[1], self.move)
        return [content for _, content in best], [content for _, content in others]


def _read(
    letter: str, contents: list[bytes], leaf_counts: list[int]
) -> dict[tuple[str, str], tuple[int, Postings]]:
    files = {f"assets/search/{letter}/0/{number}-x.js": content for number, content in enumerate(contents)}
    for number, content in enumerate(contents):
        assert values(content)[0] == f"{letter}{number}"
    table = read_table(files, letter, len(leaf_counts), dict(enumerate(leaf_counts)))
    return {(term, field): one for term, (_, lists) in table.items() for field, one in lists.items()}


@given(_tables(), st.sampled_from([1, 2, 7, 300]))
def test_an_uncut_table_holds_what_a_dictionary_of_impacts_holds(
    table: tuple[Given, list[int]], count: int
) -> None:
    given_, leaf_counts = table
    contents = _Writer(leaf_counts).uncut(given_, count)
    read = _read("s", contents, leaf_counts)
    assert read == {key: (len(postings), postings) for key, postings in given_.items()}


@given(_tables(), st.sampled_from([(1, 1), (3, 2), (130, 5)]))
def test_a_cut_table_keeps_the_best_of_equal_ones_the_first_and_another_holds_the_rest(
    table: tuple[Given, list[int]], counts: tuple[int, int]
) -> None:
    given_, leaf_counts = table
    least = {"text": 3, "heading": 4, "title": 5}
    with patch.object(cuts, "CUTS", tuple(least.values())), patch.dict(decoder.CUTS, least):
        best, rest = _Writer(leaf_counts).cut(given_, counts)
        kept, others = _read("p", best, leaf_counts), _read("r", rest, leaf_counts)
    for (term, field), postings in given_.items():
        is_single = len(term) == 1 and is_han(term)
        cut = 8 if is_single and field == "text" else least[field]
        order = sorted(postings, key=lambda place: (-postings[place], place))
        assert kept.pop((term, field)) == (len(postings), {at: postings[at] for at in order[:cut]})
        left = {} if is_single and field == "text" else {at: postings[at] for at in order[cut:]}
        assert others.pop((term, field), (0, {})) == (len(left), left)
    assert kept == others == {}


@given(_tables())
def test_a_term_stands_in_the_shard_of_its_key_and_postings_come_in_any_order(
    table: tuple[Given, list[int]],
) -> None:
    given_, leaf_counts = table
    contents = _Writer(leaf_counts).uncut(given_, 7)
    for number, content in enumerate(contents):
        terms = {
            term for term, _ in _read("s", [content.replace(f'"s{number}"'.encode(), b'"s0"')], leaf_counts)
        }
        assert terms == {term for term, _ in given_ if shard_of(key_of(term), 7) == number}
    backwards = dict(reversed(given_.items()))
    assert _Writer(leaf_counts).uncut(backwards, 7) == contents


def test_a_place_that_a_row_cannot_hold_is_refused() -> None:
    one = np.array([1])
    rows_of(one, one, np.array([(1 << 27) - 1]), one)
    with pytest.raises(ValueError, match="beyond"):
        rows_of(one, one, np.array([1 << 27]), one)
    Places.of(one, np.array([1 << 12]), (1 << 12) + 1)
    with pytest.raises(ValueError, match="more"):
        Places.of(one, np.array([(1 << 12) + 1]), (1 << 12) + 2)


def test_hashes_of_many_are_those_of_each() -> None:
    keys = ["重温", "党日", "㐀鿿", "ab"]
    first, second = (np.array([ord(key[place]) for key in keys]) for place in (0, 1))
    assert hashes_of_units(first, second).tolist() == [*map(hash_of, keys)]


@pytest.mark.parametrize(
    ("names", "coded"),
    [
        ([], ""),
        (["a4"], "0a4"),
        (["<a4", "a4", "a4纸", "a5"], "0<a4 0a4 2纸 15"),
        (["重=zhong=chong", "重a"], "0重=zhong=chong 1a"),
        (["a" * 40, "a" * 40 + "b"], "0" + "a" * 40 + " zaaaaab"),
        (["党", "党"], "0党 1"),
    ],
)
def test_names_say_how_much_they_share_with_the_one_before(names: list[str], coded: str) -> None:
    assert front_coded(names) == coded


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_filed_by_fnv_1a_over_its_utf_16_units(key: str) -> None:
    raw = key.encode("utf-16-le")
    value = 2166136261
    for at in range(0, len(raw), 2):
        value = (value ^ int.from_bytes(raw[at : at + 2], "little")) * 16777619 % 2**32
    assert shard_of(key, 4096) == (value ^ value // 2**15) % 4096


@pytest.mark.parametrize(
    ("term", "code"),
    [("㐀㐀", 0), ("㐀鿿", 27647), ("㐁㐀", 27648), ("鿿鿿", NO_PAIR - 1)]
    + [(term, NO_PAIR) for term in ("党", "a党", "党a", "党党党", "<党", "ㄅ党", "党ꀀ", "")],
)
def test_a_pair_of_han_characters_has_a_number_and_nothing_else_has(term: str, code: int) -> None:
    assert pair_code(term) == code


_numbers = st.tuples(st.just(-1), st.integers(1, 2**28)) | st.tuples(
    st.integers(0, 28), st.integers(0, 2**29)
)


@given(st.lists(st.lists(_numbers, max_size=8), min_size=1, max_size=4))
def test_codes_are_packed_as_a_string_of_bits_says(groups: list[list[tuple[int, int]]]) -> None:
    codes, expected = [], []
    for numbers in groups:
        bits = ""
        for parameter, number in numbers:
            # A quotient of at most a hundred: longer rows of zeros are slow to compare, not different.
            number = number if parameter < 0 else number % (100 << parameter)
            bits += _plain(number, parameter)
            array = np.array([number], dtype=np.int64)
            codes.append(
                gamma(array) if parameter < 0 else rice(array, np.array([parameter], dtype=np.int64))
            )
        bits += "0" * (-len(bits) % 13)
        words = [int(bits[at : at + 13], 2) for at in range(0, len(bits), 13)]
        expected.append("".join(decoder.ALPHABET[word // 92] + decoder.ALPHABET[word % 92] for word in words))
    sizes = [len(numbers) for numbers in groups]
    group = np.repeat(np.arange(len(groups)), sizes)
    empty = np.array([], dtype=np.int64)
    assert pack(Codes.joined(Codes(empty, empty, empty), *codes), group, len(groups)) == expected


def _plain(number: int, parameter: int) -> str:
    if parameter < 0:
        return "0" * (number.bit_length() - 1) + f"{number:b}"
    rest = f"{number % 2**parameter:0{parameter}b}" if parameter else ""
    return "0" * (number >> parameter) + "1" + rest


@pytest.mark.parametrize("most", [1, 42, 5271, 50_000, NO_PAIR])
def test_a_rice_parameter_is_never_negative_and_suits_the_mean_gap(most: int) -> None:
    counts = np.array([0, 1, 2, 3, most // 100 + 1, most])
    found: Mapping[int, int] = dict(zip(counts.tolist(), rice_parameter(most, counts).tolist(), strict=True))
    for count, parameter in found.items():
        assert parameter == max(0, (11 * most // (16 * max(1, count))).bit_length() - 1)
