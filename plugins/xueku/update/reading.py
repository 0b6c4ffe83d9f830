"""The content folder as it was and as it is: which records changed, and what all of them state of themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.review import Digests
from xueku.model.settings import Settings
from xueku.model.work_text import WorkText
from xueku.render.pool import spread
from xueku.source.files import RecordFiles, Stamp, list_record, list_records
from xueku.source.records import seems_draft
from xueku.update.facts import WORKS
from xueku.update.progress import tell_progress
from xueku.update.store import Store, Table, digest_of

if TYPE_CHECKING:
    from xueku.update.preparing import Packed, Stated

_COLLECTIONS = tuple(kind.kind.collection for kind in KINDS)


@dataclass
class Changes:
    """What changed in the content folder since the last build, by the path of each record's main file.

    `prepared` are those that were prepared anew; `touched` those whose files changed at all, `gone` those that are no more. `states_other` is true if a record states anything else of itself than before, in fields, links or anchors.
    `works` are those whose text as a work is another one, or is no more, with the text that it was.
    """

    prepared: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    states_other: bool = False
    works: dict[str, WorkText | None] = field(default_factory=dict)


class Reading:
    """The content folder, read through a store.

    Where it `keeps_last`, as for a preview, a record that cannot be read any more stays what it was when it could; its findings are those of now.
    """

    def __init__(self, settings: Settings, store: Store, *, keeps_last: bool = False) -> None:
        self._keeps_last = keeps_last
        self._last: Table[bytes] = store.table("last good")
        # Whole paths, which mean the same in a process that stands in another folder.
        self._root = settings.root.resolve()
        self._shown_content = Path(settings.site.content).as_posix()
        self._content = self._root / settings.site.content
        self._scan = store.table("scan")
        self._packed = store.table("prepared")
        self._stated = store.table("stated")
        self._texts = store.table("texts")
        self._found = store.table("reading findings")
        self.works: Table[WorkText] = store.table(WORKS)
        self._known: dict[str, tuple[tuple[Stamp, ...], str]] = self._scan.get("known", {})
        self._stray: list[Diagnostic] = self._scan.get("stray", [])
        self._is_other = False

    def read(
        self,
        shared: bytes,
        glossary: Mapping[str, str],
        afresh: bool,
        changed: Collection[Path] | None = None,
    ) -> Changes:
        """Read what changed since the last build; `afresh` if `shared`, the digest of what all records depend on, did.

        If it is known which files were `changed`, only these are looked at, where that is enough.
        """
        by_path = None if afresh or changed is None else self._list_owners(changed)
        changes = Changes()
        if by_path is None:
            by_path = self._list_all()
            changes.gone = self._known.keys() - by_path.keys()
        changes.touched = {
            path for path, files in by_path.items() if afresh or self._stamps(path) != files.stamps
        }
        self._prepare({path: by_path[path] for path in sorted(changes.touched)}, shared, glossary, changes)
        self._forget(changes)
        self._is_other |= bool(changes.touched or changes.gone)
        return changes

    def save(self) -> None:
        """Keep what is known of the files."""
        if self._is_other:
            self._scan.put({"known": self._known, "stray": self._stray})
            self._is_other = False

    @property
    def paths(self) -> Collection[str]:
        """The paths of all records."""
        return self._known.keys()

    def stated(self) -> dict[str, Stated]:
        """What every record states, by path."""
        found: dict[str, Stated] = self._stated.all()
        return found

    def record(self, path: str) -> Record | None:
        """What the record of this path states, without texts; None if it cannot be read."""
        found: Stated | None = self._stated.get(path)
        return found.record if found else None

    def is_draft(self, path: str) -> bool:
        """Whether this is a file of a draft, as far as one that cannot be read says so."""
        owner = self.owner(path)
        record = self.record(owner) if owner else None
        if owner is None or record is not None:
            return record is not None and record.resource.status == "draft"
        return seems_draft(self._files(owner))

    def owner(self, path: str) -> str | None:
        """The path of the main file of the record that a file belongs to, both below the project's folder; None if it is no record's."""
        return self._owner(self._root / path)

    @property
    def outdated(self) -> Collection[str]:
        """The paths of the records that are kept as they were."""
        return self._last.keys()

    def text_of(self, path: str) -> Digests:
        """The digests of the text of this path's record that sign-offs are of; none if it cannot be read."""
        found: Digests = self._texts.get(path, ())
        return found

    def prepare_again(self, path: str, glossary: Mapping[str, str]) -> bytes:
        """What the record of this path is packed as, made anew."""
        from xueku.update.preparing import Preparer

        return Preparer(self._root, glossary)(self._files(path)).prepared

    def packed(self, path: str) -> bytes:
        """What the record of this path was packed as, when it could be read last."""
        found: bytes = self._last.get(path) or self._packed.must(self._known[path][1])
        return found

    def findings(self) -> list[Diagnostic]:
        """Every finding of reading, and those on files that are no records."""
        return [*self._stray, *(finding for found in self._found.all().values() for finding in found)]

    def _list_all(self) -> dict[str, RecordFiles]:
        listed, stray = list_records(self._content, _COLLECTIONS, self._shown_content)
        self._is_other |= stray != self._stray
        self._stray = stray
        return {files.path: files for files in listed}

    def _list_owners(self, changed: Collection[Path]) -> dict[str, RecordFiles] | None:
        """The records that these files belong to, as they are now; None if that cannot be told without a look at all."""
        found: dict[str, RecordFiles] = {}
        for file in changed:
            path = self._owner(file)
            files = path and list_record(self._files(path))
            if not (path and files):
                return None
            found[path] = files
        return found

    def _owner(self, file: Path) -> str | None:
        """The path of the record that a file belongs to."""
        if not file.is_relative_to(self._root):
            return None
        path = file.relative_to(self._root)
        if path.as_posix() in self._known:
            return path.as_posix()
        above = (f"{folder.as_posix()}/index.md" for folder in path.parents)
        return next((index for index in above if index in self._known), None)

    def _files(self, path: str) -> RecordFiles:
        main = self._root / path
        collection = main.relative_to(self._content).parts[0]
        return RecordFiles(collection, path, str(main), self._known[path][0])

    def _stamps(self, path: str) -> tuple[Stamp, ...]:
        return self._known[path][0] if path in self._known else ()

    def _prepare(
        self, listed: Mapping[str, RecordFiles], shared: bytes, glossary: Mapping[str, str], changes: Changes
    ) -> None:
        if not listed:
            return
        # A tenth of a second to load, which a build without a changed record need not spend.
        from xueku.update.preparing import Preparer, key_of, packed_row, unpack

        wanted: dict[str, RecordFiles] = {}
        replaced: dict[str, str] = {}
        for path, files in listed.items():
            key = key_of(files, shared).hex()
            before = self._known.get(path)
            self._known[path] = files.stamps, key
            if before is None or before[1] != key:
                wanted[path] = files
                if before is not None:
                    replaced[path] = before[1]
        at_hand = {path for path in wanted if self._known[path][1] in self._packed}
        missing = {path: files for path, files in wanted.items() if path not in at_hand}
        preparer = Preparer(self._root, glossary)
        made = tell_progress(
            spread(preparer, missing.values(), len(missing), ended=preparer.ended), len(missing), "读取"
        )
        for path in wanted:
            key = self._known[path][1]
            row = packed_row(unpack(self._packed.must(key))) if path in at_hand else next(made)
            changes.prepared.add(path)
            good = None if row.text else self._last_good(path, replaced.get(path, ""))
            self._last.drop([path])
            if good:
                self._packed[key], self._found[path], self._last[path] = row.prepared, row.findings, good
            else:
                changes.states_other |= self._keep(path, row)
                changes.works |= self._keep_work(path, row.work)
        self._packed.drop(replaced.values())

    def _last_good(self, path: str, key: str) -> bytes | None:
        """What a record that cannot be read now was packed as when it could, where that is kept; `key` is that of its files before."""
        if not self._keeps_last or self.record(path) is None:
            return None
        return self._last.get(path) or self._packed.get(key)

    def _keep_work(self, path: str, work: bytes) -> dict[str, WorkText | None]:
        """Keep the text of a work; gives its path and what it was if it is another one than before."""
        digest = self.works.digest(path)
        if digest == (digest_of(work) if work else None):
            return {}
        before = self.works.get(path)
        if work:
            self.works.put_packed({path: work})
        else:
            self.works.drop([path])
        return {path: before}

    def _keep(self, path: str, row: Packed) -> bool:
        """Keep a prepared record; gives whether it states anything else than before."""
        before = self._stated.digest(path)
        self._packed[self._known[path][1]] = row.prepared
        self._texts[path] = row.text
        self._found.drop([path])
        if row.findings:
            self._found[path] = row.findings
        return self._stated.put_packed({path: row.stated})[path] != before

    def _forget(self, changes: Changes) -> None:
        for path in changes.gone:
            self._packed.drop([self._known.pop(path)[1]])
        for table in (self._stated, self._texts, self._found, self._last):
            table.drop(changes.gone)
        for path in changes.gone:
            changes.works |= self._keep_work(path, b"")
        changes.states_other |= bool(changes.gone)
