"""A new record asked for in a terminal, one question at a time. Plain lines of text: old consoles show them too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from xueku.answering import Question, answer, minutes_in
from xueku.model.resource import LearningResource
from xueku.source.choosing import Choice, chosen

_MOST_SHOWN = 40
_LINE = 72


@dataclass(frozen=True)
class Wanted:
    """What was answered: fields as YAML, and the labels of those left as examples."""

    answers: dict[str, str]
    left: tuple[str, ...]


def ask_kind(kinds: Sequence[type[LearningResource]]) -> type[LearningResource]:
    """Which kind of record it is to be."""
    choices = [Choice(kind.kind.name, kind.kind.label, (kind.kind.noun,)) for kind in kinds]
    click.echo("写哪一种？")
    _show(choices)
    name = _ask_one("请选", choices)
    return next(kind for kind in kinds if kind.kind.name == name)


def ask_line(label: str, told: str, default: str = "") -> str:
    """One line of text."""
    return _prompt(f"{label}（{told}）", default)


def ask_all(kind: type[LearningResource], asked: Sequence[Question]) -> Wanted:
    """An answer to each question; a list may be left as its example."""
    answers: dict[str, str] = {}
    left: list[str] = []
    minutes = 0
    for question in asked:
        default = str(minutes) if question.name == "time_required" and minutes else question.default
        typed, yaml = _ask(kind, question, default)
        if question.name == "agenda":
            minutes = minutes_in(typed)
        if yaml:
            answers[question.name] = yaml
        else:
            left.append(question.label)
    return Wanted(answers, tuple(left))


def _ask(kind: type[LearningResource], question: Question, default: str) -> tuple[list[str], str]:
    """What was typed, and it as YAML; asked again as long as something is wrong with it."""
    is_list = question.shape in ("rows", "references")
    if question.shape == "words" and question.choices:
        click.echo(f"{question.label}（必填；{'几个用空格隔开' if question.is_many else '选一个'}）")
        _show(question.choices)
    while True:
        if is_list:
            typed = _ask_lines(question)
        elif question.shape == "words" and question.choices:
            typed = [_prompt("请选（数字、词、拼音或首字母）", default)]
        else:
            typed = [_prompt(f"{question.label}（{_told(question)}）", default)]
        if is_list and not typed:
            return [], ""
        found = answer(kind, question, typed)
        if not found.problem:
            return typed, found.yaml
        click.echo(f"  {found.problem}")


def _ask_lines(question: Question) -> list[str]:
    if question.shape == "rows":
        told = "一行写一项：名称，空一格，几分钟。例如 学一段 20"
    elif len(question.columns) > 1:
        told = "一行写一种：库里原文的编号、标题或拼音；库里没有的写书名"
    else:
        told = "一行写一份材料：编号、标题或拼音"
    click.echo(f"{question.label}（必填；{told}。写完了直接回车；先不写也直接回车，用例子）")
    lines: list[str] = []
    while line := click.prompt(
        f"  第 {len(lines) + 1} 项", default="", show_default=False, prompt_suffix="："
    ).strip():
        lines.append(line)
    return lines


def _told(question: Question) -> str:
    return "；".join(filter(None, ("必填", question.help, f"例如 {question.example}")))


def _ask_one(text: str, choices: Sequence[Choice]) -> str:
    while True:
        found = chosen(choices, _prompt(f"{text}（数字、词、拼音或首字母）", ""), is_many=False)
        if not found.problem:
            return found.values[0]
        click.echo(f"  {found.problem}")


def _prompt(text: str, default: str) -> str:
    """A line that is not empty; the default stands in brackets."""
    return str(click.prompt(text, default=default or None, prompt_suffix="：")).strip()


def _show(choices: Sequence[Choice]) -> None:
    """The choices with their numbers, several in a line."""
    line = ""
    for number, choice in enumerate(choices[:_MOST_SHOWN], 1):
        shown = f"  {number} {choice.name}"
        if sum(2 if ord(one) > 0x2E80 else 1 for one in line + shown) > _LINE:
            click.echo(line)
            line = ""
        line += shown
    click.echo(line)
    if len(choices) > _MOST_SHOWN:
        click.echo(f"  还有 {len(choices) - _MOST_SHOWN} 个，写词或拼音找")
