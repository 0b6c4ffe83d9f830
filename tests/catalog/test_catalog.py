from __future__ import annotations

from pathlib import Path

from tests.samples import LIBRARY, PATH, WORK, examined, record
from xueku.catalog.catalog import Catalog, PathPlace
from xueku.catalog.references import references


def test_references_stand_in_the_order_of_the_fields_with_their_places(tmp_path: Path) -> None:
    found = list(references(record(examined(tmp_path), "chongwen-shici")))
    assert [(one.target, one.field, one.span.line) for one in found] == [
        ("zhibu-gongzuo-guize", "sources", 21),
        ("dushu-san-bian", "related", 23),
        ("zhibu-gongzuo-guize", "quiz", 11),
    ]
    assert found[2].span.path == "content/courses/重温誓词/quiz.yml"


def test_steps_and_readings_are_references(tmp_path: Path) -> None:
    catalog = examined(tmp_path).linked.catalog
    assert [one.field for one in catalog.references["xin-shuji"]] == ["steps"] * 3
    assert [one.target for one in catalog.references["2026-q4"]] == ["zhibu-gongzuo-guize"]


def test_a_record_knows_its_place_in_a_path(tmp_path: Path) -> None:
    places = examined(tmp_path).linked.catalog.path_places
    assert places["zhibu-gongzuo-guize"] == (PathPlace("xin-shuji", 1, 3, None, "qing-dan-dang-mian-gou"),)
    assert places["chongwen-shici"] == (PathPlace("xin-shuji", 3, 3, "qing-dan-dang-mian-gou", None),)
    assert "dushu-san-bian" not in places


def test_a_path_closes_up_where_a_step_is_left_out(tmp_path: Path) -> None:
    places = _without(examined(tmp_path).linked.catalog, "qing-dan-dang-mian-gou").path_places
    assert places["zhibu-gongzuo-guize"] == (PathPlace("xin-shuji", 1, 2, None, "chongwen-shici"),)
    assert places["chongwen-shici"] == (PathPlace("xin-shuji", 2, 2, "zhibu-gongzuo-guize", None),)


def test_a_path_without_steps_left_has_no_places(tmp_path: Path) -> None:
    catalog = examined(tmp_path, {"paths/书记.md": PATH.replace("qing-dan-dang-mian-gou", "zhibu-gongzuo-guize").replace(
        "chongwen-shici", "zhibu-gongzuo-guize"), "library/规则.md": WORK}).linked.catalog  # fmt: skip
    assert len(catalog.path_places["zhibu-gongzuo-guize"]) == 3
    assert _without(catalog, "zhibu-gongzuo-guize").path_places == {}


def test_collections_are_newest_first_and_of_one_day_by_id(tmp_path: Path) -> None:
    files = {
        **LIBRARY,
        "articles/二.md": LIBRARY["articles/三遍.md"].replace("id: dushu-san-bian", "id: an-dushu"),
    }
    catalog = examined(tmp_path, files).linked.catalog
    assert [one.id for one in catalog.newest] == [
        "xin-shuji", "2026-q4", "qing-dan-dang-mian-gou", "chongwen-shici", "an-dushu", "dushu-san-bian", "zhibu-gongzuo-guize",
    ]  # fmt: skip
    article = catalog.records["an-dushu"].kind
    assert [one.id for one in catalog.collection(article)] == ["an-dushu", "dushu-san-bian"]


def _without(catalog: Catalog, absent: str) -> Catalog:
    return Catalog({id_: one for id_, one in catalog.records.items() if id_ != absent}, catalog.vocabularies)
