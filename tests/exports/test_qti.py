"""The QTI package: what the standard asks for, as far as it can be checked without its schemas."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as Tree

import pytest

from tests.samples import ALL_KINDS
from xueku.exports.qti import Words, qti_package
from xueku.model.diagnostic import Span
from xueku.model.quiz import Quiz
from xueku.source.typed import read_value
from xueku.source.yaml_tree import read_tree

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ORDER = [
    "responseDeclaration",
    "outcomeDeclaration",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
]


def _quiz() -> Quiz:
    node, _ = read_tree(ALL_KINDS, "quiz.yml")
    assert node is not None
    quiz, _, _ = read_value(Quiz, node, Span("quiz.yml"))
    assert quiz is not None
    return quiz


def _package() -> bytes:
    questions = _quiz().questions
    words = [Words((question.stem,), ("见第一条。",), "《规则》第1条") for question in questions]
    return qti_package("chongwen-shici", "会后自测 <甲> & 乙", questions, words)


@pytest.fixture(scope="module")
def files() -> dict[str, Tree.Element]:
    with zipfile.ZipFile(io.BytesIO(_package())) as archive:
        return {name: Tree.fromstring(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def items(files: dict[str, Tree.Element]) -> list[Tree.Element]:
    return [root for name, root in sorted(files.items()) if name.startswith("item-")]


def test_the_same_quiz_gives_the_same_bytes() -> None:
    assert _package() == _package()


def test_the_manifest_names_every_file_of_the_package_and_nothing_else(
    files: dict[str, Tree.Element],
) -> None:
    manifest = files["imsmanifest.xml"]
    assert [child.tag for child in manifest] == [f"{CP}metadata", f"{CP}organizations", f"{CP}resources"]
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "QTIv2.1 Package"
    resources = manifest.findall(f"{CP}resources/{CP}resource")
    assert [resource.get("type") for resource in resources] == ["imsqti_test_xmlv2p1"] + [
        "imsqti_item_xmlv2p1"
    ] * 7
    named = {str(resource.get("href")) for resource in resources}
    assert (
        named
        == {file.get("href") for file in manifest.iter(f"{CP}file")}
        == files.keys() - {"imsmanifest.xml"}
    )
    known = {resource.get("identifier") for resource in resources}
    assert len(known) == len(resources)
    assert {one.get("identifierref") for one in manifest.iter(f"{CP}dependency")} < known


def test_the_test_refers_to_every_item_in_order(files: dict[str, Tree.Element]) -> None:
    test = files["assessmentTest.xml"]
    assert test.get("title") == "会后自测 <甲> & 乙"
    part = test.find(f"{QTI}testPart")
    assert part is not None
    assert part.get("navigationMode") in ("linear", "nonlinear")
    assert part.get("submissionMode") in ("individual", "simultaneous")
    references = [ref.get("href") for ref in test.iter(f"{QTI}assessmentItemRef")]
    assert references == [f"item-{number:03}.xml" for number in range(1, 8)]


def test_an_item_has_its_parts_in_the_order_of_the_schema(items: list[Tree.Element]) -> None:
    for item in items:
        names = [child.tag.removeprefix(QTI) for child in item]
        assert names == sorted(names, key=ORDER.index)
        assert {"identifier", "title", "adaptive", "timeDependent"} <= {*item.keys()}


def test_whatever_is_referred_to_was_declared(items: list[Tree.Element]) -> None:
    for item in items:
        responses = {one.get("identifier") for one in item.iter(f"{QTI}responseDeclaration")}
        outcomes = {one.get("identifier") for one in item.iter(f"{QTI}outcomeDeclaration")}
        asked = {one.get("responseIdentifier") for one in item.iter() if one.get("responseIdentifier")}
        assert asked == responses
        for tag in ("variable", "correct", "mapResponse"):
            assert {one.get("identifier") for one in item.iter(f"{QTI}{tag}")} <= responses
        assert {one.get("identifier") for one in item.iter(f"{QTI}setOutcomeValue")} <= outcomes
        assert {one.get("outcomeIdentifier") for one in item.iter(f"{QTI}modalFeedback")} <= outcomes


def test_right_answers_are_choices_of_the_item(items: list[Tree.Element]) -> None:
    bases: dict[tuple[str, str], int] = {}
    for item in items:
        declaration = item.find(f"{QTI}responseDeclaration")
        assert declaration is not None
        kind = (str(declaration.get("cardinality")), str(declaration.get("baseType")))
        bases[kind] = bases.get(kind, 0) + 1
        names = {
            one.get("identifier")
            for tag in ("simpleChoice", "simpleAssociableChoice")
            for one in item.iter(f"{QTI}{tag}")
        }
        right = [str(one.text) for one in declaration.iterfind(f"{QTI}correctResponse/{QTI}value")]
        if kind[1] in ("identifier", "directedPair"):
            assert right
            assert {name for value in right for name in value.split()} <= names
        if kind[0] == "single":
            assert len(right) <= 1
    assert bases == {
        ("single", "identifier"): 2,
        ("multiple", "identifier"): 1,
        ("single", "string"): 2,
        ("multiple", "directedPair"): 1,
        ("ordered", "identifier"): 1,
    }


def test_the_answers_are_those_of_the_quiz(items: list[Tree.Element]) -> None:
    def right(number: int) -> list[str]:
        choices = {one.get("identifier"): one.text for one in items[number].iter() if one.get("identifier")}
        values = items[number].iterfind(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
        return [
            "——".join(str(choices.get(name, name)) for name in str(value.text).split()) for value in values
        ]

    assert right(0) == ["三日"]
    assert right(1) == ["所缺材料", "补交方式"]
    assert right(2) == ["错"]
    assert right(3) == ["七", "三分之一"]
    assert right(4) == ["公布议题——会前三日", "形成记录——会后七日", "记录归档——会后七日"]
    assert right(5) == ["听完来意", "当面勾出所缺材料", "说明怎样补交"]
    assert right(6) == []
    keys = [one.get("mapKey") for one in items[3].iter(f"{QTI}mapEntry")]
    assert keys == ["七", "三分之一", "1/3"]
    stem = "".join(items[3].itertext())
    assert "会后日内形成记录，主持人的发言不超过。" in stem
