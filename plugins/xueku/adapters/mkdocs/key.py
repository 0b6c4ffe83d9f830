"""What MkDocs' own part of a site follows from, found without loading MkDocs."""

from __future__ import annotations

import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

from xueku.model.settings import Settings
from xueku.source.history import committed_at
from xueku.update.shared import code_digest
from xueku.update.store import digest_of

_LIBRARIES = (
    "mkdocs",
    "properdocs",
    "mkdocs-material",
    "jinja2",
    "markdown",
    "pymdown-extensions",
    "pygments",
)
_UNFOLLOWED = ("INHERIT", "hooks")
"""Keys of mkdocs.yml that lead to what we cannot see."""
_READERS = frozenset({"pymdownx.snippets", "pymdownx.b64"})
"""Markdown extensions that read files from anywhere."""
_EXTENSIONS = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br sane_lists smarty tables toc wikilinks".split()
)
"""Extensions of Python-Markdown by their short names; another one may be any module."""
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
    if _names(config.get("plugins")) != {OWN_PLUGIN}:
        return None
    if not all(map(_is_self_contained, _names(config.get("markdown_extensions")))):
        return None
    theme = config.get("theme")
    theme = theme if isinstance(theme, dict) else {"name": theme}
    if theme.get("name") != "material":
        return None
    custom_dir = theme.get("custom_dir")
    folders = [config.get("docs_dir") or "docs", *([custom_dir] if custom_dir else [])]
    parts: list[bytes | str] = [text, str(committed_at(settings.root)), code_digest(), sys.version.split()[0]]
    parts += [f"{name} {_version(name)}" for name in _LIBRARIES]
    for folder in folders:
        for file in _files(settings.root / str(folder)):
            parts += [str(file), file.read_bytes()]
    return digest_of(*parts)


def site_folder(config_file: Path) -> Path:
    """Where MkDocs writes the site. Raises as `engine_key`."""
    return config_file.parent / str(_read(config_file).get("site_dir") or "site")


def _read(config_file: Path) -> dict[str, Any]:
    found = yaml.load(config_file.read_text("utf-8"), _Reader)
    return found if isinstance(found, dict) else {}


def _files(folder: Path) -> list[Path]:
    """All files below a folder; links to folders are followed, as MkDocs does."""
    return sorted(
        Path(place) / name
        for place, _, names in os.walk(folder, followlinks=True)
        for name in names
        if (Path(place) / name).is_file()
    )


def _names(found: Any) -> set[str]:
    """The names in a list or a mapping of plugins or extensions."""
    if isinstance(found, dict):
        return set(found)
    return {name for item in found or () for name in ([item] if isinstance(item, str) else item)}


def _is_self_contained(extension: str) -> bool:
    """Whether what a Markdown extension makes follows from the text and its settings."""
    known = extension.startswith(("markdown.extensions.", "pymdownx.")) or extension in _EXTENSIONS
    return known and extension not in _READERS


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
