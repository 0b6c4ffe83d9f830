"""The papers of a kit: what each is for, and which courses have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xueku.exports.handout import handout
from xueku.exports.host_script import host_script
from xueku.exports.lesson_plan import lesson_plan
from xueku.exports.lesson_plan_docx import lesson_plan_docx
from xueku.exports.meeting_record import meeting_record
from xueku.exports.poster import poster
from xueku.exports.quiz_key import quiz_key
from xueku.exports.quiz_paper import quiz_paper
from xueku.exports.sign_in_sheet import sign_in_sheet
from xueku.kinds import Course
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.typesetting.press import Press


@dataclass(frozen=True)
class Source:
    """What a paper is made of: a course among all others, and what sets it; files of the course stand below `press.root`."""

    linked: Linked
    record: Record
    course: Course
    press: Press


@dataclass(frozen=True)
class Paper:
    """A document of a kit: its file name, what it is for, how it is made, and whether a course has it."""

    file: str
    use: str
    make: Callable[[Source], bytes]
    suits: Callable[[Source], bool] = lambda _: True


def _has_part(name: str) -> Callable[[Source], bool]:
    return lambda of: name in of.record.parts


def _has_quiz(of: Source) -> bool:
    return of.record.quiz is not None


PAPERS: tuple[Paper, ...] = (
    Paper("教案.pdf", "打印给主持人", lambda of: lesson_plan(of.linked, of.record, of.press)),
    Paper(
        "教案.docx",
        "改成本单位的教案，存档",
        lambda of: lesson_plan_docx(of.linked, of.record, of.course, of.press.root),
    ),
    Paper(
        "讲义.pdf",
        "打印给参加的人，每人一份",
        lambda of: handout(of.linked, of.record, of.press),
        _has_part("handout"),
    ),
    Paper(
        "主持词.pdf",
        "大字，站着念",
        lambda of: host_script(of.linked, of.record, of.press),
        _has_part("host"),
    ),
    Paper("签到表.docx", "空白表，打印后签名", lambda of: sign_in_sheet(of.course)),
    Paper("会议记录.docx", "空白表，按议程和讨论题分好格", lambda of: meeting_record(of.course)),
    Paper(
        "测验A卷.pdf", "邻座发不同的卷子", lambda of: quiz_paper(of.linked, of.record, of.press), _has_quiz
    ),
    Paper(
        "测验B卷.pdf",
        "题目相同，次序不同",
        lambda of: quiz_paper(of.linked, of.record, of.press, "B"),
        _has_quiz,
    ),
    Paper("测验答案.pdf", "只给主持人", lambda of: quiz_key(of.linked, of.record, of.press), _has_quiz),
    Paper("海报.pdf", "会前张贴，写上时间地点", lambda of: poster(of.linked, of.record, of.press)),
)
