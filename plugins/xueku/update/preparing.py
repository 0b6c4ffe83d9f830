"""The first half of the work on a record, which needs no other record: its files are read, its parts rendered."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic, Span
from xueku.model.prose import Prose
from xueku.model.record import Places, Record
from xueku.model.rendered import Rendered
from xueku.model.review import Digests
from xueku.render.limit import MOST_SECONDS
from xueku.render.markdown import Converter
from xueku.render.parts import jobs_of
from xueku.render.works import work_text
from xueku.review.canon import canonical_digests
from xueku.source.files import RecordFiles
from xueku.source.records import ReadRecord, StatedId, read_record, unread_record
from xueku.update.store import digest_of, pack

_BY_COLLECTION = {kind.kind.collection: kind for kind in KINDS}
_TEXTS = (".md", ".yml", ".yaml", ".txt", ".csv", ".html")
"""What is mostly included: its bytes count. Other files count as changed when their stamps say so."""


@dataclass(frozen=True)
class Prepared:
    """A record as read, with its parts rendered by name."""

    read: ReadRecord
    parts: Mapping[str, Rendered]


KeptOutlines = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Links and anchors of each part of a record, by its name."""


@dataclass(frozen=True)
class Stated:
    """What the files of one record state, without texts: see `ReadRecord`."""

    record: Record | None
    outlines: KeptOutlines
    names: tuple[str, ...]
    ids: tuple[StatedId, ...]


class Packed(NamedTuple):
    """A prepared record as it is kept: all of it, what it states (see `store.pack`), findings of reading, the digests of its text.

    `work` is the packed text of a work, empty for anything else.
    """

    prepared: bytes
    stated: bytes
    findings: tuple[Diagnostic, ...]
    text: Digests
    work: bytes


def key_of(files: RecordFiles, shared: bytes) -> bytes:
    """The digest of everything that preparing these files depends on; `shared` is that of what all depend on.

    A file that cannot be read counts as what it says of itself.
    """
    content: list[bytes | str] = [
        shared,
        files.collection,
        files.path,
    ]
    for name, *stamp in files.stamps:
        content += [name, str(stamp[1])]
        if name.lower().endswith(_TEXTS):
            try:
                content.append((files.folder / name).read_bytes())
                continue
            except OSError:
                pass
        content.append(str(stamp))
    return digest_of(*content)


class Preparer:
    """Prepares records; what it gives is packed, since many are kept and few are looked at."""

    def __init__(self, root: Path, glossary: Mapping[str, str]) -> None:
        self._root, self._glossary = root, dict(glossary)
        self._converter: Converter | None = None

    def __call__(self, files: RecordFiles) -> Packed:
        """What became of these files, packed."""
        read = read_record(files, _BY_COLLECTION[files.collection], self._root)
        parts: dict[str, Rendered] = {}
        if read.record is not None:
            self._converter = self._converter or Converter(self._glossary)
            parts = {name: self._converter.convert(job) for name, job in jobs_of(read.record)}
        return packed_row(Prepared(read, parts))

    def ended(self, files: RecordFiles) -> Packed:
        """What stands in the place of a record whose preparation took too long."""
        # It was broken off in the midst of something.
        self._converter = None
        return packed_row(Prepared(unread_record(files, overtime(files.path)), {}))


def overtime(path: str) -> Diagnostic:
    """The finding on a record that took too long."""
    message = f"这份材料处理了 {MOST_SECONDS:.0f} 秒还没有完，停下了"
    remedy = "看它是不是有一大片 *、_、[ 之类的符号：删掉，或放进代码块；长的分成几篇"
    return Diagnostic(Span(path), "XK027", message, remedy)


def packed_row(found: Prepared) -> Packed:
    """A prepared record, packed."""
    read = found.read
    outlines = {
        name: (part.outline.links, tuple(sorted(part.outline.anchors))) for name, part in found.parts.items()
    }
    stated = Stated(read.record and outlined(read.record), outlines, read.names, read.ids)
    record, work = read.record, b""
    text: Digests = ()
    if record is not None:
        text = canonical_digests(record)
        work = pack(work_text(record)) if record.kind.has_articles else b""
    prepared = zlib.compress(pickle.dumps(found, protocol=5), 1)
    return Packed(prepared, pack(stated), read.findings, text, work)


def unpack(content: bytes) -> Prepared:
    """What was packed as `Packed.prepared`."""
    found: Prepared = pickle.loads(zlib.decompress(content))
    return found


def outlined(record: Record) -> Record:
    """The record without its texts, places and what was read of its files: all that other records' pages need of it."""
    start = Places({}, {}, record.places.start)
    parts = {name: Prose(prose.path, "", "", "", ()) for name, prose in record.parts.items()}
    return replace(
        record,
        places=start,
        quiz_places=start if record.quiz else None,
        parts=parts,
        file_digests={},
        file_facts={},
        captions={},
    )
