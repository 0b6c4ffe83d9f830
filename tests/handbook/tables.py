"""The handbook's tables, made from the declarations and from the rules' docstrings."""

from __future__ import annotations

import inspect
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from xueku.kinds import KINDS
from xueku.kinds.course import AgendaItem
from xueku.kinds.guide import Reading, Session
from xueku.kinds.path import Step
from xueku.model.declaration import Declared, declaration_of
from xueku.model.diagnostic import Severity
from xueku.model.quiz import Option, Pair, Question, Quiz
from xueku.model.resource import Attachment, Citation, LearningResource
from xueku.model.settings import SiteSettings
from xueku.model.terminology import Enumeration, Mailbox, WrongTerm
from xueku.model.vocabulary import GlossaryTerm, Term
from xueku.rules import RULES

# The inner values by the name of their own table in the handbook.
INNER: dict[type[BaseModel], str] = {
    AgendaItem: "议程",
    Reading: "书目",
    Session: "进度",
    Step: "步骤",
    Citation: "出处",
    Attachment: "附件",
    Question: "题目",
    Option: "选项",
    Pair: "连线",
}
_OUTER: tuple[type[BaseModel], ...] = (
    LearningResource,
    Quiz,
    Term,
    GlossaryTerm,
    WrongTerm,
    Enumeration,
    Mailbox,
    SiteSettings,
)
MODELS: dict[str, type[BaseModel]] = {model.__name__: model for model in (*KINDS, *INNER, *_OUTER)}


def field_table(model: type[BaseModel]) -> str:
    """One row for each field that `model` itself declares: 字段 | 写法 | 必填 | 说明."""
    rows = ["| 字段 | 写法 | 必填 | 说明 |", "| --- | --- | --- | --- |"]
    for name, info in model.model_fields.items():
        if name in model.__annotations__:
            declared, inner = declaration_of(info), _inner(info.annotation)
            written = f"{name}:" if inner else f"{name}: {declared.example}"
            required = "是" if info.is_required() else ""
            rows.append(f"| {declared.label} | `{written}` | {required} | {_notes(declared, info, inner)} |")
    return "\n".join(rows)


def rule_table() -> str:
    """One row for each rule: 代码 | 查什么 | 错例 | 改法, from the lines of its docstring."""
    rows = ["| 代码 | 查什么 | 错例 | 改法 |", "| --- | --- | --- | --- |"]
    for rule in sorted(RULES, key=lambda rule: rule.code):
        text = inspect.getdoc(rule) or ""
        lines = dict(line.split("：", 1) for line in text.splitlines() if "：" in line)
        code = rule.code if rule.severity == Severity.ERROR else f"{rule.code}（{rule.severity.label}）"
        cells = [code, *(lines[head].removesuffix("。") for head in ("查什么", "错例", "改法"))]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def table(name: str) -> str:
    """The table that a marker `<!-- 生成：… -->` asks for: 规则, or 字段 and the name of a model."""
    return rule_table() if name == "规则" else field_table(MODELS[name.removeprefix("字段 ")])


def _notes(declared: Declared, info: FieldInfo, inner: type[BaseModel] | None) -> str:
    notes = [declared.help] if declared.help else []
    if get_origin(info.annotation) is Literal and not declared.help:
        notes.append("只能写 " + "、".join(map(str, get_args(info.annotation))))
    if declared.vocabulary:
        notes.append(f"词取自 `content/vocab/{declared.vocabulary}.yml`")
    if inner:
        notes.append(f"逐项写，见“{INNER[inner]}”一表")
    is_list = "tuple" in str(info.annotation)
    for limit in info.metadata:
        if most := getattr(limit, "max_length", None):
            notes.append(f"最多 {most} 项" if is_list else f"不超过 {most} 字")
    if isinstance(info.default, bool):
        notes.append(f"不写就是 `{str(info.default).lower()}`")
    elif isinstance(info.default, str):
        notes.append(f"不写就是 `{info.default}`")
    return "；".join(notes)


def _inner(annotation: Any) -> type[BaseModel] | None:
    if annotation in INNER:
        return annotation  # type: ignore[no-any-return]
    return next((found for part in get_args(annotation) if (found := _inner(part))), None)
