"""The benchmark of quotations over a small generated library: what it counts as right is right."""

from __future__ import annotations

from dataclasses import replace

from tests.bench.quotations.judging import is_right
from tests.bench.quotations.pages import SWAPPED, quoting_pages
from tests.bench.quotations.run import measure
from tests.bench.quotations.texts import made_laws, numeral, work_records
from xueku.model.diagnostic import Diagnostic
from xueku.render.works import work_text


def test_every_altered_quotation_is_told_and_no_exact_one() -> None:
    report = measure(lambda: made_laws(12, 40_000), 60, 30)
    assert not report.wrong
    assert report.all == report.right
    assert report.all[""] == 30
    assert report.all[SWAPPED] >= 5
    assert {"index and check", "one page changed, its own work", "one work changed, its own work"} <= {
        *report.seconds
    }


def test_numerals_are_chinese() -> None:
    found = [numeral(number) for number in (7, 10, 15, 20, 105, 110, 1015)]
    assert found == ["七", "十", "十五", "二十", "一百零五", "一百一十", "一千零一十五"]


def test_a_finding_at_another_place_or_of_another_difference_is_not_right() -> None:
    works = [work_text(work) for work in work_records(made_laws(3, 4_000))]
    page = quoting_pages(works, 1, 1)[0]
    altered = page.altered
    assert altered
    start = page.record.body.markdown.index(page.words) + altered.place
    right = Diagnostic(
        page.record.body.span(start, start + 1),
        "XK601",
        f"原文：…〔{altered.old}〕…　本文：…〔{altered.new}〕…",
    )
    assert is_right(page, [right])
    assert not is_right(page, [])
    assert not is_right(page, [right, right])
    assert not is_right(page, [replace(right, code="XK603")])
    assert not is_right(page, [replace(right, span=page.record.body.span(start - 9, start - 8))])
    assert not is_right(page, [replace(right, message="原文：…〔〕…　本文：…〔〕多〔少〕…")])
