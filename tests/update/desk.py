"""A project under way: builds in this process, over a store and without one, and edits as people make them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.samples import LIBRARY, write_content
from tests.site.conftest import tree
from xueku.build import examine
from xueku.model.record import Mode
from xueku.model.settings import Settings, SiteSettings
from xueku.search.documents import DOCS_KIND, Document, Passage
from xueku.site.frame import Frame, mark
from xueku.site.pages import sections
from xueku.update.engine import EnginePart
from xueku.update.examining import examined
from xueku.update.run import Outcome, begin, conclude
from xueku.update.store import Store, digest_of
from xueku.update.updater import Updater

_FRAME = "<title>{title}</title><meta content={description}><link href={folder}/{file}><!--{about}--><main>{main}</main>"


@dataclass
class Desk:
    """A project in `root`. `handbook` is the text of a docs page, `look` stands for the theme."""

    root: Path
    mode: Mode = "publish"
    site_name: str = "支部学库"
    site: SiteSettings = field(default_factory=SiteSettings)
    handbook: str = "先看课程包。"
    look: str = "红"
    last: dict[str, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    has_outdated: bool = False

    @classmethod
    def begin(cls, root: Path, mode: Mode = "publish") -> Desk:
        """A desk with the library of the tests on it."""
        write_content(root, LIBRARY)
        return cls(root, mode)

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return Settings(self.root, self.site_name, self.site)

    @property
    def target(self) -> Path:
        """Where the site is."""
        return self.root / "site"

    @property
    def content(self) -> Path:
        """Where the records are."""
        return self.root / "content"

    def build(self) -> Outcome:
        """A build that knows of the one before."""
        updater = self.begun()
        outcome = self.run(updater, self.mode == "preview")
        self.last, self.reasons = updater.profile.counts, updater.reasons
        return outcome

    def begun(self) -> Updater:
        """An updater over what the builds before left."""
        return begin(self.settings, self.mode, self.target)

    def clean(self, shows_faults: bool = False) -> tuple[Outcome, dict[str, bytes]]:
        """What a build gives that knows of nothing, and its site."""
        folder = self.root / ".clean"
        shutil.rmtree(folder, ignore_errors=True)
        updater = Updater(self.settings, self.mode, Store(None), folder / "site")
        outcome = self.run(updater, shows_faults)
        return outcome, tree(folder / "site") if (folder / "site").exists() else {}

    def run(self, updater: Updater, shows_faults: bool = False) -> Outcome:
        """A whole run, as adapters do it."""
        try:
            return self.go_through(updater, shows_faults)
        finally:
            updater.close()

    def go_through(self, updater: Updater, shows_faults: bool) -> Outcome:
        """A whole run after which the updater is still of use."""
        part = self.engine_part()
        updater.read()
        kept = updater.kept_engine_part(part.key)
        if kept is None:
            assert updater.derived
            updater.outputs.staging.joinpath("手册.html").write_text(self.handbook, "utf-8")
        outcome = conclude(updater, kept or part, is_new=kept is None, shows_faults=shows_faults)
        self.held, self.has_outdated = updater.held, bool(updater.outdated)
        return outcome

    def engine_part(self) -> EnginePart:
        """What an engine would give."""
        words = {name: mark(name) for name in ("title", "description", "folder", "file", "main")}
        about = f"{self.look} {self.site_name}"
        frames = {section: Frame.cut(_FRAME.format(about=about, **words)) for section in sections()}
        passage = Passage("手册.html", "", self.handbook)
        return EnginePart(
            digest_of(self.handbook, about),
            frames,
            (Document("手册", DOCS_KIND[0], (passage,)),),
            (("手册.html", "2026-01-01"),),
            ("手册.html",),
            ("shown.records:chongwen-shici",),
            "http://xueku.example/",
            1_767_225_600,
        )

    def texts(self) -> list[Path]:
        """The main files of all records."""
        return sorted(
            file
            for file in self.content.rglob("*.md")
            if file.name not in ("handout.md", "host.md") and not file.name.startswith("共用")
        )

    def write(self, name: str, text: str) -> Path:
        """A file of the content."""
        place = self.content / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return place

    def change(self, name: str, old: str, new: str) -> None:
        """Words in a file of the content, which must be there."""
        place = self.content / name
        text = place.read_text("utf-8")
        assert old in text
        place.write_text(text.replace(old, new), "utf-8")


class Preview:
    """A desk as a preview server keeps it: one updater that goes on from edit to edit, told which files changed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._updater: Updater | None = None
        self._part: EnginePart | None = None
        self._settings = desk.settings
        self._files = self._stamps()
        self._has_served = False
        self._count = 0

    def answer(self) -> Outcome:
        """Bring the site up to date."""
        before, self._files = self._files, self._stamps()
        changed = [Path(path) for path, _ in before.items() ^ self._files.items()]
        is_content_only = self._settings == self.desk.settings
        self._settings = self.desk.settings
        return (self._update(sorted({*changed})) if is_content_only else None) or self._build()

    def end(self, is_killed: bool) -> None:
        """Stop serving: what is known is kept, unless the process is killed."""
        if self._updater and not is_killed:
            self._updater.put()
        if self._updater:
            self._updater.close()
        self._updater, self._has_served = None, False

    def _update(self, changed: list[Path]) -> Outcome | None:
        updater, part = self._updater, self._part
        if updater is None or part is None or part.key != self.desk.engine_part().key:
            return None
        updater.renew()
        updater.read(changed)
        if updater.kept_engine_part(part.key) is None:
            return None
        updater.make_pages(part, is_new=False)
        if any(map(updater.stops, updater.findings)):
            return Outcome(updater.findings, is_refused=True)
        updater.put_for_now()
        updater.make_index(part)
        updater.put_for_now()
        self._count += 1
        if self._count % 2:
            # As where nothing happens for a while.
            updater.put()
        return Outcome(updater.findings, is_refused=False)

    def _build(self) -> Outcome:
        if self._updater:
            self._updater.close()
        self._updater, self._part = self.desk.begun(), self.desk.engine_part()
        outcome = self.desk.go_through(self._updater, not self._has_served)
        if outcome.is_refused:
            self._updater.close()
            self._updater = None
        self._has_served |= not outcome.is_refused
        return outcome

    def equals_clean(self) -> Outcome:
        """Answer, and compare site and findings with a clean build; gives the outcome."""
        before = tree(self.desk.target) if self.desk.target.exists() else {}
        shows_faults = not self._has_served
        outcome = self.answer()
        held, has_outdated = self.desk.held, self.desk.has_outdated
        if self._updater:
            held, has_outdated = self._updater.held, bool(self._updater.outdated)
        if has_outdated:
            # What a clean build cannot know.
            return outcome
        expected, site = self.desk.clean(shows_faults)
        assert list(map(str, outcome.findings)) == list(map(str, expected.findings))
        assert outcome.is_refused == expected.is_refused
        wrong = differing(tree(self.desk.target), before if outcome.is_refused else site)
        assert {*wrong} <= held, wrong
        return outcome

    def _stamps(self) -> dict[str, tuple[int, int]]:
        return {
            str(file): (file.stat().st_mtime_ns, file.stat().st_ctime_ns)
            for file in self.desk.content.resolve().rglob("*")
            if file.is_file()
        }


def equals_clean(desk: Desk) -> Outcome:
    """Build, and compare site and findings with a clean build; gives the outcome."""
    before = tree(desk.target) if desk.target.exists() else {}
    outcome = desk.build()
    held = desk.held
    if desk.has_outdated:
        # What a clean build cannot know.
        return outcome
    expected, site = desk.clean(desk.mode == "preview")
    assert list(map(str, outcome.findings)) == list(map(str, expected.findings))
    assert outcome.is_refused == expected.is_refused
    now = tree(desk.target) if desk.target.exists() else {}
    wrong = {*differing(now, before if outcome.is_refused else site)} - held
    assert not wrong, wrong
    assert not list(desk.root.glob(".site-new-*"))
    return outcome


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The names of what is not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def codes(desk: Desk) -> list[str]:
    """The codes of all findings, hints too: of a check that knows of the one before, which says the same as one that does not."""
    with examined(desk.settings) as found:
        assert found.findings == list(examine(desk.settings).findings)
        return [finding.code for finding in found.findings]
