from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.bench.search.engines import page_of
from tests.bench.search.metrics import Quality, judge, percentile
from tests.bench.search.sets import Page, cut_smaller, made_set, read_pages, read_queries
from tests.bench.search.updates import measure_updates


def test_a_ranking_is_judged_as_by_hand() -> None:
    quality = judge(["a", "x", "b", "y", "z", "c"], {"a", "b", "c", "d"})
    best = 1 + 1 / math.log2(3) + 1 / math.log2(4) + 1 / math.log2(5)
    assert quality.recall_5 == 2 / 4
    assert quality.recall_10 == 3 / 4
    assert quality.mrr == 1
    assert quality.ndcg == pytest.approx((1 + 1 / math.log2(4) + 1 / math.log2(7)) / best)
    assert (quality.success_1, quality.success_10) == (1, 1)


def test_recall_divides_by_no_more_than_can_be_shown() -> None:
    assert judge([*"abcde"], [*"abcdefgh"]).recall_5 == 1


def test_nothing_right_is_nothing() -> None:
    assert judge(["x"], {"a"}) == Quality(0, 0, 0, 0, 0, 0)
    assert judge([], {"a"}) == Quality(0, 0, 0, 0, 0, 0)


def test_the_mean_is_taken_figure_by_figure() -> None:
    assert Quality.mean([judge(["a"], {"a"}), judge(["x", "a"], {"a"})]).mrr == 0.75


@pytest.mark.parametrize(("part", "number"), [(0.5, 5), (0.95, 10), (1, 10), (0, 1)])
def test_a_percentile_is_one_of_the_numbers(part: float, number: float) -> None:
    assert percentile([7, 1, 2, 10, 3, 9, 4, 8, 6, 5], part) == number


def test_the_made_set_is_the_same_every_time_and_its_answers_are_on_its_pages() -> None:
    pages, queries = made_set(120)
    assert (pages, queries) == made_set(120)
    by_id = {page.id: page for page in pages}
    assert len(by_id) == 120
    for query in queries:
        (right,) = query.rel
        if query.type == "phrase":
            assert query.query in by_id[right].text
    assert {query.type for query in queries} == {"title", "item", "phrase", "pinyin", "typo"}


def test_a_page_is_parted_at_its_headings() -> None:
    page = Page("1", "规则", ("第一节", "第二节"), "开头\n第一节\n甲\n乙\n第二节\n丙")
    assert page.sections == [("", "开头"), ("第一节", "甲\n乙"), ("第二节", "丙")]


def test_pages_are_cut_smaller_until_there_are_enough() -> None:
    pages, _ = made_set(10)
    cut = cut_smaller(pages, 75)
    assert len({page.id for page in cut}) == 75
    assert max(len(page.text) for page in cut) < max(len(page.text) for page in pages)


def test_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(
        '{"id":"a/1","title":"题","law":"","chapter":"","headings":["甲"],"text":"甲"}\n'
    )
    (tmp_path / "q.jsonl").write_text('{"qid":"q1","type":"title","query":"题","rel":["a/1"]}\n')
    assert read_pages(tmp_path / "p.jsonl") == [Page("a/1", "题", ("甲",), "甲")]
    assert read_queries(tmp_path / "q.jsonl")[0].rel == {"a/1"}


@pytest.mark.parametrize("address", ["./a/1.html?mark=x#s2", "/a/1.html", "a/1.html#s1", "a/1"])
def test_an_address_leads_back_to_its_page(address: str) -> None:
    assert page_of(address) == "a/1"


def test_updates_are_measured_one_after_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure_updates(made_set(12)[0], tmp_path / "kept.db")
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines()[2:]]
    files = {row[0].removeprefix("| "): int(row[3]) for row in rows}
    assert files["nothing changed"] == 1
    assert 1 < files["a sentence more in one body"] == files["the same taken away"] < files["all"]
