from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from xueku.kinds import KINDS, Course
from xueku.model.declaration import Declared, declaration_of
from xueku.model.diagnostic import Span
from xueku.model.quiz import Option, Pair, Question, Quiz
from xueku.model.resource import Attachment, Citation
from xueku.model.vocabulary import GlossaryTerm, Term
from xueku.source.typed import read_value
from xueku.source.yaml_tree import read_tree

MODELS: tuple[type[BaseModel], ...] = (
    *KINDS,
    Quiz,
    Question,
    Option,
    Pair,
    Citation,
    Attachment,
    Term,
    GlossaryTerm,
)


def _read(model: type[BaseModel], text: str) -> tuple[BaseModel | None, list[str]]:
    node, findings = read_tree(text, "index.md", 2)
    assert node is not None, findings
    value, _, found = read_value(model, node, Span("index.md"))
    return value, [str(finding) for finding in found]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_declared_example_can_be_pasted(model: type[BaseModel]) -> None:
    for name, info in model.model_fields.items():
        _, findings = _read(model, f"{name}: {declaration_of(info).example}\n")
        assert not [finding for finding in findings if ":2:" in finding], name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_chinese_label_that_is_its_own(model: type[BaseModel]) -> None:
    labels = [declaration_of(info).label for info in model.model_fields.values()]
    assert len(set(labels)) == len(labels)
    assert all("\u4e00" <= label[0] <= "\u9fff" for label in labels)


@given(st.sampled_from(MODELS), st.dictionaries(st.sampled_from(["id", "title", "minutes", "agenda", "options", "标题"]), st.sampled_from(
    ["", "[]", "{}", "[[]]", "[{}]", "{title: {}}", "是", "2026", "'", "[a, a]", "[{title: 甲, minutes: 0}]"]
)))  # fmt: skip
def test_no_value_makes_the_reader_raise_and_each_finding_has_a_remedy(
    model: type[BaseModel], fields: dict[str, str]
) -> None:
    node, findings = read_tree("".join(f"{key}: {value}\n" for key, value in fields.items()), "index.md", 2)
    if node is not None:
        value, _, found = read_value(model, node, Span("index.md"))
        assert (value is None) == bool(found)
        findings = found
    assert all(finding.message and finding.remedy for finding in findings)


COURSE = """id: shici
title: 誓词
summary: 重温。
topics: [党性教育]
date: 2026-06-05
form: 情景式
time_required: 60
agenda: [{title: 读, minutes: 60}]
"""


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("group_size: 8-40", "group_size", "8–40 人"),
        ("group_size: 8至40人", "group_size", "8–40 人"),
        ("group_size: 12", "group_size", "12 人"),
        ("sample: true", "sample", "True"),
        ("objectives: 读得出", "objectives", "('读得出',)"),
        ("review_by: 2027-02-28", "review_by", "2027-02-28"),
    ],
)
def test_a_text_is_read_as_its_field_says(line: str, field: str, value: str) -> None:
    course, findings = _read(Course, COURSE + line + "\n")
    assert findings == []
    assert str(getattr(course, field)) == value


def test_every_mistake_of_a_record_is_told_at_once() -> None:
    _, findings = _read(Course, "titel: 誓词\ndate: 明天\ntime_required: 一小时\n")
    codes = sorted(finding.split()[2] for finding in findings)
    assert codes == ["XK101"] * 5 + ["XK102", "XK103", "XK103"]


def test_a_field_without_a_declaration_is_our_mistake() -> None:
    class Bare(BaseModel):
        title: str

    with pytest.raises(TypeError):
        declaration_of(Bare.model_fields["title"])
    declared: Any = declaration_of(Course.model_fields["title"])
    assert isinstance(declared, Declared)
