"""A site is brought up to date: what changed is found, made anew, and put in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xueku.catalog.catalog import Catalog
from xueku.kinds import Course
from xueku.model.diagnostic import Diagnostic, Severity, in_order
from xueku.model.record import Mode
from xueku.model.settings import Settings
from xueku.render.pool import POOL_FROM, give_back
from xueku.review.publish import Withheld, weighed, withheld_findings
from xueku.site.assets import assets
from xueku.site.page import Offer
from xueku.site.sitemap import sitemap
from xueku.update import shared
from xueku.update.addresses import Addresses
from xueku.update.banking import write_bank
from xueku.update.checks import Checks
from xueku.update.engine import EnginePart
from xueku.update.facts import Facts
from xueku.update.indexing import write_index
from xueku.update.intake import Intake
from xueku.update.kits import Kits
from xueku.update.knowledge import Derived
from xueku.update.made import Frames
from xueku.update.outputs import Outputs
from xueku.update.overlook import look_over
from xueku.update.profile import Profile
from xueku.update.records import Records
from xueku.update.remarks import Remarks, remarks_on
from xueku.update.store import Store, digest_of, pack

if TYPE_CHECKING:
    from xueku.typesetting.press import Press
    from xueku.update.making import Maker

_KEPT_ALWAYS = ("about", "prepared")
"""Tables whose values stand under the digest of all that they follow from."""


class Updater:
    """One run over a content folder: `read`, `make_pages`, `make_index`, `put`, in this order; then `close`, after any of them.

    `findings`, errors and warnings, grows with each step. `reasons` say in words for an editor why more than the changed records was made.
    """

    def __init__(
        self,
        settings: Settings,
        mode: Mode,
        store: Store,
        target: Path,
        staging: Path | None = None,
        withheld: Mapping[str, Withheld] | None = None,
    ) -> None:
        """Finish what a killed run left. Raises XuekuError if the site's folder cannot be written to or a release would have other fonts than are locked, StoreError if the store is damaged.

        `staging` has what an engine wrote for a run that this one goes on for. `withheld` records are not shown, whatever they say of themselves.
        """
        self.settings, self.mode, self.store, self.withheld = settings, mode, store, withheld or {}
        self.profile = Profile()
        self.findings: list[Diagnostic] = []
        self.reasons: list[str] = []
        self.remade: list[str] = []
        try:
            self._begin(target, staging)
        except BaseException:
            store.close()
            raise

    def _begin(self, target: Path, staging: Path | None) -> None:
        self._press, self._missing = self._what_makes_kits()
        self._offer = Offer(kit=self._press is not None)
        self.outputs = Outputs(self.store, target)
        self.outputs.finish()
        if self.outputs.altered():
            if self.outputs.kept:
                self.reasons.append("网站文件夹里的文件被改动过")
            self.store.forget(_KEPT_ALWAYS)
            self.outputs = Outputs(self.store, target)
        self.outputs.begin(staging)
        self._addresses = Addresses(self.store)
        self._intake = Intake(
            self.settings, self.mode, self.store, self.withheld, keeps_last=self.mode == "preview"
        )
        self._checks = Checks(self.store, self._intake)
        self._records = Records(self.store, self._checks, self._addresses, self.outputs)
        self._kits = Kits(self.store, self._addresses, self.outputs)
        self._planned: Catalog | None = None

    def read(self, changed: Collection[Path] | None = None) -> None:
        """Read what changed in the content folder, and what follows. Raises XuekuError if there is no content folder.

        If it is known which files were `changed` since this updater read last, no other is looked at.
        """
        self._intake.read(self.profile, changed)
        self._plan()
        weighty = (finding for finding in self._intake.findings if finding.severity > Severity.HINT)
        self._find([*weighty, *self._missing])

    @property
    def derived(self) -> Derived:
        """All that follows from the records, worked out now if it was not needed before."""
        derived = self._intake.derive()
        self._plan()
        return derived

    def has_engine_part(self, key: bytes) -> bool:
        """Whether the engine's contribution of last time followed from the same as `key` does."""
        return self.store.table("engine").digest("key") == digest_of(pack(key))

    def kept_engine_part(self, key: bytes) -> EnginePart | None:
        """What the engine contributed last time, if it follows from the same: `key`, facts of records, and which lists there are."""
        table = self.store.table("engine")
        derived = self._intake.derived
        if derived and table.get("places") != self._places():
            return None
        found: EnginePart | None = table.get("part")
        changed = derived.changed if derived else frozenset()
        return found if found and found.key == key and changed.isdisjoint(found.read) else None

    def make_pages(self, part: EnginePart, is_new: bool) -> None:
        """Make all pages that are not as they were; files of a new engine part stand in the staging folder."""
        if is_new:
            assert self.derived
            self.store.table("engine").put({"part": part, "key": part.key, "places": self._places()})
            self.outputs.note_files(part.files)
            self._addresses.own("/engine", part.files)
        digests = shared.of_making(self._intake.of_checking(), part.frames)
        if self._press:
            digests = {**digests, **shared.of_kits(self._press)}
        is_afresh = self._intake.differs("making", digests)
        if is_afresh:
            assert self.derived
        with self.profile.stage("生成网页"):
            stale = self.remade = sorted(self._checks.stale(is_afresh) | self._held_back())
            are_others = self._intake.derived is not None
            self._make_lists(part.frames, is_afresh)
            self._forget_derived()
            self._make_records(stale, part.frames)
            self._write_map(part, are_others)
            self._write_assets()
            write_bank(self.store, self._records.questions, self._addresses, self.outputs, self.profile)
        self._make_kits(stale)
        self._find([*self.findings, *self._checks.weighty()])
        if self.mode == "preview":
            self.store.table("held back").replace(dict.fromkeys(self._faulty(), True))
        self.reasons += [reason for reason in self._intake.reasons if reason not in self.reasons]

    def remarks(self, paths: Iterable[str] | None = None) -> Iterator[Remarks]:
        """What there is to say on the records of these paths, or on all; `remade` are those made anew last."""
        return remarks_on(self._intake, self._checks, paths)

    @property
    def outdated(self) -> Collection[str]:
        """The paths of records of a preview that cannot be read any more and stay as they were."""
        return self._intake.reading.outdated

    @property
    def held(self) -> set[str]:
        """The addresses of a preview's files that stay as they are, since something is wrong with their record now."""
        if self.mode != "preview":
            return set()
        return self._addresses.of(self._faulty()) & self.outputs.kept.keys()

    def stops(self, finding: Diagnostic) -> bool:
        """Whether nothing of a preview may be put because of this finding: of what is wrong with one record only its own pages stay as they are."""
        return finding.severity == Severity.ERROR and self._owner(finding) is None

    def make_index(self, part: EnginePart) -> None:
        """Write what is not as it was of the search index over records and the engine's own pages."""
        with self.profile.stage("编写索引"):
            write_index(
                self.store,
                self.settings,
                self._records.documents,
                part.documents,
                self._addresses,
                self.outputs,
            )

    def look_over(self) -> None:
        """Find what leads nowhere on the pages as they are going to be put."""
        with self.profile.stage("查看网页里的链接"):
            found = look_over(self.store, self._addresses, self.outputs, self.profile)
            self._find([*self.findings, *found])

    def put(self) -> tuple[int, int]:
        """Put everything in its place, and keep what is known of it; gives how many files were written and removed.

        Raises XuekuError if the disk refuses; the next run then goes on with it.
        """
        with self.profile.stage("放到位"):
            self._intake.reading.save()
            counts = self.outputs.decide(self._addresses.expected(self.outputs.kept), self.held)
            self.outputs.put()
        for name, number in zip(("写出的文件", "删除的文件"), counts, strict=True):
            self.profile.count(name, number)
        return counts

    def put_for_now(self) -> list[str]:
        """Put everything in its place, to be kept only by a later `put`; gives the addresses of files that are other ones now.

        If the process ends before, the next one begins anew. Raises XuekuError if the disk refuses.
        """
        return self.outputs.put_for_now(self._addresses.expected(self.outputs.kept), self.held)

    def rehearse(self, part: EnginePart) -> None:
        """Do once for nothing what an edit takes, so that the first one is answered as fast as the others."""
        import xueku.search.engines  # noqa: F401 - half a second that the first edit need not wait for

        reading = self._intake.reading
        path = next(iter(reading.paths), None)
        if path is not None:
            reading.prepare_again(path, self._intake.vocabularies.glossary)
            with TemporaryDirectory(prefix="xueku-") as folder:
                self._maker(self._intake.facts(), part.frames, Path(folder), 1)(reading.packed(path))

    def renew(self) -> None:
        """Be ready for another run. What was made and not put is put by that run."""
        self.profile, self.findings, self.reasons = Profile(), [], []
        self._intake.reasons = []
        self._records.pages_changed = False

    def anew(self) -> Updater:
        """An updater that knows of nothing and goes on for this one, whose store is damaged. What an engine staged is still there."""
        self.store.close()
        store, outputs = Store(self.store.file), self.outputs
        return Updater(self.settings, self.mode, store, outputs.target, outputs.staging, self.withheld)

    def close(self) -> None:
        """Let the store go; what was not put is forgotten."""
        self.store.close()
        self.outputs.abandon()

    def _find(self, findings: Iterable[Diagnostic]) -> None:
        """Let these be the findings; what is wrong with a withheld record is the reason why it is withheld, and stops nothing."""
        found = {*findings} - {*withheld_findings(findings, self.withheld.values())}
        self.findings = in_order(weighed(found, self._intake.reading.is_draft))

    def _faulty(self) -> set[str]:
        """The paths of records with which something is wrong."""
        errors = (finding for finding in self.findings if finding.severity == Severity.ERROR)
        return {*filter(None, map(self._owner, errors))}

    def _held_back(self) -> set[str]:
        """The paths of records whose pages were held back: they may be right by now, though nothing that they are made of changed."""
        return {*self.store.table("held back")} & {*self._intake.reading.paths}

    def _owner(self, finding: Diagnostic) -> str | None:
        return self._intake.reading.owner(finding.span.path)

    def _plan(self) -> None:
        derived = self._intake.derived
        if derived and derived.catalog is not self._planned:
            from xueku.site.pages import plan_pages

            self._planned = derived.catalog
            self._plans = list(plan_pages(derived.catalog, self.settings))

    def _forget_derived(self) -> None:
        """Give back the room that only lists need: it would be other processes' too."""
        self._intake.forget_derived()
        self._planned, self._plans = None, []
        if len(self.remade) >= POOL_FROM:
            give_back()

    def _maker(self, facts: tuple[Facts, Facts], frames: Frames, staging: Path, count: int) -> Maker:
        # With its templates a tenth of a second to load, which a build without a changed record need not spend.
        from xueku.update.making import Maker

        known, shown = facts
        return Maker(self._checks.checker(known, count), shown, frames, staging, self._offer)

    def _places(self) -> list[tuple[str, str]]:
        """Addresses and titles of the lists, which an engine's navigation and pages may name."""
        return [(plan.address, plan.title) for plan in self._plans]

    def _make_records(self, stale: Sequence[str], frames: Frames) -> None:
        """Make these records anew."""
        reading = self._intake.reading
        self._records.forget(self._intake.changes.gone)
        pages = 0
        if stale:
            with self._intake.facts_for(len(stale)) as facts:
                maker = self._maker(facts, frames, self.outputs.staging, len(stale))
                pages = self._records.make(stale, maker, reading, self.settings.root)
        self._checks.settle()
        self.profile.count("生成的材料", len(stale))
        self.profile.count("生成的网页", pages)

    def _what_makes_kits(self) -> tuple[Press | None, Sequence[Diagnostic]]:
        """What sets the papers of kits, None where there are to be no kits or there can be none, and what is to be told of that."""
        if not self.settings.site.kits:
            return None, ()
        from xueku.release.readiness import readiness

        return readiness(self.settings, self.mode)

    def _make_kits(self, made: Sequence[str]) -> None:
        """The kits of the records that were made anew. A preview makes none: its server does when it is asked for one."""
        if self._press is None or self.mode == "preview":
            self._kits.forget()
            return
        self._kits.forget(self._intake.changes.gone)
        folder = f"{self.settings.site.content}/{Course.kind.collection}/"
        stale = [path for path in made if path.startswith(folder)]
        self.profile.count("课程包", self._made_kits(stale, self._press) if stale else 0)

    def _made_kits(self, stale: Sequence[str], press: Press) -> int:
        # With all that sets papers a quarter of a second to load.
        from xueku.update.kit_making import KitMaker

        shaping = digest_of(*shared.of_kits(press).values())
        # Other processes take part from two kits on.
        with (
            self.profile.stage("制作课程包"),
            self._intake.facts_for(POOL_FROM if len(stale) > 1 else 1) as (_, shown),
        ):
            maker = KitMaker(shown, shaping, press, self.outputs.staging)
            return self._kits.make(stale, maker, self._intake.reading)

    def _make_lists(self, frames: Frames, is_afresh: bool) -> None:
        """The pages that list records, where what they show is not as it was."""
        if self._intake.derived is None:
            return
        from xueku.update.making import write_page

        self._plan()
        table, digests = self.store.table("lists"), self._intake.digests()
        plans = {plan.address: plan for plan in self._plans}
        for address, plan in plans.items():
            key = digest_of(pack(plan.details), *(digests[id_] for id_ in plan.records))
            if is_afresh or table.get(address) != key:
                page = write_page(plan.make(), frames, self.outputs.staging)
                self.outputs.note_staged({address: page.digest})
                table[address] = key
                self.profile.count("生成的网页", 1)
        table.drop(set(table) - plans.keys())
        self._addresses.own("/lists", plans)

    def _write_map(self, part: EnginePart, are_others: bool) -> None:
        """The site map, where a page came, went or got another day, or lists may be others than before."""
        table = self.store.table("map")
        key = digest_of(part.site_url, pack(part.pages), str(part.committed_at))
        if self._records.pages_changed or are_others or table.get("key") != key:
            lists = ((address, "") for address in self.store.table("lists"))
            pages = [*self._records.pages(), *lists, *part.pages]
            files = sitemap(part.site_url, pages, part.committed_at)
            self.outputs.stage(files.items())
            self._addresses.own("/map", files)
            table["key"] = key

    def _write_assets(self) -> None:
        files = {
            address: content for address, content in assets().values() if address not in self.outputs.kept
        }
        self.outputs.stage(files.items())
        self._addresses.own("/assets", (address for address, _ in assets().values()))
