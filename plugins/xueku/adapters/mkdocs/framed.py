"""A build in which MkDocs draws a frame for each section of our pages, and only what changed is made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from xueku.adapters.mkdocs.docs_text import DocsPages
from xueku.adapters.mkdocs.frames import add_frame_pages, render_frame
from xueku.adapters.mkdocs.key import engine_key
from xueku.adapters.mkdocs.pages import add_page
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.site.page import Page
from xueku.site.pages import plan_pages
from xueku.site.writer import list_files
from xueku.source.history import committed_at
from xueku.update.engine import EnginePart
from xueku.update.run import Outcome, conclude
from xueku.update.store import StoreError
from xueku.update.updater import Updater


class FramedSite:
    """A site that an updater makes, inside MkDocs' events: `read`, `add`, `draw`, `finish`; or `close` after any of them.

    `part` is what MkDocs contributed, once it is finished.
    """

    def __init__(self, updater: Updater, config_file: Path, shows_faults: bool) -> None:
        self.updater, self._config_file, self._shows_faults = updater, config_file, shows_faults
        self.part: EnginePart | None = None
        self._read: set[str] = set()

    @property
    def staging(self) -> Path:
        """Where MkDocs writes its own files."""
        return self.updater.outputs.staging

    @property
    def records(self) -> Mapping[str, Record]:
        """The records that are shown; which are asked for is noted."""
        return self._shown

    def read(self) -> None:
        """Read what changed. Raises XuekuError if there is no content folder."""
        # Before MkDocs reads anything: what changes from now on is for the next build.
        self._key = engine_key(self._config_file, self.updater.settings)
        try:
            self.updater.read()
        except StoreError:
            self.updater = self.updater.anew()
            self.updater.read()
        self._shown: Mapping[str, Record] = self.updater.derived.shown.traced(self._read).records

    def add(self, files: Files, config: MkDocsConfig) -> None:
        """Put among MkDocs' files pages that stand for our lists, which docs and navigation may name, and pages with marks."""
        plans = plan_pages(self.updater.derived.catalog, self.updater.settings)
        self._places = [add_page(files, Page(plan.address, plan.title, "", ""), config) for plan in plans]
        self._frame_pages = add_frame_pages(files, config)

    def draw(self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        """Let MkDocs draw the frames; the pages themselves are none of its work."""
        self._frames = {
            section: render_frame(page, env, config, files, nav)
            for section, page in self._frame_pages.items()
        }
        for page in [*self._frame_pages.values(), *self._places]:
            if page.file.src_uri in files:
                files.remove(page.file)

    def finish(self, docs: DocsPages, found: Sequence[Diagnostic], *, strict: bool) -> Outcome:
        """Make our pages and the index, and put the site in its place, unless there are errors. Raises XuekuError if the disk refuses."""
        self.part = EnginePart(
            key=self._key or b"",
            frames=self._frames,
            documents=tuple(docs.documents),
            pages=tuple(docs.pages),
            files=tuple(list_files(self.staging)),
            read=tuple(sorted(self._read)),
            site_url=docs.site_url,
            committed_at=committed_at(self.updater.settings.root),
            doubts=tuple(docs.doubts),
        )
        self._shown = {}
        how = {"strict": strict, "shows_faults": self._shows_faults}
        try:
            return conclude(self.updater, self.part, found, is_new=True, **how)
        except StoreError:
            self.updater = self.updater.anew()
            self.updater.read()
            return conclude(self.updater, self.part, found, is_new=True, **how)

    def close(self) -> None:
        """Let everything go."""
        self.updater.close()
