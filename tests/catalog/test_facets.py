from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import COURSE, LIBRARY, examined, record
from xueku.catalog.facets import BANDS, FacetValue, count_facets, facet_values


@pytest.mark.parametrize(
    ("minutes", "label"),
    [(1, "45 分钟以内"), (45, "45 分钟以内"), (46, "46–60 分钟"), (60, "46–60 分钟"), (61, "61–90 分钟"), (90, "61–90 分钟"),
     (91, "半天"), (240, "半天"), (241, "半天以上"), (9999, "半天以上")],
)  # fmt: skip
def test_a_duration_falls_into_the_first_band_that_holds_it(tmp_path: Path, minutes: int, label: str) -> None:
    course = record(examined(tmp_path), "chongwen-shici").resource.model_copy(
        update={"time_required": minutes}
    )
    values = facet_values(course, examined(tmp_path).linked.catalog.vocabularies, {})
    assert [value.label for value in values["duration"]] == [label]


def test_bands_grow_and_hold_every_number_of_minutes_that_a_field_takes() -> None:
    limits = [limit for limit, _ in BANDS]
    assert limits == sorted(set(limits))
    assert limits[-1] >= 9999


def test_an_alias_counts_as_its_term(tmp_path: Path) -> None:
    checked = examined(
        tmp_path, {"courses/甲.md": _course("jia", "党性教育"), "courses/乙.md": _course("yi", "党性修养")}
    )
    facets = {facet.name: facet for facet in count_facets(checked.linked.catalog.facets.values())}
    assert "topics" not in facets  # One value that all have divides nothing.
    assert checked.linked.catalog.facets["jia"]["topics"] == checked.linked.catalog.facets["yi"]["topics"]
    assert [found.id for found in checked.linked.catalog.by_topic["dangxing"]] == ["jia", "yi"]


def _course(id_: str, topic: str) -> str:
    text = COURSE.replace("id: chongwen-shici", f"id: {id_}").replace(
        "topics: [党性教育, 组织生活]", f"topics: [{topic}]"
    )
    start, end = text.index("sources:"), text.index("---\n\n##")
    return text[:start] + text[end:].split("见[第十二条]")[0] + "\n"


VALUES = st.dictionaries(
    st.sampled_from(["form", "topics", "year"]),
    st.lists(
        st.sampled_from([FacetValue(n, f"v{n}", f"值{n}") for n in range(4)]),
        min_size=1,
        max_size=3,
        unique=True,
    ).map(tuple),
)


@given(st.lists(VALUES, max_size=8))
def test_counts_are_those_of_a_naive_count(values: list[dict[str, tuple[FacetValue, ...]]]) -> None:
    found = {facet.name: dict(facet.values) for facet in count_facets(values)}
    for name in ("form", "topics", "year"):
        naive: dict[FacetValue, int] = {}
        for one in values:
            for value in one.get(name, ()):
                naive[value] = sum(value in other.get(name, ()) for other in values)
        divides = len(naive) > 1 or any(count < len(values) for count in naive.values())
        assert found.get(name, {}) == (naive if divides else {})


def test_an_id_stands_for_its_term_once(tmp_path: Path) -> None:
    course = COURSE.replace("topics: [党性教育, ", "topics: [dangxing, 党性教育, ")
    catalog = examined(tmp_path, {**LIBRARY, "courses/重温誓词/index.md": course}).linked.catalog
    assert catalog.records["chongwen-shici"].resource.topics == ("党性教育", "组织生活")
    assert [record.id for record in catalog.by_topic["dangxing"]].count("chongwen-shici") == 1
