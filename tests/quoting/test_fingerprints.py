"""Equal runs are found by fingerprints wherever they stand: against a search for every run."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.quoting.texts import work
from xueku.model.work_text import WorkText
from xueku.quoting.fingerprints import LEAST_RUN, as_bytes, fingerprints, from_bytes, have_common
from xueku.quoting.index import Index, Library

_FEW = st.text(alphabet="甲乙丙丁", max_size=60)
_SEVERAL = st.text(alphabet="甲乙丙丁戊己庚辛壬癸", max_size=30)


def _longest_run(one: str, other: str) -> int:
    """By trying every stretch."""
    return max(
        (
            end - start
            for start in range(len(one))
            for end in range(start + 1, len(one) + 1)
            if one[start:end] in other
        ),
        default=0,
    )


def _text(id_: str, text: str) -> WorkText:
    return WorkText(id_, id_, "", text, ())


@given(
    st.text(alphabet="甲乙丙丁戊己", min_size=LEAST_RUN, max_size=40), _SEVERAL, _SEVERAL, _SEVERAL, _SEVERAL
)
def test_texts_with_a_run_in_common_have_a_fingerprint_in_common(
    run: str, before: str, behind: str, others_before: str, others_behind: str
) -> None:
    one, _ = fingerprints(before + run + behind)
    other, _ = fingerprints(others_before + run + others_behind)
    assert have_common(as_bytes(one), from_bytes(as_bytes(other)))


@given(_FEW, _FEW)
def test_the_runs_of_a_text_are_those_that_a_search_finds(one: str, other: str) -> None:
    library = Library.of({"shu": _text("shu", other)})
    found = [*library.runs(one)]
    assert all(one[run.start : run.end] == other[run.place : run.place + run.length] for run in found)
    longest = _longest_run(one, other)
    assert bool(found) == (longest >= LEAST_RUN)
    assert all(run.end <= later.end for run, later in pairwise(found))


def test_a_run_of_nineteen_is_none_and_of_twenty_is_one() -> None:
    library = Library.of({"guize": work()})
    words = "支部每月安排一次主题党日，提前三日公布议题"
    assert [run.length for run in library.runs(f"他说{words[:20]}了")] == [20]
    assert [*library.runs(f"他说{words[:19]}了")] == []


@given(st.dictionaries(st.sampled_from("abc"), _FEW), st.dictionaries(st.sampled_from("abcd"), _FEW))
def test_a_changed_index_is_that_of_the_changed_works(before: dict[str, str], now: dict[str, str]) -> None:
    def of(texts: dict[str, str]) -> dict[str, object]:
        index = Index.of((id_, fingerprints(text)[0]) for id_, text in texts.items())
        return _owners(index)

    def _owners(index: Index) -> dict[str, object]:
        return {str(hash_): index.owners_of(hash_) for hash_ in index.hashes}

    index = Index.of((id_, fingerprints(text)[0]) for id_, text in before.items())
    ids = [*{*before, *now}]
    changed = index.changed(ids, {id_: fingerprints(text)[0] for id_, text in now.items()})
    kept = Index.from_kept(changed.ids, *changed.kept(0, len(changed.hashes)))
    assert _owners(kept) == _owners(changed.compacted()) == of(now)
    assert list(changed.hashes) == sorted(changed.hashes)
