"""A tree of texts becomes a declared value, or findings in the editor's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from xueku.model.declaration import EXAMPLE_WORK, Declared, declaration_of
from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.record import Path, Places
from xueku.source.yaml_tree import Mapping, Node, places, plain

Typed = TypeVar("Typed", bound=BaseModel)


def read_value(model: type[Typed], node: Node, start: Span) -> tuple[Typed | None, Places, list[Diagnostic]]:
    """`node` as a `model`, with the place of each value; None, with every finding, where it does not fit.

    `start` is the place named where something is missing altogether.
    """
    found = places(node, start)
    if not isinstance(node, Mapping):
        finding = Diagnostic(
            node.span, "XK103", "这里应是一行一个“字段: 值”", "写成 字段: 值，冒号用英文，后面空一格"
        )
        return None, found, [finding]
    try:
        return model.model_validate(plain(node)), found, []
    except ValidationError as error:
        return None, found, _findings(model, error.errors(include_url=False), found)


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The candidate that was probably meant, if one is close enough."""
    return next(iter(difflib.get_close_matches(word, candidates, 1, 0.6)), None)


def _findings(model: type[BaseModel], errors: Sequence[Any], found: Places) -> list[Diagnostic]:
    misspelt = {
        (*way[:-1], meant)
        for way in (error["loc"] for error in errors if error["type"] == "extra_forbidden")
        if (meant := _meant_key(_model_at(model, way[:-1]), str(way[-1])))
    }
    ways = [error["loc"] for error in errors]
    findings = []
    for error in errors:
        way: Path = error["loc"]
        if error["type"] == "missing" and way in misspelt:
            continue
        # A list whose every item is wrong is also reported as too short.
        if error["type"] == "too_short" and any(other != way and other[: len(way)] == way for other in ways):
            continue
        findings.append(_finding(model, error, found))
    return findings


def _finding(model: type[BaseModel], error: Any, found: Places) -> Diagnostic:
    way: Path = error["loc"]
    if error["type"] == "extra_forbidden":
        return _unknown_key(_model_at(model, way[:-1]), str(way[-1]), found.keys.get(way, found.value(way)))
    if error["type"] == "missing":
        declared = _declared_at(model, way)
        key = way[-1]
        place = found.value(way[:-1]) if len(way) > 1 else found.start
        from_list = f"；用 vocab/{declared.vocabulary}.yml 里有的词" if declared.vocabulary else ""
        remedy = f"加一行 {key}: {declared.example}{from_list}"
        return Diagnostic(place, "XK101", f"缺少“{declared.label}”（{key}）", remedy)
    message, remedy = _wrong_value(model, way, error)
    if error["type"] == "repeated":
        way = (*way, error["ctx"]["index"])
    if error["type"] in ("question", "unlisted"):
        way = (*way, *error["ctx"]["way"])
    return Diagnostic(found.value(way), "XK103", message, remedy)


def _unknown_key(model: type[BaseModel], key: str, place: Span) -> Diagnostic:
    meant = _meant_key(model, key)
    if meant:
        remedy = f"改成 {meant}（{declaration_of(model.model_fields[meant]).label}）"
    else:
        known = "、".join(
            f"{name}（{declaration_of(info).label}）" for name, info in model.model_fields.items()
        )
        remedy = f"删掉这一行；这里能用的字段：{known}"
    return Diagnostic(place, "XK102", f"没有{shown(key)}这个字段", remedy)


def _meant_key(model: type[BaseModel], key: str) -> str | None:
    by_label = {declaration_of(info).label: name for name, info in model.model_fields.items()}
    label = nearest(key, [*by_label])
    return nearest(key.lower().replace("-", "_"), [*model.model_fields]) or (
        by_label[label] if label else None
    )


_QUESTION_PROBLEMS = {
    "options": ("这道题的选项不到两个", "在 options 下至少写两项 - text: …"),
    "equal_options": ("这道题有两个一样的选项", "改掉其中一个"),
    "one_correct": ("单选题要有一个、也只能有一个正确选项", "在正确的那一项下写 correct: true"),
    "some_correct": ("这道题没有标出正确选项", "在正确的选项下写 correct: true"),
    "answer_and_options": (
        "选择题的答案标在选项上，不写 answer",
        "删掉 answer，在正确选项下写 correct: true",
    ),
    "answer_of_another": ("这种题型不写 answer", "删掉 answer；连线题的答案写在 pairs，排序题的写在 items"),
    "options_of_another": (
        "这种题型没有选项",
        "删掉 options，答案照这种题型的写法写；或把 type 改成 single",
    ),
    "pairs_of_another": ("只有连线题才写 pairs", "删掉 pairs，或把 type 改成 matching"),
    "items_of_another": ("只有排序题才写 items", "删掉 items，或把 type 改成 ordering"),
    "pairs": ("连线题至少要有两对", "在 pairs 下每对写一项 - {left: …, right: …}"),
    "equal_lefts": ("连线题的左边有两项一样", "改掉其中一个；右边可以一样"),
    "one_right": ("连线题的右边都一样，没有可连的", "右边至少写出两种"),
    "items": ("排序题至少要有两项", "在 items 下按正确的次序每项写一行 - …"),
    "equal_items": ("排序题有两项一样", "改掉其中一个"),
    "judgment": ("判断题的答案写 对 或 错", "写 answer: 对 或 answer: 错"),
    "no_answer": ("这道题没有答案", "加一行 answer: …"),
    "blanks": ("题干里的空（四条下划线 ____）和答案的个数对不上", "每个空写 ____，answer 里每空一项"),
    "empty_alternative": ("这一空的答案里，｜ 的一边是空的", "删掉多余的 ｜"),
}

