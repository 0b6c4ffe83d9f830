"""The files of a content folder, in a fixed order; what may not be there is a finding."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Severity, Span, shown

_PARTS = frozenset({"handout.md", "host.md", "quiz.yml"})
_LEFTOVERS = ("~", ".bak", ".tmp", ".swp", ".orig")


@dataclass(frozen=True)
class RecordFiles:
    """The files of one record: `main` holds the fields, `folder` is where its relative links start.

    `others` are the remaining files by their name relative to `folder`, with their size in bytes.
    """

    collection: str
    main: Path
    folder: Path
    others: Mapping[str, int] = field(default_factory=dict)


def list_records(
    content_dir: Path, collections: tuple[str, ...], shown_dir: str
) -> tuple[list[RecordFiles], list[Diagnostic]]:
    """The records' files under `content_dir`, and findings on what may not be there.

    A record is one Markdown file, or a folder with `index.md`; other folders only group.
    """
    records: list[RecordFiles] = []
    findings: list[Diagnostic] = []
    expected = {*collections, "vocab", "signoffs", "media"}
    for entry in _entries(content_dir, shown_dir, findings):
        if entry.is_dir():
            if entry.name not in expected:
                findings.append(_unexpected(entry.name, shown_dir, collections))
            elif entry.name in collections:
                _collect(entry, entry.name, f"{shown_dir}/{entry.name}", records, findings)
        elif _is_markdown(entry):
            findings.append(_unexpected(entry.name, shown_dir, collections))
    return records, findings


def _collect(
    folder: Path, collection: str, shown_dir: str, records: list[RecordFiles], findings: list[Diagnostic]
) -> None:
    entries = list(_entries(folder, shown_dir, findings))
    index = next((entry for entry in entries if entry.name == "index.md"), None)
    if index is not None:
        others = dict(_sizes(folder, folder, shown_dir, findings))
        records.append(RecordFiles(collection, index, folder, others))
        return
    others = {}
    if any(_is_markdown(entry) for entry in entries):
        for entry in entries:
            if entry.is_file() and not _is_markdown(entry):
                others[entry.name] = entry.stat().st_size
            elif entry.is_dir() and not any(entry.rglob("*.md")):
                others.update(_sizes(entry, folder, f"{shown_dir}/{entry.name}", findings))
    for entry in entries:
        if entry.is_dir():
            _collect(entry, collection, f"{shown_dir}/{entry.name}", records, findings)
        elif entry.name in _PARTS:
            findings.append(_stray(entry, shown_dir))
        elif _is_markdown(entry):
            records.append(RecordFiles(collection, entry, folder, others))


def _sizes(folder: Path, base: Path, shown_dir: str, findings: list[Diagnostic]) -> Iterator[tuple[str, int]]:
    for entry in _entries(folder, shown_dir, findings):
        if entry.is_dir():
            yield from _sizes(entry, base, f"{shown_dir}/{entry.name}", findings)
        else:
            yield entry.relative_to(base).as_posix(), entry.stat().st_size


def _entries(folder: Path, shown_dir: str, findings: list[Diagnostic]) -> Iterator[Path]:
    """Plain files and folders by name; hidden files and editors' leftovers are passed over in silence."""
    for name in sorted(entry.name for entry in folder.iterdir()):
        if name.startswith((".", "~$")) or name.endswith(_LEFTOVERS) or name == "Thumbs.db":
            continue
        entry, place = folder / name, Span(f"{shown_dir}/{name}")
        mode = entry.lstat().st_mode
        if stat.S_ISLNK(mode):
            message = "这是一个快捷方式（符号链接），内容文件夹里不能有"
            findings.append(Diagnostic(place, "XK012", message, "删掉它，把文件本身复制过来"))
        elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            findings.append(Diagnostic(place, "XK012", "这不是普通文件", "删掉它"))
        elif not name.isprintable():
            message = f"文件名{shown(repr(name)[1:-1])}里有看不见的字符"
            findings.append(Diagnostic(place, "XK013", message, "改一个只有文字、数字的名字"))
        else:
            yield entry


def _stray(entry: Path, shown_dir: str) -> Diagnostic:
    message = f"{entry.name} 旁边没有 index.md，不知道它属于哪份材料"
    remedy = f"给那份材料建一个文件夹，正文改名 index.md，和 {entry.name} 放在一起"
    return Diagnostic(Span(f"{shown_dir}/{entry.name}"), "XK019", message, remedy)


def _is_markdown(entry: Path) -> bool:
    return entry.suffix.lower() == ".md" and entry.is_file()


def _unexpected(name: str, shown_dir: str, collections: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        Span(f"{shown_dir}/{name}"),
        "XK018",
        f"{shown(name)}不在任何栏目里，不会出现在网站上",
        f"移到这些文件夹之一：{'、'.join(collections)}",
        Severity.WARNING,
    )
