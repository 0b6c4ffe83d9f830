"""What VS Code is told of a project, so that its YAML extension knows which schema a file of fields follows."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from xueku.model.diagnostic import XuekuError
from xueku.source.records import Kinds

SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
_YAML = "redhat.vscode-yaml"


def code_settings(kinds: Kinds, content: str, folder: str, before: str = "") -> str:
    """The settings file: sidecars and quizzes below `content`, each with its schema in `folder`. What else stood in it stays.

    Raises XuekuError if what stood `before` cannot be read.
    """
    schemas: dict[str, Any] = {
        _address(folder, kind.kind.name): [
            f"{content}/{kind.kind.collection}/**/meta.yml",
            f"{content}/{kind.kind.collection}/**/*.meta.yml",
        ]
        for kind in kinds
    }
    schemas[_address(folder, "quiz")] = [f"{content}/**/quiz.yml"]
    found = _read(SETTINGS, before)
    others = found.get("yaml.schemas")
    kept = (
        {key: value for key, value in others.items() if key not in schemas}
        if isinstance(others, dict)
        else {}
    )
    return _written(found | {"yaml.schemas": kept | schemas})


def code_extensions(before: str = "") -> str:
    """The extensions that are offered when the project is opened. Raises XuekuError as `code_settings` does."""
    found = _read(EXTENSIONS, before)
    others = found.get("recommendations")
    kept = [name for name in others if name != _YAML] if isinstance(others, list) else []
    return _written(found | {"recommendations": [*kept, _YAML]})


def _address(folder: str, name: str) -> str:
    address = PurePosixPath(folder) / f"{name}.json"
    return str(address) if address.is_absolute() else f"./{address}"


def _read(path: str, text: str) -> dict[str, Any]:
    try:
        found = json.loads(text.removeprefix("\ufeff") or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise XuekuError(path, "读不懂这个文件（也许里面有批注），没有动它", "删掉批注再运行一遍，或把它移开")
    return found


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