_SIZES = {
    "string_too_long": ("“{label}”有 {length} 字，太长了（上限 {max_length} 字）", "缩短；细节写进正文"),
    "too_short": ("“{label}”至少要有{least}项", ""),
    "too_long": ("“{label}”最多 {max_length} 项", "只留最要紧的"),
    "repeated": ("“{label}”里“{repeated}”写了两次", "删掉一个"),
}
"""What is too long, too short or too much: message, and remedy where no example helps."""

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

_MESSAGES = {
    "date": "应写成 年-月-日，而且日历上有这一天",
    "number": "应是数字",
    "minutes": "应是分钟数，只写数字",
    "year": "应是四位年份，只写数字",
    "people": "应是人数或人数范围，如 8-40",
    "flag": "只能写 true（是）或 false（否）",
    "id": "只能用小写字母、数字和连字符，不超过 64 个",
    "empty": "是空的",
    "string_pattern_mismatch": "应写在一行里",
    "string_type": "应是一段文字",
    "tuple_type": "应是一个列表",
    "model_type": "应是一组“字段: 值”",
    "model_attributes_type": "应是一组“字段: 值”",
    "int_parsing": "应是数字",
    "greater_than_equal": "应是 1 到 12 的月份",
    "less_than_equal": "应是 1 到 12 的月份",
}


def _wrong_value(model: type[BaseModel], way: Path, error: Any) -> tuple[str, str]:
    """What is wrong with a value, and how it is mended."""
    kind: str = error["type"]
    declared = _declared_at(model, way)
    value = error["input"] if isinstance(error["input"], str) else ""
    key = next((step for step in reversed(way) if isinstance(step, str)), "")
    example = f"例如 {key}: {declared.example}"
    if kind == "question":
        return _QUESTION_PROBLEMS[error["ctx"]["problem"]]
    if kind in _SIZES:
        message, remedy = _SIZES[kind]
        least = "一两三四"[error["ctx"].get("min_length", 1) - 1]
        limits = {"label": declared.label, "length": len(value), "least": least, **error["ctx"]}
        return message.format(**limits), remedy or example
    if kind == "unlisted":
        return "书目里没有第 {number} 种".format(**error["ctx"]), "写 1 到 {most} 之间的数".format(
            **error["ctx"]
        )
    if kind == "citation":
        wanted = "这里要写 work（库内原文的编号）或 title（库外文献的题名），只写一个"
        return wanted, f"例如 work: {EXAMPLE_WORK}"
    if kind == "string_type" and isinstance(error["input"], dict):
        message = f"“{declared.label}”应是一段文字，这里的英文冒号把它拆成了“字段: 值”"
        return message, "把英文冒号改成中文冒号，或给整段文字加英文引号"
    now = f"，现在写的是{shown(value)}" if value else ""
    if kind == "literal_error":
        choices = declared.help or "、".join(_allowed(error))
        return (
            f"“{declared.label}”只能是 {choices}{now}",
            f"改成 {key}: {_meant_choice(value, declared, error)}",
        )
    meant = _meant_value(kind, value)
    return (
        f"“{declared.label}”{_MESSAGES.get(kind, '的写法不对')}{now}",
        f"改成 {key}: {meant}" if meant else example,
    )


def _meant_value(kind: str, value: str) -> str:
    """The value that was meant, where only its form is wrong; else empty."""
    if kind == "minutes" and (digits := re.match(r"[1-9]\d{0,3}", value)):
        return digits.group()
    if kind == "date" and (parts := _DATE.fullmatch(value)):
        day = f"{parts[1]}-{parts[2]:0>2}-{parts[3]:0>2}"
        return day if day != value else ""
    return ""


def _meant_choice(value: str, declared: Declared, error: Any) -> str:
    """Which of the allowed words was meant: the nearest one, or the one that the help explains by `value`."""
    allowed = _allowed(error)
    explained = (word for word in allowed if value and f"{word} {value}" in declared.help)
    return nearest(value, allowed) or next(explained, allowed[0])


def _allowed(error: Any) -> list[str]:
    return re.findall(r"'([^']+)'", error["ctx"]["expected"])


def _declared_at(model: type[BaseModel], way: Path) -> Declared:
    """The declaration of the field that `way` leads into."""
    declared = Declared("内容", "…")
    for step in way:
        if isinstance(step, str) and step in model.model_fields:
            info = model.model_fields[step]
            declared, model = declaration_of(info), _inner_model(info.annotation) or model
    return declared


def _model_at(model: type[BaseModel], way: Path) -> type[BaseModel]:
    for step in way:
        if isinstance(step, str) and step in model.model_fields:
            model = _inner_model(model.model_fields[step].annotation) or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _inner_model(part))), None)
