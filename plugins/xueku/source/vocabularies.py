"""`content/vocab/*.yml` becomes controlled vocabularies, the glossary, and the unit's own lists."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.terminology import Mailbox, Terminology
from xueku.model.vocabulary import GlossaryTerm, Term, Vocabularies, Vocabulary
from xueku.source.files import stamps_below
from xueku.source.terminology import read_terminology
from xueku.source.text import read_text
from xueku.source.typed import read_value
from xueku.source.yaml_tree import Sequence, read_tree

Entry = TypeVar("Entry", Term, GlossaryTerm, Mailbox)


def read_vocabularies(content_dir: Path, root: Path) -> tuple[Vocabularies, list[Diagnostic]]:
    """All vocabularies of a content folder by the name of their file, with glossary, table of words and mailboxes; and findings."""
    findings: list[Diagnostic] = []
    by_name: dict[str, Vocabulary] = {}
    glossary: dict[str, str] = {}
    terminology, mailboxes = Terminology(), tuple[str, ...]()
    folder = _folder(content_dir)
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
        if file.stem == "terms":
            terminology = read_terminology(file, path, findings)
        elif file.stem == "mailboxes":
            mailboxes = tuple(entry.address.lower() for entry in _entries(file, path, Mailbox, findings))
        elif file.stem == "glossary":
            glossary = {entry.term: entry.meaning for entry in _entries(file, path, GlossaryTerm, findings)}
        else:
            by_name[file.stem] = Vocabulary(file.stem, path, tuple(_entries(file, path, Term, findings)))
    return Vocabularies(by_name, glossary, terminology, mailboxes), findings


def vocabulary_stamps(content_dir: Path) -> tuple[tuple[object, ...], ...]:
    """What tells that no vocabulary came, went or changed."""
    return stamps_below(_folder(content_dir))


def _folder(content_dir: Path) -> Path:
    return content_dir / "vocab"


def _entries(file: Path, path: str, model: type[Entry], findings: list[Diagnostic]) -> list[Entry]:
    text, found = read_text(file, path)
    findings += found
    node, found = read_tree(text, path) if text is not None else (None, [])
    findings += found
    if node is None:
        return []
    if not isinstance(node, Sequence):
        remedy = f"每个词条以“- {next(iter(model.model_fields))}: …”开头"
        findings.append(Diagnostic(node.span, "XK103", "词表应是一个列表", remedy))
        return []
    entries: list[Entry] = []
    taken: dict[str, int] = {}
    for item in node.items:
        entry, places, found = read_value(model, item, item.span)
        findings += found
        if entry is None:
            continue
        for word in _words(entry):
            if word in taken:
                message = f"{shown(word)}在词表里出现了两次，第 {taken[word]} 行已经有了"
                findings.append(Diagnostic(places.start, "XK402", message, "合成一个词条"))
            taken.setdefault(word, places.start.line)
        entries.append(entry)
    return entries


def _words(entry: Term | GlossaryTerm | Mailbox) -> set[str]:
    if isinstance(entry, Term):
        return {entry.id, entry.name, *entry.also}
    return {entry.term if isinstance(entry, GlossaryTerm) else entry.address}
