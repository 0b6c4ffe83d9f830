"""The files of a content folder, in a fixed order; what may not be there is a finding."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Severity, Span, XuekuError, shown
from xueku.source.file_types import refused_type
from xueku.source.names import colliding, collision, is_plain, refused_name
from xueku.source.text import no_plain_file

_PARTS = frozenset({"handout.md", "host.md", "quiz.yml", "meta.yml"})
_LEFTOVERS = ("~", ".bak", ".tmp", ".swp", ".swo", ".orig", ".rej", ".wbk", ".part", ".crdownload")
_OF_SYSTEMS = frozenset({"Thumbs.db", "desktop.ini", "Desktop.ini", "__MACOSX"})

Stamp = tuple[str, int, int, int]
"""What tells cheaply that a file is as before: its name, time of last change in nanoseconds, size in bytes, and the time
of the last change to anything about it, which unlike the first nobody can put back."""


@dataclass(frozen=True)
class RecordFiles:
    """The files of one record: `main` holds the fields, `folder` is where its relative links start.

    `path` is that of `main` as findings show it, `place` that on the disk. `others` are the remaining files by their name relative to
    `folder`; `stamps` has one for each file, `main` first.
    """

    collection: str
    path: str
    place: str
    stamps: tuple[Stamp, ...] = ()

    @property
    def main(self) -> Path:
        """The file with the fields."""
        return Path(self.place)

    @property
    def folder(self) -> Path:
        """Where relative links start."""
        return self.main.parent

    @property
    def others(self) -> Mapping[str, int]:
        """The files beside `main`: their names relative to `folder`, with their size in bytes."""
        return {name: size for name, _, size, _ in self.stamps[1:]}


def stamps_below(folder: Path) -> tuple[tuple[object, ...], ...]:
    """What tells that no file below a folder came, went, changed or became readable."""
    found: list[tuple[object, ...]] = []
    for place, folders, names in sorted(os.walk(folder)):
        for name in sorted([*folders, *names]):
            try:
                status = os.lstat(Path(place, name))
            except OSError as error:
                # It has gone in this moment, or may not be looked at; whoever reads it says so.
                found.append((place, name, error.errno))
                continue
            found.append(
                (place, name, status.st_mode, status.st_mtime_ns, status.st_size, status.st_ctime_ns)
            )
    return tuple(found)


def list_records(
    content_dir: Path, collections: tuple[str, ...], shown_dir: str
) -> tuple[list[RecordFiles], list[Diagnostic]]:
    """The records' files under `content_dir`, and findings on what may not be there.

    A record is one Markdown file, or a folder with `index.md`; other folders only group. Raises XuekuError if there is no such folder.
    """
    if not content_dir.is_dir():
        raise XuekuError(
            shown_dir,
            "没有找到内容文件夹",
            "在项目的文件夹里运行；或在 mkdocs.yml 的 xueku 下写 content: 文件夹名",
        )
    records: list[RecordFiles] = []
    findings: list[Diagnostic] = []
    expected = {*collections, "vocab", "signoffs", "media"}
    for entry in _entries(content_dir, shown_dir, findings):
        if _is_folder(entry):
            if entry.name not in expected:
                findings.append(_unexpected(entry.name, shown_dir, collections))
            elif entry.name in ("vocab", "signoffs"):
                findings += _strangers(entry, f"{shown_dir}/{entry.name}")
            elif entry.name in collections:
                _collect(entry.path, entry.name, f"{shown_dir}/{entry.name}", records, findings)
        elif _is_markdown(entry):
            findings.append(_unexpected(entry.name, shown_dir, collections))
    return records, findings


def _strangers(folder: os.DirEntry[str], shown_dir: str) -> list[Diagnostic]:
    """What may not be in the folder of vocabularies or of sign-offs."""
    findings: list[Diagnostic] = []
    for entry in _entries(folder.path, shown_dir, findings):
        span = Span(f"{shown_dir}/{entry.name}")
        if entry.is_dir():
            findings.append(
                Diagnostic(span, "XK026", f"{folder.name} 文件夹里不能再有文件夹", "把它移到别处")
            )
        elif finding := refused_type(entry.name, span, folder.name):
            findings.append(finding)
    return findings


def list_record(files: RecordFiles) -> RecordFiles | None:
    """The same record with the stamps that its files have now; None if it takes a look at the folders around to tell."""
    if files.main.name != "index.md":
        status = files.main.lstat() if files.main.is_file() and not files.main.is_symlink() else None
        return status and replace(files, stamps=(_stamp_of(files.main.name, status), *files.stamps[1:]))
    found: list[RecordFiles] = []
    findings: list[Diagnostic] = []
    if files.folder.is_dir():
        _collect(str(files.folder), files.collection, files.path.rpartition("/")[0], found, findings)
    return found[0] if len(found) == 1 and found[0].place == files.place and not findings else None


def _collect(
    folder: str, collection: str, shown_dir: str, records: list[RecordFiles], findings: list[Diagnostic]
) -> None:
    entries = list(_entries(folder, shown_dir, findings))
    texts = {entry.name: entry for entry in entries if _is_markdown(entry)}
    if index := next((entry for entry in entries if entry.name == "index.md"), None):
        others = [stamp for stamp in _stamps(entries, "", shown_dir, findings) if stamp[0] != "index.md"]
        records.append(_record(collection, index, shown_dir, others))
        return
    others = []
    if texts:
        beside = [entry for entry in entries if not (entry.name in texts or _holds_markdown(entry))]
        others = _stamps(beside, "", shown_dir, findings)
        refused = (refused_type(name, Span(f"{shown_dir}/{name}")) for name, *_ in others)
        findings += [finding for finding in refused if finding]
    for entry in entries:
        if _is_folder(entry):
            _collect(entry.path, collection, f"{shown_dir}/{entry.name}", records, findings)
        elif entry.name in _PARTS:
            findings.append(_stray(entry.name, shown_dir))
        elif entry.name in texts:
            records.append(_record(collection, entry, shown_dir, others))


def _record(collection: str, main: os.DirEntry[str], shown_dir: str, others: list[Stamp]) -> RecordFiles:
    stamps = _stamp(main, main.name), *others
    return RecordFiles(collection, f"{shown_dir}/{main.name}", main.path, stamps)


def _stamps(
    entries: list[os.DirEntry[str]], base: str, shown_dir: str, findings: list[Diagnostic]
) -> list[Stamp]:
    """The stamps of all files among and below `entries`, by their names below the folder that `base` starts from."""
    found = []
    for entry in entries:
        if _is_folder(entry):
            inner = f"{shown_dir}/{entry.name}"
            found += _stamps(
                list(_entries(entry.path, inner, findings)), f"{base}{entry.name}/", inner, findings
            )
        else:
            found.append(_stamp(entry, base + entry.name))
    return found


def _stamp(entry: os.DirEntry[str], name: str) -> Stamp:
    return _stamp_of(name, entry.stat(follow_symlinks=False))


def _stamp_of(name: str, status: os.stat_result) -> Stamp:
    return name, status.st_mtime_ns, status.st_size, status.st_ctime_ns


def _entries(folder: str | Path, shown_dir: str, findings: list[Diagnostic]) -> Iterator[os.DirEntry[str]]:
    """Plain files and folders by name; hidden files and editors' leftovers are passed over in silence."""
    with os.scandir(folder) as listed:
        entries = sorted(
            (entry for entry in listed if not is_leftover(entry.name)), key=lambda entry: entry.name
        )
    twins = colliding(entry.name for entry in entries)
    for entry in entries:
        place = f"{shown_dir}/{entry.name}"
        if finding := _refused(entry, place):
            findings.append(finding)
        elif entry.name in twins:
            findings.append(collision(Span(place), entry.name, twins[entry.name]))
        else:
            yield entry


