"""Tables of a meeting's course as offices write them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xueku.importers.agenda_table import agenda_of, minutes_in

ROWS = [
    ["序号", "环节", "时间", "主要内容", "负责人"],
    ["1", "签到", "14:30—14:40", "手机静音", "组织委员"],
    ["2", "讨论", "14:40—15:20", "分三组", "各组组长"],
    ["", "合计", "50分钟", "", ""],
]


def _steps(rows: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    agenda = agenda_of(rows)
    assert agenda is not None
    return [(step.title, step.minutes) for step in agenda.steps]


def test_a_table_with_times_and_what_is_done_beside_the_step_is_an_agenda() -> None:
    agenda = agenda_of(ROWS)
    assert agenda is not None
    assert [(step.title, step.minutes, step.lead, step.notes) for step in agenda.steps] == [
        ("签到", 10, "组织委员", "手机静音"),
        ("讨论", 40, "各组组长", "分三组"),
    ]
    assert agenda.has_total
    assert not agenda.unread


def test_a_row_without_minutes_does_not_lose_the_others() -> None:
    rows = [
        ["序号", "时间", "议程", "责任人"],
        ["1", "9:00—9:10", "签到", "李某"],
        ["2", "9:10—9:50", "统计合计票数", "王某"],
        ["3", "会后", "整理记录", "张某"],
        ["", "", "", ""],
    ]
    agenda = agenda_of(rows)
    assert agenda is not None
    assert _steps(rows) == [("签到", 10), ("统计合计票数", 40)]
    assert agenda.unread == {4: ("没有分钟", "3　会后　整理记录　张某")}
    assert not agenda.has_total


def test_rows_that_hold_more_or_less_than_a_step_are_told() -> None:
    agenda = agenda_of(
        [
            ["环节", "时间"],
            ["签到", "10"],
            ["讨论", "20"],
            ["小结", "5"],
            ["", "5"],
            ["散会", "5", "鼓掌"],
        ]
    )
    assert agenda is not None
    assert agenda.unread == {5: ("没有写是什么环节", "5"), 6: ("比表头多出几格", "散会　5　鼓掌")}


def test_a_table_most_of_whose_rows_have_no_minutes_is_none() -> None:
    rows = [["内容", "时间"], ["签到", "10"], ["走访", "三月"], ["座谈", "四月"]]
    assert agenda_of(rows) is None


def test_a_table_with_a_column_that_would_be_lost_is_none() -> None:
    assert agenda_of([[*row, "经费"] for row in ROWS]) is None


@pytest.mark.parametrize(
    ("cell", "minutes"), [("20", 20), ("约20分钟", 20), ("1.5小时", 90), ("14:30-15:00", 30), ("会后", 0)]
)
def test_minutes_are_read_as_people_write_them(cell: str, minutes: int) -> None:
    assert minutes_in(cell) == minutes
