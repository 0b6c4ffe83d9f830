"""A build in which MkDocs makes every page, because another plugin wants to see each; nothing is kept for the next one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from xueku.adapters.mkdocs.docs_text import DocsPages
from xueku.adapters.mkdocs.pages import add_page
from xueku.build import Built, Checked, build, examine, index
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError, in_order
from xueku.model.record import Mode, Record
from xueku.model.settings import Settings
from xueku.model.system_error import system_reason
from xueku.review.publish import Withheld, files_of, weighed, withheld_findings
from xueku.site.assets import assets
from xueku.site.question_bank import bank_files
from xueku.site.sitemap import sitemap
from xueku.site.writer import make_staging, write_file, write_site
from xueku.site.written import overlooked
from xueku.source.history import committed_at
from xueku.update.overlook import findings_of
from xueku.update.run import PROFILE, Outcome, own_folder

_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)
_KNOWN = frozenset({"xueku", "search", "material/search"})
"""Plugins whose part in a page is none that a reader of our pages would see."""


def foreign_plugins(config: MkDocsConfig) -> list[str]:
    """The names of other plugins that take part in the making of pages."""
    return [
        name
        for name, plugin in config.plugins.items()
        if name not in _KNOWN and any(_listens(plugin, event) for event in _PAGE_EVENTS)
    ]


def _listens(plugin: object, event: str) -> bool:
    """Whether a plugin, or a module of hooks, has this event."""
    if isinstance(plugin, BasePlugin):
        return getattr(type(plugin), f"on_{event}") is not getattr(BasePlugin, f"on_{event}")
    return hasattr(plugin, f"on_{event}")


class WholeSite:
    """All pages of a site, handed to MkDocs. The steps are `read`, `add`, `draw`, `finish`; or `close` after any of them."""

    def __init__(
        self,
        settings: Settings,
        mode: Mode,
        target: Path,
        shows_faults: bool,
        withheld: Mapping[str, Withheld],
    ) -> None:
        """Raises XuekuError if the site's folder cannot be written to."""
        self._withheld = withheld
        self._settings, self._mode, self._target = settings, mode, target
        self._shows_faults = shows_faults
        self.staging = make_staging(target)

    def read(self) -> None:
        """Read and check all content. Raises XuekuError if there is none."""
        self._checked: Checked = examine(self._settings)
        self._built: Built = build(self._settings, self._checked, self._mode, self._withheld)

    @property
    def records(self) -> Mapping[str, Record]:
        """The records that are shown."""
        return self._built.shown.catalog.records

    def add(self, files: Files, config: MkDocsConfig) -> None:
        """Put every page among MkDocs' files."""
        self._days = []
        for page in self._built.pages:
            add_page(files, page, config)
            self._days.append((page.address, page.updated))

    def draw(self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        """Nothing: MkDocs makes the pages."""

    def finish(self, docs: DocsPages, found: Sequence[Diagnostic], *, strict: bool) -> Outcome:
        """Add what is no page, and put the site in its place, unless there are errors. Raises XuekuError if the disk refuses."""
        told = {*found, *self._checked.findings}
        records = self._checked.linked.catalog.records.values()
        drafts = {record.path for record in records if record.resource.status == "draft"}
        findings = in_order(
            finding
            for finding in weighed(
                told - {*withheld_findings(told, self._withheld.values())}, files_of(drafts)
            )
            if finding.severity > Severity.HINT
        )
        outcome = Outcome(findings, tuple(docs.doubts))
        if not self._shows_faults and outcome.has_to_stop(strict):
            return replace(outcome, is_refused=True)
        root, day = self._settings.root, committed_at(self._settings.root)
        self._write(dict(assets().values()))
        self._write(bank_files(self._built.shown))
        self._write(index(self._settings, self._built.shown, docs.documents))
        self._write(sitemap(docs.site_url, [*self._days, *docs.pages], day))
        self._write({address: (root / path).read_bytes() for address, path in self._built.files.items()})
        if self._mode != "preview":
            findings = in_order([*findings, *findings_of(overlooked(self.staging), {})])
            outcome = replace(outcome, findings=findings)
            if outcome.has_to_stop(strict):
                return replace(outcome, is_refused=True)
        try:
            written, removed = write_site(self.staging, self._target)
        except OSError as error:
            raise XuekuError(
                self._target.name, f"写不进去（{system_reason(error)}）", "检查权限和磁盘空间，再生成一次"
            ) from None
        # What a build that had stages left is not about this one.
        (own_folder(self._settings) / PROFILE).unlink(missing_ok=True)
        self.close()
        return replace(outcome, written=written, removed=removed)

    def close(self) -> None:
        """Leave the site as it was."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def _write(self, files: Mapping[str, bytes]) -> None:
        for address, content in files.items():
            write_file(self.staging / address, content)
