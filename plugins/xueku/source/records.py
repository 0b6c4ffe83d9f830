"""A content folder becomes typed records; whatever is wrong with one file leaves the others alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace
from pathlib import Path

from xueku.model.declaration import ID_PATTERN
from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.film import Captions, captions_of, is_film, read_captions
from xueku.model.prose import Prose
from xueku.model.quiz import Quiz
from xueku.model.record import Places, Record
from xueku.model.resource import LearningResource
from xueku.source.attached import attached_names, read_digests, read_facts
from xueku.source.file_types import refused_type
from xueku.source.files import RecordFiles, list_records
from xueku.source.front_matter import FrontMatter, sidecar_of, split_front_matter, with_sidecar
from xueku.source.includes import fill_includes
from xueku.source.prose import read_prose
from xueku.source.silences import silenced_in_fields
from xueku.source.text import read_text
from xueku.source.typed import read_value
from xueku.source.unfilled import stand_in
from xueku.source.yaml_tree import Mapping, Node, Scalar, plain, read_tree
from xueku.source.yaml_tree import Sequence as TreeSequence

Kinds = Sequence[type[LearningResource]]
StatedId = tuple[str, Span]
"""An id as a record states it, and where."""

_TOO_LARGE = "XK007"
"""What has a finding of this code is not converted."""
_STATED_DRAFT = re.compile(r"^status[:：][ \t]*[\"']?draft\b", re.MULTILINE)
_MOST_FIELDS = 65_536
_STATED_ID = re.compile(rf"^id[:：][ \t]*[\"']?({ID_PATTERN})", re.MULTILINE)


@dataclass(frozen=True)
class ReadRecord:
    """What the files of one record gave: the record, or the names by which others may speak of it; and findings."""

    record: Record | None
    names: tuple[str, ...]
    ids: tuple[StatedId, ...]
    findings: tuple[Diagnostic, ...]


def read_records(
    content_dir: Path, kinds: Kinds, root: Path
) -> tuple[list[Record], frozenset[str], list[Diagnostic]]:
    """All records under `content_dir`, each id once, sorted by path; ids and paths of unreadable ones; findings.

    Paths are relative to `root`. What names an unreadable record is right, and needs no finding of its own.
    Raises XuekuError if the folder is absent.
    """
    shown_dir = _shown(content_dir, root)
    by_collection = {kind.kind.collection: kind for kind in kinds}
    listed, findings = list_records(content_dir, tuple(by_collection), shown_dir)
    found = [read_record(files, by_collection[files.collection], root) for files in listed]
    records = [one.record for one in found if one.record is not None]
    in_records = [finding for one in found for finding in one.findings]
    clashes, clashing = id_clashes([id_ for one in found for id_ in one.ids])
    findings += [finding for finding in in_records if finding.span not in clashing] + clashes
    unread = frozenset(name for one in found for name in one.names)
    return unique_records(records), unread, findings


def read_record(files: RecordFiles, kind: type[LearningResource], root: Path) -> ReadRecord:
    """The record of these files. Depends on them, their place below `root` and the kind only."""
    reader = _Reader(files, kind, root)
    record = reader.read()
    names = () if record else (reader.path, *reader.stated_ids)
    return ReadRecord(record, names, tuple(reader.ids), tuple(reader.findings))


def unread_record(files: RecordFiles, finding: Diagnostic) -> ReadRecord:
    """What stands for a record that could not be read for the reason of `finding`: its path, and the id that it seems to state."""
    text = read_text(files.main, files.path)[0] or ""
    return ReadRecord(None, (files.path, *_STATED_ID.findall(text)[:1]), (), (finding,))


def seems_draft(files: RecordFiles) -> bool:
    """Whether the record of these files, which could not be read, says that it is a draft."""
    sidecar = files.folder / sidecar_of(files.main.name)
    fields = sidecar if sidecar.name in files.others else files.main
    return bool(_STATED_DRAFT.search((read_text(fields, files.path)[0] or "")[:_MOST_FIELDS]))


def unique_records(records: Iterable[Record]) -> list[Record]:
    """The records by path, of those with one id only the first."""
    unique = {record.id: record for record in sorted(records, key=lambda record: record.path, reverse=True)}
    return sorted(unique.values(), key=lambda record: record.path)


class _Reader:
    """Reads one record and gathers what is wrong with it."""

    def __init__(self, files: RecordFiles, kind: type[LearningResource], root: Path) -> None:
        self.files, self.kind, self.root = files, kind, root
        self.path = files.path
        self.findings: list[Diagnostic] = []
        self.ids: list[tuple[str, Span]] = []
        self.stated_ids: list[str] = []
        self.unfilled: tuple[str, ...] = ()

    def read(self) -> Record | None:
        halves = self._halves()
        body = self._prose(halves.body, self.path, halves.body_line) if halves else None
        fields = self._fields(halves) if halves else None
        parts = {"body": body, "handout": self._part("handout"), "host": self._part("host")}
        quiz, quiz_places, questions = self._quiz()
        if fields is None or any(finding.code == _TOO_LARGE for finding in self.findings):
            return None
        resource, places = fields
        texts = {name: prose for name, prose in parts.items() if prose is not None} | questions
        named = attached_names(resource, texts, self.files.others)
        self._refuse_types(named, texts)
        return Record(
            resource=resource,
            path=self.path,
            folder=_shown(self.files.folder, self.root),
            places=places,
            parts=texts,
            quiz=quiz,
            quiz_places=quiz_places,
            files=self.files.others,
            file_digests=read_digests(resource, texts, self.files),
            file_facts=read_facts(resource, places, texts, self.files),
            captions=self._captions(named),
            unfilled=self.unfilled,
        )

    def _refuse_types(self, named: Sequence[str], texts: Texts[str, Prose]) -> None:
        """Refuse files in the record's own folder that have no place there; what its texts include has, and of those that it hands out XK305 tells."""
        if self.files.main.name != "index.md":
            return
        base = self.path.rpartition("/")[0]
        places = {name: Span(f"{base}/{name}") for name in self.files.others if name not in named}
        refused = [finding for name, span in places.items() if (finding := refused_type(name, span))]
        if refused:
            included = {path for prose in texts.values() for path, _ in prose.origins}
            self.findings += [finding for finding in refused if finding.span.path not in included]

    def _captions(self, names: Iterable[str]) -> dict[str, Captions]:
        """The captions of the films among these files, by the name of their file."""
        found: dict[str, Captions] = {}
        for name in filter(None, (captions_of(film, self.files.others) for film in filter(is_film, names))):
            file = self.files.folder / name
            text = self._text(file, _shown(file, self.root))
            found[name] = read_captions(text) if text is not None else Captions()
        return found

    def _halves(self) -> FrontMatter | None:
        text = self._text(self.files.main, self.path)
        sidecar = self.files.folder / sidecar_of(self.files.main.name)
        if sidecar.name not in self.files.others:
            halves, found = split_front_matter(text, self.path) if text is not None else (None, [])
            self.findings += found
            return halves
        path = _shown(sidecar, self.root)
        fields = self._text(sidecar, path)
        if fields is None or text is None:
            return None
        halves, found = with_sidecar(fields, path, text, self.path)
        self.findings += found
        return halves

    def _fields(self, halves: FrontMatter) -> tuple[LearningResource, Places] | None:
        self.stated_ids = _STATED_ID.findall(halves.fields)
        node, found = read_tree(halves.fields, halves.start.path, halves.start.line)
        self.findings += found
        if node is None:
            return None
        self._note_id(node)
        resource, places, found = read_value(self.kind, node, Span(halves.start.path))
        self.findings += found
        places = self._with_silences(places, halves.fields, halves.start.line)
        if resource is None and isinstance(node, Mapping) and (draft := stand_in(self.kind, plain(node))):
            resource, self.unfilled = draft
        return (resource, places) if resource else None

    def _with_silences(self, places: Places, text: str, first_line: int) -> Places:
        path = places.start.path
        return replace(places, silenced=silenced_in_fields(text, path, first_line, self.findings))

    def _note_id(self, node: Node) -> None:
        for key, value in node.items if isinstance(node, Mapping) else ():
            if key.text == "id" and isinstance(value, Scalar) and value.text:
                self.ids.append((value.text, value.span))

    def _part(self, name: str) -> Prose | None:
        if not self._has(f"{name}.md", name):
            return None
        file = self.files.folder / f"{name}.md"
        path = _shown(file, self.root)
        text = self._text(file, path)
        return None if text is None else self._prose(text, path, 1)

    def _quiz(self) -> tuple[Quiz | None, Places | None, dict[str, Prose]]:
        """The quiz, its places, and the texts of its questions as parts: `quiz.0.stem`, `quiz.0.explanation`."""
        if not self._has("quiz.yml", "quiz"):
            return None, None, {}
        file = self.files.folder / "quiz.yml"
        path = _shown(file, self.root)
        text = self._text(file, path)
        node, found = read_tree(text, path) if text is not None else (None, [])
        self.findings += found
        if node is None or text is None:
            return None, None, {}
        if isinstance(node, TreeSequence):
            node = Mapping(Span(path), ((Scalar(Span(path), "questions", True), node),))
        quiz, places, found = read_value(Quiz, node, Span(path))
        self.findings += found
        places = self._with_silences(places, text, 1)
        parts: dict[str, Prose] = {}
        for number, question in enumerate(quiz.questions if quiz else ()):
            for name in ("stem", "explanation"):
                if words := getattr(question, name):
                    place = places.value(("questions", number, name))
                    parts[f"quiz.{number}.{name}"] = self._question_text(words, place, text.split("\n"))
        return quiz, places, parts

    def _question_text(self, words: str, place: Span, lines: list[str]) -> Prose:
        """One text of a question, with the place of each of its lines in `lines` of the file."""
        is_block = place.end_line > place.line and lines[place.line - 1][place.column - 1 :][:1] in "|>"
        first = place.line + 1 if is_block else place.line
        opening = lines[first - 1]
        indent = len(opening) - len(opening.lstrip()) if is_block else place.column - 1
        if not is_block and opening[indent : indent + 1] in ('"', "'"):
            indent += 1
        last = max(first, place.end_line)
        origins = tuple((place.path, min(first + index, last)) for index in range(words.count("\n") + 1))
        prose, found = read_prose(words, place.path, origins, indent)
        self.findings += found
        return prose

    def _has(self, file_name: str, part: str) -> bool:
        if self.files.main.name != "index.md" or file_name not in self.files.others:
            return False
        if part in self.kind.kind.parts:
            return True
        message = f"{self.kind.kind.noun}里用不上 {file_name}"
        place = Span(_shown(self.files.folder / file_name, self.root))
        self.findings.append(Diagnostic(place, "XK019", message, "删掉它，或把内容写进 index.md"))
        return False

    def _text(self, file: Path, path: str) -> str | None:
        text, found = read_text(file, path)
        self.findings += found
        return text

    @property
    def _own_folder(self) -> Path | None:
        return self.files.folder.resolve() if self.files.main.name == "index.md" else None

    def _prose(self, text: str, path: str, first_line: int) -> Prose:
        filled, origins, found = fill_includes(text, path, first_line, self._own_folder)
        prose, more = read_prose(filled, path, origins)
        self.findings += [*found, *more]
        return prose


def id_clashes(ids: Sequence[StatedId]) -> tuple[list[Diagnostic], set[Span]]:
    """Findings on ids that stand twice, or differ only in case, at every place; and those places."""
    groups: dict[str, list[StatedId]] = defaultdict(list)
    for text, span in ids:
        groups[text.casefold()].append((text, span))
    findings = []
    for group in groups.values():
        for index, (text, span) in enumerate(group if len(group) > 1 else ()):
            others = group[:index] + group[index + 1 :]
            other_text, other = next((found for found in others if found[0] == text), others[0])
            if other_text == text:
                message = f"编号{shown(text)}重复，{other.path} 第 {other.line} 行也用了它"
                findings.append(Diagnostic(span, "XK104", message, "改其中一个；已经发布过的那个不要改"))
            else:
                message = (
                    f"编号{shown(text)}和 {other.path} 第 {other.line} 行的{shown(other_text)}只差大小写"
                )
                findings.append(Diagnostic(span, "XK105", message, "编号一律用小写，并改得不一样"))
    return findings, {finding.span for finding in findings}


def _shown(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return file.as_posix()
