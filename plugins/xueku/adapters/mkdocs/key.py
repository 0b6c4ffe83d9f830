"""What MkDocs' own part of a site follows from, found without loading MkDocs."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

from xueku.model.settings import Settings
from xueku.source.history import committed_at
from xueku.update.shared import code_digest
from xueku.update.store import digest_of

_LIBRARIES = ("mkdocs", "properdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions")
_UNFOLLOWED = ("INHERIT", "hooks")
"""Keys of mkdocs.yml that lead to what we cannot see."""
OWN_PLUGIN = "xueku"


class _Reader(yaml.CSafeLoader):
    """Reads mkdocs.yml; values of foreign tags count as None."""


_Reader.add_multi_constructor("", lambda loader, suffix, node: None)


def engine_key(config_file: Path, settings: Settings) -> bytes | None:
    """The digest of mkdocs.yml, docs, theme, libraries and the date of the commit; None where more may take part.

    Raises OSError or yaml.YAMLError if mkdocs.yml cannot be read.
    """
    text = config_file.read_text("utf-8")
    config = yaml.load(text, _Reader)
    if "!ENV" in text or any(key in config for key in _UNFOLLOWED):
        return None
    if _plugins(config) != {OWN_PLUGIN}:
        return None
    theme = config.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    folders = [config.get("docs_dir") or "docs", *([custom_dir] if custom_dir else [])]
    parts: list[bytes | str] = [text, str(committed_at(settings.root)), code_digest(), sys.version.split()[0]]
    parts += [f"{name} {_version(name)}" for name in _LIBRARIES]
    for folder in folders:
        for file in sorted((settings.root / str(folder)).rglob("*")):
            if file.is_file():
                parts += [file.relative_to(settings.root).as_posix(), file.read_bytes()]
    return digest_of(*parts)


def site_folder(config_file: Path) -> Path:
    """Where MkDocs writes the site. Raises as `engine_key`."""
    return config_file.parent / str(_read(config_file).get("site_dir") or "site")


def _read(config_file: Path) -> dict[str, Any]:
    found = yaml.load(config_file.read_text("utf-8"), _Reader)
    return found if isinstance(found, dict) else {}


def _plugins(config: dict[str, Any]) -> set[str]:
    found = config.get("plugins") or []
    names = (
        found
        if isinstance(found, dict)
        else [name for item in found for name in ([item] if isinstance(item, str) else item)]
    )
    return set(names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
