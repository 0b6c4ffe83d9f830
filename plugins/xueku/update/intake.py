"""The content of a site as it was and as it is: what changed, what follows from that, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Mode
from xueku.model.settings import Settings
from xueku.model.vocabulary import Vocabularies
from xueku.render.pool import POOL_FROM
from xueku.review.publish import Withheld
from xueku.source.docs_pages import read_docs_pages
from xueku.source.files import stamps_below
from xueku.source.moved import check_moves, read_moves
from xueku.source.vocabularies import read_vocabularies, vocabulary_stamps
from xueku.update import shared
from xueku.update.copied import Copy
from xueku.update.facts import Facts
from xueku.update.knowledge import COPIED, Derived, Knowledge
from xueku.update.profile import Profile
from xueku.update.reading import Changes, Reading
from xueku.update.reviews import Reviews
from xueku.update.shared import Digests
from xueku.update.store import Store, digest_of, pack


class Intake:
    """Reads a content folder through a store. After `read`, `changes`, `vocabularies` and `findings` are those of now.

    `reasons` say in words for an editor why more than the changed records is to be made.
    """

    def __init__(
        self,
        settings: Settings,
        mode: Mode,
        store: Store,
        withheld: Mapping[str, Withheld] | None = None,
        *,
        keeps_last: bool = False,
    ) -> None:
        """`keeps_last`: see `Reading`."""
        self.settings, self._mode, self._withheld = settings, mode, withheld or {}
        self.reading = Reading(settings, store, keeps_last=keeps_last)
        self.findings: list[Diagnostic] = []
        self.reasons: list[str] = []
        self.vocabularies = Vocabularies()
        self.changes = Changes()
        self._store, self._about = store, store.table("about")
        self._reviews = Reviews(settings, store)
        self._derived: Derived | None = None

    def read(self, profile: Profile, changed: Collection[Path] | None = None) -> None:
        """Read what changed in the content folder, and what follows. Raises XuekuError if there is no content folder.

        If it is known which files were `changed` since this read last, no other is looked at.
        """
        with profile.stage("读取内容"):
            self.vocabularies, found = self._read_vocabularies()
            digests = shared.of_preparing(self.vocabularies.glossary)
            is_afresh = self.differs("preparing", digests)
            key = digest_of(*digests.values())
            ledgers, others = self._reviews.parted(changed)
            self.changes = self.reading.read(key, self.vocabularies.glossary, is_afresh, others)
            profile.count("读取的材料", len(self.changes.prepared))
        with profile.stage("整理关系"):
            self._knowledge = Knowledge(self._store, self.vocabularies)
            self._derived = None
            if self.differs("knowing", self._of_knowing()) or self.changes.states_other:
                self.derive()
            self._review(ledgers)
        self.findings = [
            *found,
            *self._in_docs(),
            *self._in_settings(),
            *self._in_records(),
            *self._in_moves(),
            *self._reviews.findings(),
        ]

    @property
    def derived(self) -> Derived | None:
        """All that follows from the records; None where it is as it was and nobody asked for it."""
        return self._derived

    def derive(self) -> Derived:
        """All that follows from the records, worked out now if it was not needed before."""
        if self._derived is None:
            self._derived = self._knowledge.derive(
                self.reading.stated(), self._mode, self._withheld, self._reviews.reviewed(self._mode)
            )
        return self._derived

    def forget_derived(self) -> None:
        """Give back the room that it takes."""
        self._derived = None

    def facts(self) -> tuple[Facts, Facts]:
        """The facts of all records and of those that are shown."""
        if self._derived:
            return self._derived.known, self._derived.shown
        return self._knowledge.kept(self._reviews.reviewed(self._mode))

    @contextmanager
    def facts_for(self, count: int) -> Iterator[tuple[Facts, Facts]]:
        """The facts for work on `count` records: of many, on which other processes work, copies that last as long as the context."""
        if count < POOL_FROM:
            yield self.facts()
            return
        copy = Copy(self._store, COPIED)
        try:
            yield self._knowledge.kept(self._reviews.held(self._mode), copy.tables)
        finally:
            copy.remove()

    @property
    def has_library(self) -> bool:
        """Whether there are texts to compare records with."""
        return bool(self.reading.works)

    def of_checking(self) -> Digests:
        """What all findings depend on besides records."""
        return shared.of_checking(self.settings, self.vocabularies, self._reviews.policy, self.has_library)

    def digests(self) -> Mapping[str, bytes]:
        """By id, what a list that shows the record depends on."""
        standings = self._reviews.digests()
        return {id_: digest + standings.get(id_, b"") for id_, digest in self._knowledge.digests().items()}

    def differs(self, name: str, digests: Digests) -> bool:
        """Whether something that much depends on is not as it was; if so, the reason is noted."""
        before: Digests = self._about.get(name, {})
        if before == digests:
            return False
        reasons = (f"{what}变了" for what in shared.differing(before, digests))
        self.reasons += [reason for reason in reasons if reason not in self.reasons]
        self._about[name] = digests
        return True

    def _of_knowing(self) -> Digests:
        return {
            "词表": digest_of(pack(self.vocabularies)),
            "模式": digest_of(self._mode),
            "没有发布的材料": digest_of(*sorted(self._withheld)),
        }

    def _review(self, ledgers: Collection[Path] | None) -> None:
        """Bring standings up to date with ledgers and texts."""
        changed = self._reviews.read(
            self.reading, self.changes, ledgers, is_derived=self._derived is not None
        )
        if changed:
            derived = self.derive()
            self._derived = replace(derived, changed=derived.changed | changed)

    def _read_vocabularies(self) -> tuple[Vocabularies, Sequence[Diagnostic]]:
        """All vocabularies, and findings on them, read again where a file of theirs is another than before."""
        folder, root = self.settings.content_dir, self.settings.root
        key = f"{root} {vocabulary_stamps(folder)}"
        found: tuple[Vocabularies, Sequence[Diagnostic]] = self._remembered(
            "vocabularies", key, lambda: read_vocabularies(folder, root)
        )
        return found

    def _in_settings(self) -> Sequence[Diagnostic]:
        """Findings on the levels that the settings give to rules."""
        levels = self.settings.site.rules
        if not levels:
            return ()

        def check() -> Sequence[Diagnostic]:
            # A tenth of a second to load.
            from xueku.rules import check_levels

            return check_levels(levels, self.settings.file)

        key = f"{levels} {self.settings.file}"
        found: Sequence[Diagnostic] = self._remembered("levels", key, check)
        return found

    def _in_docs(self) -> Sequence[Diagnostic]:
        """Findings on the maintainers' pages, read again where any file in their folder is another than before."""
        folder, shown = self.settings.docs_dir, self.settings.docs
        key = f"{shown} {stamps_below(folder)}"
        found: Sequence[Diagnostic] = self._remembered(
            "docs", key, lambda: tuple(read_docs_pages(folder, shown))
        )
        return found

    def _remembered(self, name: str, follows: str, make: Callable[[], Any]) -> Any:
        """What `make` made when it was last asked; asked again where what it follows from, our code or a library is another one."""
        key = digest_of(*shared.of_reading().values(), follows)
        before, found = self._about.get(name, (b"", None))
        if before != key:
            found = make()
            self._about[name] = key, found
        return found

    def _in_moves(self) -> Iterator[Diagnostic]:
        """Findings on what is told of records that are gone."""
        moves, found = read_moves(self.settings.content_dir, self.settings.root)
        yield from found
        if moves.by_id:
            yield from check_moves(moves, self.facts()[0].records.keys())

    def _in_records(self) -> Iterator[Diagnostic]:
        """Findings of reading records; where two have one id, only that is told at the place."""
        clashes, clashing = self._knowledge.clashes()
        yield from clashes
        yield from (finding for finding in self.reading.findings() if finding.span not in clashing)
