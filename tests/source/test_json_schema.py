from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.samples import REPOSITORY, write_content
from xueku.cli import main
from xueku.kinds import KINDS
from xueku.model.declaration import declaration_of
from xueku.source.front_matter import split_front_matter
from xueku.source.json_schema import schemas
from xueku.source.vocabularies import read_vocabularies

VOCABULARIES, _ = read_vocabularies(REPOSITORY / "content", REPOSITORY)
SCHEMAS = schemas(KINDS, VOCABULARIES)
_COLLECTIONS = {kind.kind.collection: kind.kind.name for kind in KINDS}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
}


class _Tool(yaml.SafeLoader):
    """Reads YAML 1.2 as editors' tools do: days are texts."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as its base has it
        first: [one for one in resolvers if not one[0].endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _has_type(value: Any, names: str | list[str]) -> bool:
    listed = [names] if isinstance(names, str) else names
    return any(
        isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
        for name in listed
    )


def refused(value: Any, schema: dict[str, Any], way: str = "") -> Iterator[str]:
    """Where a value does not fit, as a tool would say; as much of JSON Schema as our schemas use."""
    fits_one = "anyOf" not in schema or any(not [*refused(value, one, way)] for one in schema["anyOf"])
    is_offered = value in schema.get("enum", [value])
    if not (fits_one and is_offered and _has_type(value, schema.get("type", [*_TYPES]))):
        yield way
    elif isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value) or len(value) > schema.get("maxLength", 1e9):
            yield way
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1e9):
            yield way
        for item in value:
            yield from refused(item, schema.get("items", {}), way)
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{way}.{name}" for name in schema.get("required", ()) if name not in value)
        for name, inner in value.items():
            yield from refused(inner, known[name], f"{way}.{name}") if name in known else [f"{way}.{name}"]


def _records() -> Iterator[tuple[str, str]]:
    for collection, kind in _COLLECTIONS.items():
        for file in sorted((REPOSITORY / "content" / collection).rglob("*.md")):
            halves, _ = split_front_matter(file.read_text("utf-8"), file.name)
            if halves is not None:
                yield kind, halves.fields
    for file in sorted((REPOSITORY / "content").rglob("quiz.yml")):
        yield "quiz", file.read_text("utf-8")


def test_every_record_of_the_repository_fits_the_schema_of_its_kind() -> None:
    records = [*_records()]
    assert {kind for kind, _ in records} == {*SCHEMAS}
    assert [
        (kind, way)
        for kind, fields in records
        for way in refused(yaml.load(fields, Loader=_Tool), SCHEMAS[kind])
    ] == []


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("topics: [党性]", ".topics"),
        ("date: 2026年7月1日", ".date"),
        ("status: 草稿", ".status"),
        ("agenda: [{title: 学一段}]", ".agenda.minutes"),
        ("time_required: 一小时", ".time_required"),
        ("id: Chongwen", ".id"),
        ("sample: 是", ".sample"),
        ("titel: 重温", ".titel"),
        ("group_size: 许多人", ".group_size"),
    ],
)
def test_what_an_editor_often_gets_wrong_is_marked(line: str, way: str) -> None:
    fields = yaml.load(next(text for kind, text in _records() if kind == "course"), Loader=_Tool)
    assert [*refused(fields | yaml.load(line, Loader=_Tool), SCHEMAS["course"])] == [way]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.name)
def test_every_field_is_told_in_chinese_with_an_example_that_fits(kind: Any) -> None:
    told = SCHEMAS[kind.kind.name]["properties"]
    assert [*told] == [*kind.model_fields]
    for name, info in kind.model_fields.items():
        declared = declaration_of(info)
        assert told[name]["title"] == declared.label
        assert declared.example in told[name]["description"]
        if not declared.vocabulary:
            assert [*refused(told[name]["examples"][0], told[name])] == []


def test_terms_are_offered_by_name_and_their_other_names_are_right() -> None:
    offered, others = SCHEMAS["case"]["properties"]["field"]["anyOf"]
    assert offered["enum"] == [term.name for term in VOCABULARIES["fields"].terms]
    assert "enum" not in others
    assert [*refused("政务服务", others)] == []
    assert [*refused("种菜", others)] == [""]


def _run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["schema", *arguments, "--config", str(root / "mkdocs.yml")])


def test_the_schemas_and_settings_of_this_repository_are_those_of_its_declarations(tmp_path: Path) -> None:
    """When this fails: run `xueku schema` and commit what it writes."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/vocab").symlink_to(REPOSITORY / "content/vocab")
    assert _run(tmp_path).exit_code == 0
    made = {
        file.relative_to(tmp_path) for name in ("schemas", ".vscode") for file in (tmp_path / name).iterdir()
    }
    assert len(made) == len(SCHEMAS) + 2
    assert [
        str(file) for file in made if (tmp_path / file).read_bytes() != (REPOSITORY / file).read_bytes()
    ] == []


def test_settings_of_ones_own_stay_and_a_second_run_writes_nothing(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / ".vscode").mkdir()
    own = {"editor.fontSize": 18, "yaml.schemas": {"./own.json": ["own.yml"], "./schemas/case.json": []}}
    (tmp_path / ".vscode/settings.json").write_text(json.dumps(own), "utf-8")
    (tmp_path / ".vscode/extensions.json").write_text('{"recommendations": ["a.b"]}', "utf-8")
    assert _run(tmp_path).exit_code == 0
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    assert settings["editor.fontSize"] == 18
    assert settings["yaml.schemas"]["./own.json"] == ["own.yml"]
    assert settings["yaml.schemas"]["./schemas/case.json"][0] == "content/cases/**/meta.yml"
    extensions = json.loads((tmp_path / ".vscode/extensions.json").read_text("utf-8"))
    assert extensions["recommendations"] == ["a.b", "redhat.vscode-yaml"]
    assert "一致" in _run(tmp_path).output


def test_a_settings_file_with_comments_is_left_as_it_is(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text("{ // 我的\n}", "utf-8")
    result = _run(tmp_path)
    assert result.exit_code == 2
    assert "改法" in result.output
    assert (tmp_path / ".vscode/settings.json").read_text("utf-8") == "{ // 我的\n}"
    assert not (tmp_path / "schemas").exists()
