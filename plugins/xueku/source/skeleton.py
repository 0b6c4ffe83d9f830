"""A new record: complete, valid, and with a comment on every field, from the declarations alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pydantic.fields import FieldInfo

from xueku.model.declaration import EXAMPLE_RECORD, EXAMPLE_WORK, ID_PATTERN, Declared, declaration_of
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.record import Record
from xueku.model.resource import LearningResource
from xueku.model.settings import Settings
from xueku.model.vocabulary import Vocabularies
from xueku.source.front_matter import sidecar_of
from xueku.source.records import Kinds, read_records
from xueku.source.vocabularies import read_vocabularies
from xueku.source.yaml_tree import Mapping, Scalar, plain, read_tree
from xueku.source.yaml_tree import Sequence as TreeSequence

_QUIZ = """title: 自测
questions:
  - type: single
    stem: 把这里改成题干
    options:
      - text: 正确的说法
        correct: true
      - text: 容易混淆的说法
    explanation: 为什么对，见哪一条
"""
_PART_TEXTS = {
    "handout.md": "## 讲义\n\n会上发给每个人的材料，写在这里。\n",
    "host.md": "## 开场\n\n主持人照着说的话，写在这里；每个环节一个标题。\n",
    "quiz.yml": _QUIZ,
}


def skeleton(
    settings: Settings,
    kinds: Kinds,
    kind: type[LearningResource],
    id_: str,
    title: str,
    day: str,
    answers: dict[str, str] | None = None,
    is_apart: bool = False,
) -> dict[str, str]:
    """The files of a new record: path below the project's folder → text. `day` is an ISO date.

    `answers` are fields with YAML to stand after their key. If `is_apart`, fields stand in a file beside the text. Examples name records of the site where it has any. Raises XuekuError if the id is not one, or is taken.
    """
    if not re.fullmatch(ID_PATTERN, id_) or len(id_) > 64:
        raise XuekuError(shown(id_), "编号只能用小写字母、数字和连字符，不超过 64 个", "例如 chongwen-shici")
    vocabularies, _ = read_vocabularies(settings.content_dir, settings.root)
    records, _, _ = read_records(settings.content_dir, kinds, settings.root)
    given = {"id": id_, "title": f'"{_escaped(title)}"', "date": day, "status": "draft", **(answers or {})}
    fields = "".join(_fields(kind, given, vocabularies, _ids(records)))
    folder = f"{settings.site.content}/{kind.kind.collection}"
    taken = [record.path for record in records if record.id == id_]
    taken += [
        folder + suffix
        for suffix in (f"/{id_}", f"/{id_}.md")
        if (settings.root / (folder + suffix)).exists()
    ]
    if taken:
        raise XuekuError(taken[0], "已经有了", "换一个编号，或直接改那一份")
    main = f"{folder}/{id_}/index.md" if kind.kind.parts else f"{folder}/{id_}.md"
    if is_apart:
        beside = str(PurePosixPath(main).with_name(sidecar_of(PurePosixPath(main).name)))
        files = {main: _body(kind), beside: fields}
    else:
        files = {main: f"---\n{fields}---\n\n{_body(kind)}"}
    for part in kind.kind.parts:
        name = "quiz.yml" if part == "quiz" else f"{part}.md"
        files[f"{folder}/{id_}/{name}"] = _PART_TEXTS[name]
    return files


def _ids(records: Sequence[Record]) -> dict[str, str]:
    """For each id of the examples one of the site's: a work for a work, else any record."""
    works = [record.id for record in records if record.kind.has_articles]
    others = [record.id for record in records if not record.kind.has_articles]
    found = {EXAMPLE_WORK: (works + others)[:1], EXAMPLE_RECORD: (others + works)[:1]}
    return {example: ids[0] for example, ids in found.items() if ids}


def _fields(
    kind: type[LearningResource], given: dict[str, str], vocabularies: Vocabularies, ids: dict[str, str]
) -> Iterator[str]:
    """A comment and a line for each field: required ones filled in, optional ones commented out."""
    for name, info in kind.model_fields.items():
        declared = declaration_of(info)
        yield f"# {declared.label}{_required(info)}{_explained(declared, vocabularies)}\n"
        if name in given:
            yield from (f"{line}\n" for line in _lines(name, given[name]))
        else:
            mark = "" if info.is_required() else "# "
            for line in _lines(name, _example(declared, vocabularies, ids)):
                yield f"{mark}{line}\n"


def _required(info: FieldInfo) -> str:
    return "（必填）" if info.is_required() else ""


def _explained(declared: Declared, vocabularies: Vocabularies) -> str:
    parts = [declared.help] if declared.help else []
    if declared.vocabulary and (terms := vocabularies[declared.vocabulary].terms):
        parts.append("可选：" + "、".join(term.name for term in terms))
    return "：" + "；".join(parts) if parts else ""


def _lines(name: str, example: str) -> Iterator[str]:
    """A field with its example; a list of groups is written out, one line a value."""
    node, _ = read_tree(example, name)
    if not isinstance(node, TreeSequence) or not any(isinstance(item, Mapping) for item in node.items):
        yield f"{name}: {example}"
        return
    yield f"{name}:"
    for item in node.items:
        for number, (key, value) in enumerate(item.items if isinstance(item, Mapping) else ()):
            text = _as_written(value) if isinstance(value, Scalar) else str(plain(value)).replace("'", '"')
            yield f"  {'- ' if number == 0 else '  '}{key.text}: {text}"


def _as_written(value: Scalar) -> str:
    return value.text if value.is_plain else f'"{_escaped(value.text)}"'


def _example(declared: Declared, vocabularies: Vocabularies, ids: dict[str, str]) -> str:
    """The declared example, with a word that the site's vocabulary has and ids of records that it has."""
    return re.sub(
        ID_PATTERN, lambda match: ids.get(match.group(), match.group()), vocabularies.example(declared)
    )


def _body(kind: type[LearningResource]) -> str:
    if kind.kind.has_articles:
        return "## 第一章　总则\n\n第一条　把这里改成第一条。\n\n第二条　每条单独成段，条号后空一格。\n"
    titles = kind.kind.sections or ("开头", "正文")
    return "\n".join(f"## {title}\n\n把这里改成“{title}”的内容。\n" for title in titles)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
