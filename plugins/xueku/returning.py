"""A record goes out as a Word file and comes back: what was edited there is edited in its files, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from xueku.exports.docx import Exported, RecordSource, record_docx, version_of
from xueku.importers.converted import Converted, Row
from xueku.importers.docx.conversion import convert
from xueku.importers.returned.fields import Lines, Table, changed_fields
from xueku.importers.returned.parts import changed_part
from xueku.kinds import KINDS
from xueku.mending import Mending
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.settings import Settings
from xueku.source.front_matter import split_front_matter
from xueku.source.records import read_records
from xueku.source.yaml_tree import Mapping as TreeMapping
from xueku.source.yaml_tree import read_tree
from xueku.update.run import own_folder
from xueku.word.paper import TITLE
from xueku.word.tags import FIELDS_NAME, PART_NAMES, name_in, version_in

_PARTS = {words: name for name, words in PART_NAMES.items()}
_RETURNED = "returned.jsonl"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Update:
    """What a file that came back changes: the files of its record, and paragraphs whose links and emphasis may be lost."""

    id: str
    mendings: tuple[Mending, ...]
    rewritten: tuple[str, ...] = ()
    version: str = ""
    """That of the record when the file was exported."""
    gone: tuple[str, ...] = ()
    """Digests of what the record said and the file does not."""


@dataclass
class _Content:
    """What stands in an exported file: fields as lines or rows, and the rows of each part."""

    version: str = ""
    fields: dict[str, Lines | Table] = field(default_factory=dict)
    parts: dict[str, list[Row]] = field(default_factory=dict)

    def says(self) -> tuple[dict[str, Lines | Table], dict[str, list[str]]]:
        """All of it, whatever version of the record it was exported from."""
        return self.fields, {name: [row.markdown for row in rows] for name, rows in self.parts.items()}

    def digests(self) -> set[str]:
        """The digests of every field and paragraph."""
        said = [f"{name}: {value!r}" for name, value in self.fields.items()]
        said += [row.markdown for rows in self.parts.values() for row in rows]
        return {hashlib.sha256(one.encode()).hexdigest()[:12] for one in said}


def export_record(settings: Settings, id_: str) -> bytes:
    """The Word file of a record. Raises XuekuError if there is none that can be read."""
    source, _ = _source_of(settings, id_)
    return record_docx(source).content


def update_of(settings: Settings, name: str, found: Converted) -> Update:
    """What a file that was exported and edited changes; nothing is written.

    Raises XuekuError if its record is gone or was changed since, or if what marks its parts was taken away.
    """
    source, paths = _source_of(settings, found.record)
    base = record_docx(source)
    before, after = _content(convert(name, base.content).rows), _content(found.rows)
    if missing := sorted(before.parts.keys() - after.parts.keys()):
        raise XuekuError(
            name,
            f"找不到“{'、'.join(missing)}”这几部分的名称",
            "重新导出一份，把改动抄过去；各部分的名称不要改",
        )
    if after.version != source.version and after.says() == before.says():
        return Update(found.record, ())
    if source.version != after.version and not _goes_on(settings, source, after):
        raise XuekuError(
            name,
            f"{shown(source.title)}在导出以后又改过，不知道以哪一份为准",
            "重新导出一份，把 Word 里的改动抄过去，再导入",
        )
    mendings: list[Mending] = []
    rewritten: list[str] = []
    for part, path in paths:
        text = _text(settings, path)
        halves, _ = split_front_matter(text, path) if part == "body" else (None, [])
        markdown = source.parts[part]
        origins = _origins(base, part, before.parts[part])
        changed = changed_part(markdown, before.parts[part], origins, after.parts[part])
        rewritten += changed.rewritten
        result = changed.markdown
        if halves is not None:
            fields = changed_fields(halves.fields, source.fields, before.fields, after.fields)
            result = f"---\n{fields}---\n{result}"
        mending = _mending(settings.root, path, text, result)
        if mending:
            mendings.append(mending)
    gone = sorted(before.digests() - after.digests())
    return Update(found.record, tuple(mendings), tuple(rewritten), after.version, tuple(gone))


def remember(settings: Settings, update: Update) -> None:
    """Keep in mind what an update left, so that the same file, edited further, is not taken for one that somebody overtook."""
    source, _ = _source_of(settings, update.id)
    entry = {"id": update.id, "exported": update.version, "left": source.version, "gone": update.gone}
    with (own_folder(settings) / _RETURNED).open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\n")


def _goes_on(settings: Settings, source: RecordSource, after: _Content) -> bool:
    """Whether a file was edited further after the updates that made the record what it is: it holds nothing that these took away, as another copy would."""
    place = own_folder(settings) / _RETURNED
    left, gone = "", set[str]()
    for line in place.read_text("utf-8").splitlines() if place.exists() else ():
        with suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            if (entry["id"], entry["exported"]) == (source.id, after.version):
                left, gone = entry["left"], gone.union(entry["gone"])
    return left == source.version and after.digests().isdisjoint(gone)


def _source_of(settings: Settings, id_: str) -> tuple[RecordSource, list[tuple[str, str]]]:
    """A record as its files say, and the path of the file of each part."""
    records, _, _ = read_records(settings.content_dir, KINDS, settings.root)
    record = next((one for one in records if one.id == id_), None)
    if record is None or record.unfilled:
        raise XuekuError(shown(id_), "没有这个编号的材料，或者它有错没有改好", "运行 xueku check 看看")
    paths = [("body", record.path)]
    paths += [
        (name, f"{record.folder}/{name}.md")
        for name in ("handout", "host")
        if f"{name}.md" in record.files and name in record.kind.parts
    ]
    texts = {part: _text(settings, path) for part, path in paths}
    halves, _ = split_front_matter(texts["body"], record.path)
    tree = read_tree(halves.fields, record.path)[0] if halves else None
    if halves is None:
        raise XuekuError(
            record.places.start.path,
            "属性写在单独文件里的材料，还不能导出成 Word 再改回来",
            f"把字段搬进 {record.path} 开头的两行 --- 之间，删掉这个文件",
        )
    assert isinstance(tree, TreeMapping)
    resource = record.resource
    source = RecordSource(
        id_,
        resource.title,
        type(resource),
        resource.date,
        settings.root / record.folder,
        tree,
        {**texts, "body": halves.body},
        version_of(texts.values()),
    )
    return source, paths


def _text(settings: Settings, path: str) -> str:
    """The text of a file with plain line ends."""
    content = (settings.root / path).read_bytes()
    return content.removeprefix(_MARK).decode().replace("\r\n", "\n")


def _mending(root: Path, path: str, before: str, after: str) -> Mending | None:
    if before == after:
        return None
    content = (root / path).read_bytes()
    new = after.replace("\n", "\r\n") if b"\r\n" in content else after
    mark = _MARK if content.startswith(_MARK) else b""
    return Mending((root / path).absolute(), path, content, mark + new.encode(), 1)


def _origins(base: Exported, part: str, rows: Sequence[Row]) -> list[int]:
    """The block that each row of a part was made from."""
    return [base.origins[row.number][1] for row in rows if base.origins[row.number][0] == part]


def _content(rows: Sequence[Row]) -> _Content:
    found = _Content()
    part = field_name = ""
    for row in rows:
        words = row.source.strip()
        if row.style.lower() == "heading 1" and (words == FIELDS_NAME or words in _PARTS):
            part, field_name = _PARTS.get(words, ""), ""
            if part:
                found.parts[part] = []
        elif part:
            if row.source or row.cells:
                found.parts[part].append(row)
        elif row.cells and field_name:
            found.fields[field_name] = row.cells
        elif row.cells:
            found.fields |= dict(_named(row.cells))
        elif row.style == TITLE:
            found.fields["title"] = [words]
        elif version := version_in(words):
            found.version = version
        else:
            field_name = name_in(words)
    return found


def _named(cells: Sequence[Sequence[str]]) -> Iterator[tuple[str, Lines]]:
    """Each field of the table of fields, by the name in its label, with the lines of its cell."""
    for label, *values in cells:
        if values and (name := name_in(label)):
            yield name, values[0].split("\n")
