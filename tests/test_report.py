from __future__ import annotations

import json

from xueku.model.diagnostic import Diagnostic, Severity, Span, shown
from xueku.report import as_json, github, summary, text

ERROR = Diagnostic(
    Span("content/甲.md", 3, 7, 3, 11), "XK103", "“日期”应写成 年-月-日", "例如 date: 2026-07-01"
)
WARNING = Diagnostic(Span("content/甲,乙:丙.md", 9), "XK203", "100% 的标题\n跳了级", "", Severity.WARNING)


def test_text_is_place_weight_code_message_and_remedy() -> None:
    assert text([ERROR, WARNING]) == (
        "content/甲.md:3:7: 错误 XK103 “日期”应写成 年-月-日\n    改法：例如 date: 2026-07-01\n"
        "content/甲,乙:丙.md:9:1: 警告 XK203 100% 的标题\n跳了级\n"
    )
    assert text([]) == ""


def test_json_has_every_part_and_an_end() -> None:
    rows = json.loads(as_json([ERROR, WARNING]))
    assert rows[0] == {
        "path": "content/甲.md", "line": 3, "column": 7, "end_line": 3, "end_column": 11,
        "severity": "error", "code": "XK103", "message": "“日期”应写成 年-月-日", "remedy": "例如 date: 2026-07-01",
    }  # fmt: skip
    assert (rows[1]["end_line"], rows[1]["end_column"], rows[1]["severity"]) == (9, 1, "warning")
    assert json.loads(as_json([])) == []


def test_workflow_commands_escape_what_would_break_them() -> None:
    assert github([ERROR, WARNING]).split("\n") == [
        "::error file=content/甲.md,line=3,col=7,title=XK103::“日期”应写成 年-月-日%0A改法：例如 date: 2026-07-01",
        "::warning file=content/甲%2C乙%3A丙.md,line=9,col=1,title=XK203::100%25 的标题%0A跳了级",
        "",
    ]


def test_the_summary_counts_by_weight() -> None:
    assert summary([ERROR, WARNING, ERROR], 5) == "读了 5 份材料，2 处错误、1 处警告"
    assert summary([], 5) == "读了 5 份材料，没有要改的地方"


def test_findings_sort_by_place() -> None:
    assert sorted([WARNING, ERROR]) == [WARNING, ERROR]
    assert sorted([Diagnostic(Span("a", 10), "b", "c"), Diagnostic(Span("a", 9), "z", "c")])[0].span.line == 9


def test_a_value_in_a_message_is_short_and_on_one_line() -> None:
    assert shown("重温\n  入党誓词") == "“重温 入党誓词”"
    assert shown("誓" * 30) == "“" + "誓" * 23 + "…”"
