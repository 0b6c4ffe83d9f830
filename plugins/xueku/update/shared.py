"""What every record depends on, beside its files: when one of these changes, much is made anew, and the reader of the log is told why."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import xueku
from xueku.model.settings import Settings
from xueku.update.store import digest_of, pack

if TYPE_CHECKING:
    from xueku.typesetting.press import Press

Digests = Mapping[str, bytes]
"""What is depended on, in words for an editor, with its digest."""

_MARKDOWN = ("markdown", "pymdown-extensions", "pydantic", "pyyaml")
_ATTACHED = ("pillow", "pypdf")
_PAGES = ("jinja2", "markupsafe")
_COMPARING = ("numpy", "rapidfuzz")
_CODE = (".py", ".html", ".txt", ".typ", ".js", ".css", ".svg", ".png")
"""Endings of files of this package that shape a site."""
_INDEX = ("numpy", "opencc-python-reimplemented", "pypinyin", "rjieba", "lunr")


def of_reading() -> Digests:
    """What reading any file of the content depends on."""
    return {"学库程序": code_digest(), "Markdown 程序库": _versions(_MARKDOWN)}


def of_preparing(glossary: Mapping[str, str]) -> Digests:
    """What reading and rendering a record depends on."""
    return {
        **of_reading(),
        "查附件的程序库": _versions(_ATTACHED),
        "词语解释": digest_of(*(word for pair in sorted(glossary.items()) for word in pair)),
    }


def of_checking(settings: Settings, vocabularies: object, policy: object, has_library: bool) -> Digests:
    """What findings on a record depend on besides; `policy` is that of review, `has_library` says whether there are texts to compare with."""
    return {
        "学库程序": code_digest(),
        "站点设置": digest_of(settings.site_name, repr(settings.site)),
        "词表": digest_of(pack(vocabularies)),
        "审签的规矩": digest_of(repr(policy)),
        "原文库": digest_of(str(has_library)),
        "比较用的程序库": _versions(_COMPARING),
    }


def of_making(checking: Digests, frames: object) -> Digests:
    """What findings and pages of a record depend on besides; `checking` is what findings alone do."""
    return {
        **checking,
        "网页模板程序库": _versions(_PAGES),
        "网页的外框": digest_of(pack(frames)),
    }


def of_kits(press: Press) -> Digests:
    """What the kits depend on besides records."""
    from xueku.release.readiness import PROGRAMS

    faces = [
        f"{face.role} {face.family} {face.weight} {face.index} {face.sha256}" for face in press.fonts.locked
    ]
    return {
        "学库程序": code_digest(),
        "排版的程序库": _versions((*PROGRAMS, "pillow")),
        "字体": digest_of(*faces),
        "网站的名字和网址": digest_of(press.site_name, press.site_url),
    }


def of_indexing() -> Digests:
    """What the search index depends on besides its documents."""
    return {"学库程序": code_digest(), "搜索用的程序库": _versions(_INDEX)}


def differing(before: Digests, now: Digests) -> Sequence[str]:
    """The names of what is another than before; nothing where nothing was before."""
    return [name for name, digest in now.items() if name in before and before[name] != digest]


@cache
def _versions(names: Sequence[str]) -> bytes:
    return digest_of(f"{sys.version_info[:2]}", *(f"{name} {version(name)}" for name in names))


@cache
def code_digest() -> bytes:
    """The digest of this package: code, templates, client."""
    folder = Path(xueku.__file__).parent
    files = sorted(
        f"{place}/{name}" for place, _, names in os.walk(folder) for name in names if name.endswith(_CODE)
    )
    return digest_of(
        *(part for file in files for part in (file[len(str(folder)) :], Path(file).read_bytes()))
    )
