"""A mending of a quotation is what a careful person would do, and after it there is nothing to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quoting.texts import RULES
from tests.samples import article, write_content
from xueku.build import examine
from xueku.model.diagnostic import Diagnostic, Fix

_WORK = f"""\
---
id: guize
title: 支部规则
summary: 支部怎样开会、怎样记录，只为演示而写。
topics: [组织生活]
date: 2026-03-12
genre: 制度
---

{RULES}"""
_ARTICLE = "articles/一篇.md"


def _cite(number: str, anchor: str) -> str:
    return f"[《支部规则》第{number}条](xk:guize#{anchor})"


def _check(root: Path, body: str) -> list[Diagnostic]:
    files = {"library/规则.md": _WORK, _ARTICLE: article("yipian", "一篇", body)}
    return [*examine(write_content(root, files)).findings]


def _fixed(body: str, finding: Diagnostic) -> str:
    """The body after the mending."""
    assert isinstance(finding.fix, Fix)
    lines = article("yipian", "一篇", body).split("\n")
    span, line = finding.fix.span, finding.fix.span.line - 1
    assert span.end_line == span.line
    lines[line] = lines[line][: span.column - 1] + finding.fix.text + lines[line][span.end_column - 1 :]
    return "\n".join(lines).partition("某同志\n---\n\n")[2]


@pytest.mark.parametrize(
    "body",
    [
        f"写着“提前五日公布议题”（{_cite('一', '1')}）。",
        f"写着“每月安排主题党日”（{_cite('一', '1')}）。",
        f"写着“每个月安排一次主题党日”（{_cite('一', '1')}）。",
        f"> 讨论时先听意见，后作小结。\n>\n> ——{_cite('二', '2')}",
        f"> 支部每季度安排一次主题党日，……会后三日内形成记录。\n>\n> ——{_cite('一', '1')}".replace(
            "三日", "七日"
        ),
        f"> 本规则由示例单位党委负责解释。\n>\n> ——{_cite('一', '1')}",
        f"{_cite('三', '3')}规定：“因故不能到会的党员”。",
        f"写着“会后五日内形成记录。讨论时先听意见”（{_cite('一', '1')}、{_cite('二', '2')}）。",
        f"写着“会后七日内形成记录。讨论时先讲意见”（{_cite('一', '1')}、{_cite('二', '2')}）。",
        f"写着“形成记。第二条　讨论时先听意见”（{_cite('一', '1')}、{_cite('二', '2')}）。",
    ],
)
def test_after_the_mending_nothing_is_told(tmp_path: Path, body: str) -> None:
    (finding,) = _check(tmp_path, body)
    assert _check(tmp_path, _fixed(body, finding)) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            f"写着“会后五**个**日内形成记录”（{_cite('一', '1')}）。",
            "markup stands where the words are altered",
        ),
        (
            f"写着“做到三个不：不点名”（{_cite('二', '2')}）。",
            "marks within marks are others than the source's",
        ),
        (f"写着“公布议题”（{_cite('二', '2')}）。", "so few characters may be another's"),
        (f"写着“会后十天内补学”（{_cite('一', '1')}）。", "the article is another one too"),
        (
            f"写着“会后七日内形成记录。第一条　讨论时先听意见”（{_cite('一', '1')}、{_cite('二', '2')}）。",
            "what differs is the name of an article",
        ),
        (
            f"写着“会后七日内形成记录。讨论时先听意见”（{_cite('一', '1')}）。",
            "it may be the citation or the quotation that is too short",
        ),
        (f"> 讨论时先听议\n> 件，后作小结。\n>\n> ——{_cite('二', '2')}", "two lines would have to change"),
    ],
)
def test_where_it_is_not_plain_what_to_do_there_is_no_mending(tmp_path: Path, body: str, why: str) -> None:
    (finding,) = _check(tmp_path, body)
    assert finding.fix is None, why
    assert finding.code in ("XK601", "XK602")


def test_a_quotation_of_which_all_is_left_out_says_nothing_wrong(tmp_path: Path) -> None:
    assert _check(tmp_path, f"写着“…………”（{_cite('一', '1')}）。") == []


def test_levels_and_silences_hold_for_rules_over_the_library(tmp_path: Path) -> None:
    words = "支部每月安排一次主题党日，提前三日公布议题。"
    assert [finding.code for finding in _check(tmp_path, words)] == ["XK605"]
    assert _check(tmp_path, f"<!-- xk-ok XK605 将来单独写 -->\n{words}") == []
