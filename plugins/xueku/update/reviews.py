"""Ledgers of sign-offs as they were and as they are, and where each record stands."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from xueku.kinds import Work
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Mode, Record
from xueku.model.review import Digests, Ledger, Reviewed, ReviewPolicy, Standing
from xueku.model.settings import Settings
from xueku.review.history import Head, counted_in_git, head_of
from xueku.review.ledger import FOLDER, ownerless, read_ledger, uses_review
from xueku.review.losses import loss, lost_of, unseen
from xueku.review.proof import SIGNERS
from xueku.review.reviewing import cited_works
from xueku.review.standing import standing_of
from xueku.update.reading import Changes, Reading
from xueku.update.shared import code_digest
from xueku.update.store import Store, Table

FileStamps = Mapping[str, tuple[int, int, int]]
"""By name, what tells cheaply that a ledger and its text are as before."""


class Reviews:
    """Ledgers and standings, kept by id. A record without a ledger is unsigned, and nothing is kept of it."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._content, self._root = settings.content_dir.resolve(), settings.root.resolve()
        self._shown_folder = f"{Path(settings.site.content).as_posix()}/{FOLDER}"
        self._policy = settings.site.policy
        self._about = store.table("signoffs")
        self._ledgers: Table[Ledger] = store.table("facts ledgers")
        self._found: Table[list[Diagnostic]] = store.table("ledger findings")
        self._counted: Table[tuple[str, ...]] = store.table("counted in git")
        self._lost: Table[int] = store.table("lost entries")
        self._standings: Table[Standing] = store.table("facts standings")
        self._records: Table[Record] = store.table("facts known.records")
        self._unread: Table[bool] = store.table("facts unread")

    @property
    def policy(self) -> ReviewPolicy | None:
        """How this site reviews; None on a site where nothing is signed."""
        return self._policy if uses_review(self._content) else None

    def parted(
        self, changed: Collection[Path] | None
    ) -> tuple[Collection[Path] | None, Collection[Path] | None]:
        """Of files that changed those that are ledgers, and the others; of an unknown lot neither is known."""
        if changed is None:
            return None, None
        ledgers = {file for file in changed if file.parent == self._content / FOLDER}
        return ledgers, set(changed) - ledgers

    def read(
        self, reading: Reading, changes: Changes, ledgers: Collection[Path] | None, *, is_derived: bool
    ) -> frozenset[str]:
        """Bring everything up to date; gives the names of facts that are others now.

        `ledgers` are the files that may have changed, None if that is not known. If all facts were derived anew (`is_derived`), ids may stand for
        other records than before.
        """
        altered: set[str] = set()
        if ledgers is None or ledgers:
            self._forget_other_program()
            altered = self._read_ledgers()
            self._compare_with_git(altered)
        is_afresh = self._policy_differs() or is_derived
        stale = altered | (set(self._ledgers) if is_afresh else self._touched(reading, changes))
        self._tell_ownerless(altered, is_derived)
        changed = self._stand(stale, reading)
        return frozenset({f"ledgers:{id_}" for id_ in altered} | {f"standings:{id_}" for id_ in changed})

    def reviewed(self, mode: Mode) -> Reviewed | None:
        """What is known of sign-offs, each read when it is asked for."""
        policy = self.policy
        if policy is None:
            return None
        return Reviewed(policy, self._standings, self._ledgers, shows_progress=mode == "preview")

    def held(self, mode: Mode) -> Reviewed | None:
        """What is known of sign-offs, all of it at hand."""
        reviewed = self.reviewed(mode)
        if reviewed is None:
            return None
        return replace(reviewed, standings=self._standings.all(), ledgers=self._ledgers.all())

    def digests(self) -> Mapping[str, bytes]:
        """The digest of each standing, by id."""
        return self._standings.digests

    def findings(self) -> Iterator[Diagnostic]:
        """Every finding on ledgers."""
        yield from (finding for found in self._found.all().values() for finding in found)
        for id_, lost in self._lost.all().items():
            if id_ in self._ledgers or id_ in self._records or id_ in self._unread:
                yield from loss(f"{self._shown_folder}/{id_}.yml", lost)
        if self._ledgers:
            head: Head = self._about["head"]
            yield from unseen(self._shown_folder, head.reach)

    def _forget_other_program(self) -> None:
        """Another program may read ledgers otherwise."""
        if self._about.get("program") != code_digest():
            self._about.clear()
            self._about["program"] = code_digest()

    def _compare_with_git(self, altered: Collection[str]) -> None:
        """See what ledgers have lost of what git knows; git is only asked what is checked out, and for more where that is another commit."""
        folder = self._content / FOLDER
        if self.policy is None:
            self._lost.clear()
            return
        head, before = head_of(self._root), self._about.get("head")
        # Of a history that is not all here more may come without another commit.
        if head != before or head.reach == "part":
            counted = counted_in_git(self._root, folder, head)
            kept = {id_: tuple(sorted(lines)) for id_, lines in counted.items()}
            altered = {*self._counted.replace(kept), *altered}
            self._about["head"] = head
        lost = {
            id_: lost_of(folder / f"{id_}.yml", self._counted[id_]) for id_ in altered if id_ in self._counted
        }
        self._lost.drop(altered)
        self._lost.put({id_: number for id_, number in lost.items() if number})

    def _read_ledgers(self) -> set[str]:
        """Read the ledgers that are not as they were; gives their ids."""
        folder = self._content / FOLDER
        stamps = dict(_stamps(folder))
        before: FileStamps = self._about.get("stamps", {})
        if stamps == before:
            return set()
        differing = {name for name in stamps.keys() | before.keys() if stamps.get(name) != before.get(name)}
        ids = (
            {Path(name).stem for name in stamps.keys() | before.keys()}
            if SIGNERS in differing
            else {Path(name).stem for name in differing}
        )
        found: set[str] = set()
        for id_ in sorted(ids):
            found |= self._read_ledger(folder / f"{id_}.yml", id_)
        self._about["stamps"] = stamps
        return found

    def _read_ledger(self, file: Path, id_: str) -> set[str]:
        before = self._ledgers.digest(id_)
        self._found.drop([id_])
        if not file.is_file():
            self._ledgers.drop([id_])
            return {id_} if before else set()
        ledger, findings = read_ledger(file, f"{self._shown_folder}/{file.name}")
        if findings:
            self._found[id_] = findings
        return {id_} if self._ledgers.put({id_: ledger})[id_] != before else set()

    def _policy_differs(self) -> bool:
        if self._about.get("policy") == self.policy:
            return False
        self._about["policy"] = self.policy
        return True

    def _touched(self, reading: Reading, changes: Changes) -> set[str]:
        """The ids with a ledger whose own text, or that of a work that the ledger names, may be another one."""
        records = [record for path in changes.prepared if (record := reading.record(path))]
        works = {record.id for record in records if isinstance(record.resource, Work)}
        ledgers = self._ledgers.all().items() if works else ()
        citing = {id_ for id_, ledger in ledgers if not works.isdisjoint(cited_works(ledger))}
        return citing | {record.id for record in records if self._ledgers.digest(record.id)}

    def _tell_ownerless(self, altered: set[str], is_derived: bool) -> None:
        if altered or is_derived:
            known = {*self._records, *self._unread}
            lost = [self._ledgers[id_] for id_ in sorted(set(self._ledgers) - known)]
            self._found.drop(["/ownerless"])
            if lost:
                self._found["/ownerless"] = ownerless(lost)

    def _stand(self, ids: Iterable[str], reading: Reading) -> set[str]:
        """Work the standings of these records out; gives the ids of those that stand elsewhere now."""
        changed: set[str] = set()
        for id_ in ids:
            before, ledger, text = (
                self._standings.digest(id_),
                self._ledgers.get(id_),
                self._text(id_, reading),
            )
            if ledger is None or not text or self.policy is None:
                self._standings.drop([id_])
                changed |= {id_} if before else set()
                continue
            works = {work: self._text(work, reading) for work in cited_works(ledger)}
            standing = standing_of(
                text, ledger, self.policy, {id_: text for id_, text in works.items() if text}
            )
            changed |= {id_} if self._standings.put({id_: standing})[id_] != before else set()
        return changed

    def _text(self, id_: str, reading: Reading) -> Digests:
        """The digests of a record's text; none where there is no such record."""
        record = self._records.get(id_)
        return reading.text_of(record.path) if record else ()


def _stamps(folder: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    if folder.is_dir():
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name == SIGNERS or entry.name.endswith((".yml", ".txt")):
                    status = entry.stat(follow_symlinks=False)
                    yield entry.name, (status.st_mtime_ns, status.st_size, status.st_ctime_ns)
