"""Tables of a meeting's course as offices write them."""

from __future__ import annotations

import pytest

from xueku.importers.agenda_table import agenda_of, minutes_in

ROWS = [
    ["序号", "环节", "时间", "主要内容", "负责人"],
    ["1", "签到", "14:30—14:40", "手机静音", "组织委员"],
    ["2", "讨论", "14:40—15:20", "分三组", "各组组长"],
    ["", "合计", "50分钟", "", ""],
]


def test_a_table_with_times_and_what_is_done_beside_the_step_is_an_agenda() -> None:
    steps = agenda_of(ROWS)
    assert [(step.title, step.minutes, step.lead, step.notes) for step in steps] == [
        ("签到", 10, "组织委员", "手机静音"),
        ("讨论", 40, "各组组长", "分三组"),
    ]


def test_a_table_with_a_column_that_would_be_lost_is_none() -> None:
    assert agenda_of([[*row, "经费"] for row in ROWS]) == ()


@pytest.mark.parametrize(
    ("cell", "minutes"), [("20", 20), ("约20分钟", 20), ("1.5小时", 90), ("14:30-15:00", 30), ("会后", 0)]
)
def test_minutes_are_read_as_people_write_them(cell: str, minutes: int) -> None:
    assert minutes_in(cell) == minutes
