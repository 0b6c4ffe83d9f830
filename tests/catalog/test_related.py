from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import ARTICLE, LIBRARY, article, examined, record
from xueku.catalog.references import Reference
from xueku.catalog.related import MOST, Related, related_to
from xueku.model.diagnostic import Span
from xueku.model.record import Places, Record

IDS = [f"cailiao-{number}" for number in range(6)]
TOPICS = ["党性教育", "组织生活", "读书"]


def _record(template: Record, id_: str, topics: tuple[str, ...]) -> Record:
    resource = template.resource.model_copy(update={"id": id_, "topics": topics})
    return Record(resource, f"{id_}.md", "", Places({}, {}, Span("")), {})


def _naive(
    records: list[Record], references: dict[str, tuple[Reference, ...]]
) -> dict[str, list[tuple[str, str]]]:
    """The same by comparing every two records."""
    found = {}
    ids = [one.id for one in records]
    for one in records:
        scored = []
        for position, other in enumerate(records):
            named = {r.target for r in references[one.id] if r.field == "related"}
            naming = {r.target for r in references[other.id] if r.field == "related"}
            cited = {r.target for r in references[one.id] if r.field in ("sources", "readings", "quiz")}
            citing = {r.target for r in references[other.id] if r.field in ("sources", "readings", "quiz")}
            recommended = other.id in named or one.id in naming
            score = (
                100 * recommended
                + 3 * len(cited & citing)
                + 2 * len({*one.resource.topics} & {*other.resource.topics})
            )
            reason = "推荐" if recommended else "同源" if cited & citing else "同主题"
            if score and other.id != one.id:
                scored.append((-score, position, other.id, reason))
        found[one.id] = [(id_, reason) for _, _, id_, reason in sorted(scored)[:MOST] if id_ in ids]
    return found


@st.composite
def _libraries(draw: st.DrawFn) -> list[tuple[str, tuple[str, ...], tuple[Reference, ...]]]:
    fields = st.sampled_from(["related", "sources", "readings", "quiz", "steps"])
    reference = st.builds(Reference, st.sampled_from([*IDS, "mei-you"]), fields, st.just(Span("")))
    topics = st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True).map(tuple)
    ids = draw(st.lists(st.sampled_from(IDS), unique=True))
    return [(id_, draw(topics), tuple(draw(st.lists(reference, max_size=3)))) for id_ in ids]


@given(library=_libraries())
def test_what_is_related_is_what_comparing_every_two_records_finds(
    template: Record, library: list[tuple[str, tuple[str, ...], tuple[Reference, ...]]]
) -> None:
    records = [_record(template, id_, topics) for id_, topics, _ in library]
    references = {id_: found for id_, _, found in library}
    found = related_to(records, references, {id_: topics for id_, topics, _ in library})
    assert {id_: [(r.id, r.reason) for r in related] for id_, related in found.items()} == _naive(
        records, references
    )


def test_a_recommendation_goes_both_ways_and_comes_first(tmp_path: Path) -> None:
    related = examined(tmp_path).linked.catalog.related
    assert related["chongwen-shici"][0] == Related("dushu-san-bian", "推荐")
    assert related["dushu-san-bian"][0] == Related("chongwen-shici", "推荐")
    assert Related("2026-q4", "同源") in related["chongwen-shici"]
    assert related["qing-dan-dang-mian-gou"] == ()


def test_at_most_six_and_of_equals_the_newer_first(tmp_path: Path) -> None:
    files = {
        f"articles/{n}.md": article(f"yi-{n}", f"第{n}遍", "只画线。", date=f"2026-04-0{n}")
        for n in range(1, 9)
    }
    related = examined(tmp_path, files).linked.catalog.related
    assert [found.id for found in related["yi-1"]] == ["yi-8", "yi-7", "yi-6", "yi-5", "yi-4", "yi-3"]


def test_a_body_changes_nothing_of_what_is_related(tmp_path: Path) -> None:
    before = examined(tmp_path / "前").linked.catalog.related
    after = examined(
        tmp_path / "后", {**LIBRARY, "articles/三遍.md": ARTICLE + "\n又添一段，说到三会一课。\n"}
    )
    assert after.linked.catalog.related == before
    assert record(after, "dushu-san-bian").body.markdown.endswith("三会一课。\n")
