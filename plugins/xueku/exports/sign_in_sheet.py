"""签到表: a blank form of one activity in Word, with as many rows as people may come."""

from __future__ import annotations

from xueku.kinds import Course
from xueku.word.paper import TITLE, bytes_of, new_paper
from xueku.word.text import TextWriter, words

_HEAD = ("序号", "姓名", "所在支部（部门）", "签名", "备注")
_WIDTHS = (14, 30, 46, 40, 26)
_FEWEST, _MOST = 20, 200


def sign_in_sheet(course: Course) -> bytes:
    """The form. It holds no names. Raises XuekuError if what writes it is not installed."""
    paper = new_paper(f"签到表：{course.title}", course.date)
    paper.add_paragraph("签　到　表", style=TITLE)
    for label, value in (
        ("活动", course.title),
        ("时间", "　　　　年　　月　　日　　时　　分"),
        ("地点", course.place or ""),
    ):
        paper.add_paragraph(f"{label}：{value}")
    rows = [[words(str(number)), *([()] * (len(_HEAD) - 1))] for number in range(1, _rows(course) + 1)]
    TextWriter(paper).table([words(name) for name in _HEAD], rows, _WIDTHS, height=11)
    paper.add_paragraph("应到　　人，实到　　人，请假　　人，缺席　　人。")
    return bytes_of(paper)


def _rows(course: Course) -> int:
    most = course.group_size.most if course.group_size else _FEWEST
    return min(max(most, _FEWEST), _MOST)
