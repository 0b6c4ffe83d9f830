"""会议记录: a blank form of one activity in Word, with a place for what was said at each step."""

from __future__ import annotations

from xueku.kinds import Course
from xueku.word.paper import TITLE, bytes_of, new_paper
from xueku.word.text import TextWriter, words

_FACTS = (
    ("时间", "　　　　年　　月　　日　　时　　分至　　时　　分"),
    ("主持人", ""),
    ("记录人", ""),
    ("应到", "　　　人；实到　　　人；列席　　　人"),
    ("缺席及原因", ""),
)
_TASKS = ("要办的事", "谁来办", "哪天以前", "办结情况")
_EMPTY_TASKS = 5


def meeting_record(course: Course) -> bytes:
    """The form. It holds no names. Raises XuekuError if what writes it is not installed."""
    paper = new_paper(f"会议记录：{course.title}", course.date)
    writer = TextWriter(paper)
    paper.add_paragraph("会　议　记　录", style=TITLE)
    facts = [("议题", course.title), _FACTS[0], ("地点", course.place or ""), *_FACTS[1:]]
    writer.table((), [[words(label), words(value)] for label, value in facts], (36, 120), height=9)
    writer.heading("会议经过")
    steps = [[words(f"{step.title}（{step.minutes}分钟）"), ()] for step in course.agenda]
    writer.table([words("环节"), words("发言要点")], steps, (46, 110), height=26)
    if course.discussion:
        writer.heading("讨论")
        questions = [[words(question), ()] for question in course.discussion]
        writer.table([words("题目"), words("不同的说法和没有谈拢的一点")], questions, (62, 94), height=30)
    writer.heading("议定事项")
    writer.table(
        [words(name) for name in _TASKS], [[()] * len(_TASKS)] * _EMPTY_TASKS, (70, 28, 30, 28), height=11
    )
    for signature in ("主持人签名：＿＿＿＿＿＿＿＿", "记录人签名：＿＿＿＿＿＿＿＿"):
        paper.add_paragraph(signature)
    return bytes_of(paper)