def is_leftover(name: str) -> bool:
    """Whether a file of this name is hidden, or an editor's leftover: it is no part of the content."""
    is_autosaved = name.startswith("#") and name.endswith("#")
    return (
        is_autosaved
        or name.startswith((".", "~$"))
        or name.lower().endswith(_LEFTOVERS)
        or name in _OF_SYSTEMS
    )


def _refused(entry: os.DirEntry[str], place: str) -> Diagnostic | None:
    if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
        return no_plain_file(Span(place), is_link=entry.is_symlink())
    return None if is_plain(entry.name) else refused_name(entry.name, Span(place))


def _stray(name: str, shown_dir: str) -> Diagnostic:
    message = f"{name} 旁边没有 index.md，不知道它属于哪份材料"
    remedy = f"给那份材料建一个文件夹，正文改名 index.md，和 {name} 放在一起"
    return Diagnostic(Span(f"{shown_dir}/{name}"), "XK019", message, remedy)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is_markdown(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(".md") and entry.is_file(follow_symlinks=False)


def _holds_markdown(entry: os.DirEntry[str]) -> bool:
    return _is_folder(entry) and any(Path(entry.path).rglob("*.md"))


def _unexpected(name: str, shown_dir: str, collections: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        Span(f"{shown_dir}/{name}"),
        "XK018",
        f"{shown(name)}不在任何栏目里，不会出现在网站上",
        f"移到这些文件夹之一：{'、'.join(collections)}",
        Severity.WARNING,
    )
