"""A quiz as an IMS QTI 2.1 package, which systems of examination read: manifest, test, and a file for each question.

Names and order of elements follow imsqti_v2p1 (IMS Question & Test Interoperability 2.1, Final, 2012) and imscp_v1p1. Stems and
explanations go as plain paragraphs. Choice, judgment, blanks, matching and ordering are marked by the system as our pages mark them; a
short answer is for a person, who sees the key points.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from xueku.model.quiz import BLANK, Question, accepted
from xueku.model.quiz_paper import choices_of

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DAY = (1980, 1, 1, 0, 0, 0)
_CORRECT, _DONE = "SCORE", "FEEDBACK"


@dataclass(frozen=True)
class Words:
    """The texts of a question without markup: paragraphs of stem and explanation, and what proves it, empty for nothing."""

    stem: tuple[str, ...]
    explanation: tuple[str, ...]
    source: str = ""


def qti_package(id_: str, title: str, questions: Sequence[Question], words: Sequence[Words]) -> bytes:
    """The package as a zip; equal quizzes give equal bytes. `words` has an entry for each question."""
    names = [f"item-{number:03}" for number in range(1, len(questions) + 1)]
    files = {"imsmanifest.xml": _manifest(id_, names), "assessmentTest.xml": _test(id_, title, names)}
    for name, question, texts in zip(names, questions, words, strict=True):
        files[f"{name}.xml"] = _item(name, question, texts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for file, root in files.items():
            content = b'<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, "utf-8") + b"\n"
            entry = zipfile.ZipInfo(file, _DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _manifest(id_: str, names: Sequence[str]) -> Tree.Element:
    root = _root(
        "manifest", _CP, f"{_CP} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
    )
    root.set("identifier", f"xueku-{id_}")
    metadata = _add(root, "metadata")
    _add(metadata, "schema", text="QTIv2.1 Package")
    _add(metadata, "schemaversion", text="1.0.0")
    _add(root, "organizations")
    resources = _add(root, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv2p1", "assessmentTest.xml")
    for name in names:
        _add(test, "dependency", identifierref=f"res-{name}")
        _resource(resources, name, "imsqti_item_xmlv2p1", f"{name}.xml")
    return root


def _resource(resources: Tree.Element, name: str, kind: str, file: str) -> Tree.Element:
    resource = _add(resources, "resource", identifier=f"res-{name}", type=kind, href=file)
    _add(resource, "file", href=file)
    return resource


def _test(id_: str, title: str, names: Sequence[str]) -> Tree.Element:
    root = _qti_root("assessmentTest", f"test-{id_}", title)
    part = _add(
        root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous"
    )
    section = _add(part, "assessmentSection", identifier="section", title=title, visible="true")
    for name in names:
        _add(section, "assessmentItemRef", identifier=name, href=f"{name}.xml")
    return root


def _item(name: str, question: Question, words: Words) -> Tree.Element:
    root = _qti_root("assessmentItem", name, "".join(words.stem)[:40] or name)
    root.set("adaptive", "false")
    root.set("timeDependent", "false")
    body = Tree.Element("itemBody")
    _INTERACTIONS[question.type](root, body, question, words)
    outcome = _add(root, "outcomeDeclaration", identifier=_CORRECT, cardinality="single", baseType="float")
    _add(_add(outcome, "defaultValue"), "value", text="0")
    _add(root, "outcomeDeclaration", identifier=_DONE, cardinality="single", baseType="identifier")
    root.append(body)
    _processing(root, question)
    feedback = _add(root, "modalFeedback", outcomeIdentifier=_DONE, identifier="explained", showHide="show")
    told = [f"答案：{question.told_answer}", *words.explanation]
    for paragraph in (*told, *([f"出处：{words.source}"] if words.source else [])):
        _add(feedback, "p", text=paragraph)
    return root


def _choice(root: Tree.Element, body: Tree.Element, question: Question, words: Words) -> None:
    is_judgment = question.type == "judgment"
    texts = ("对", "错") if is_judgment else choices_of(question)
    options = question.options
    right = [
        number
        for number, text in enumerate(texts)
        if (question.answer == (text,) if is_judgment else options[number].correct)
    ]
    is_multiple = question.type == "multiple"
    _declare(root, "multiple" if is_multiple else "single", "identifier", [_name("C", n) for n in right])
    _stem(body, words)
    interaction = _interact(body, "choiceInteraction", shuffle="false" if is_judgment else "true")
    interaction.set("maxChoices", "0" if is_multiple else "1")
    for number, text in enumerate(texts):
        _add(interaction, "simpleChoice", text=text, identifier=_name("C", number))


def _matching(root: Tree.Element, body: Tree.Element, question: Question, words: Words) -> None:
    rights = choices_of(question)
    answer = [f"{_name('L', n)} {_name('R', rights.index(p.right))}" for n, p in enumerate(question.pairs)]
    _declare(root, "multiple", "directedPair", answer)
    _stem(body, words)
    interaction = _interact(
        body, "matchInteraction", shuffle="true", maxAssociations=str(len(question.pairs))
    )
    for letter, texts, most in (("L", [pair.left for pair in question.pairs], "1"), ("R", rights, "0")):
        choices = _add(interaction, "simpleMatchSet")
        for number, text in enumerate(texts):
            _add(
                choices, "simpleAssociableChoice", text=text, identifier=_name(letter, number), matchMax=most
            )


def _ordering(root: Tree.Element, body: Tree.Element, question: Question, words: Words) -> None:
    names = [_name("C", number) for number in range(len(question.items))]
    _declare(root, "ordered", "identifier", names)
    _stem(body, words)
    interaction = _interact(body, "orderInteraction", shuffle="true")
    for name, text in zip(names, question.items, strict=True):
        _add(interaction, "simpleChoice", text=text, identifier=name)


def _blanks(root: Tree.Element, body: Tree.Element, question: Question, words: Words) -> None:
    for number, answer in enumerate(question.answer, 1):
        ways = accepted(answer)
        declaration = _declare(root, "single", "string", ways[:1], f"RESPONSE_{number}")
        mapping = _add(declaration, "mapping", defaultValue="0")
        for way in ways:
            _add(mapping, "mapEntry", mapKey=way, mappedValue="1", caseSensitive="false")
    left = iter(range(1, len(question.answer) + 1))
    paragraph = body
    for text in words.stem:
        first, *others = text.split(BLANK)
        paragraph = _add(body, "p", text=first)
        for piece, number in zip(others, left, strict=False):
            _add(paragraph, "textEntryInteraction", responseIdentifier=f"RESPONSE_{number}").tail = piece
    for number in left:
        _add(_add(body, "p"), "textEntryInteraction", responseIdentifier=f"RESPONSE_{number}")


def _short(root: Tree.Element, body: Tree.Element, question: Question, words: Words) -> None:
    _declare(root, "single", "string", ())
    _stem(body, words)
    rubric = _add(body, "rubricBlock", view="scorer")
    for point in question.answer:
        _add(rubric, "p", text=point)
    _interact(body, "extendedTextInteraction", expectedLines="5")


_INTERACTIONS = {
    "single": _choice,
    "multiple": _choice,
    "judgment": _choice,
    "blank": _blanks,
    "matching": _matching,
    "ordering": _ordering,
    "short": _short,
}


def _processing(root: Tree.Element, question: Question) -> None:
    """A point where the whole answer is right, and the explanation in any case."""
    processing = _add(root, "responseProcessing")
    if question.type != "short":
        condition = _add(_add(processing, "responseCondition"), "responseIf")
        if question.type == "blank":
            equal = _add(condition, "equal", toleranceMode="exact")
            sum_ = _add(equal, "sum")
            for number in range(1, len(question.answer) + 1):
                _add(sum_, "mapResponse", identifier=f"RESPONSE_{number}")
            _add(equal, "baseValue", text=str(len(question.answer)), baseType="float")
        else:
            match = _add(condition, "match")
            _add(match, "variable", identifier="RESPONSE")
            _add(match, "correct", identifier="RESPONSE")
        _add(_add(condition, "setOutcomeValue", identifier=_CORRECT), "baseValue", text="1", baseType="float")
    done = _add(processing, "setOutcomeValue", identifier=_DONE)
    _add(done, "baseValue", text="explained", baseType="identifier")


def _declare(
    root: Tree.Element, cardinality: str, base: str, right: Sequence[str], name: str = "RESPONSE"
) -> Tree.Element:
    declaration = _add(root, "responseDeclaration", identifier=name, cardinality=cardinality, baseType=base)
    if right:
        correct = _add(declaration, "correctResponse")
        for value in right:
            _add(correct, "value", text=value)
    return declaration


def _stem(body: Tree.Element, words: Words) -> None:
    for paragraph in words.stem:
        _add(body, "p", text=paragraph)


def _interact(body: Tree.Element, tag: str, **attributes: str) -> Tree.Element:
    return _add(body, tag, responseIdentifier="RESPONSE", **attributes)


def _qti_root(tag: str, identifier: str, title: str) -> Tree.Element:
    root = _root(tag, _QTI, f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd")
    root.set("identifier", identifier)
    root.set("title", title)
    return root


def _root(tag: str, namespace: str, location: str) -> Tree.Element:
    return Tree.Element(tag, {"xmlns": namespace, "xmlns:xsi": _XSI, "xsi:schemaLocation": location})


def _add(parent: Tree.Element, tag: str, text: str | None = None, **attributes: str) -> Tree.Element:
    child = Tree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _name(letter: str, number: int) -> str:
    return f"{letter}{number + 1}"
