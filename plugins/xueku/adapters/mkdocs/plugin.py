"""The MkDocs plugin: each event is a short step of a `FramedSite`, or of a `WholeSite`."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from xueku import spare_the_processor
from xueku.adapters.mkdocs.audience import CURRENT
from xueku.adapters.mkdocs.docs_text import DocsPages, docs_document
from xueku.adapters.mkdocs.examination import FRAME_PAGE
from xueku.adapters.mkdocs.framed import FramedSite
from xueku.adapters.mkdocs.key import site_folder
from xueku.adapters.mkdocs.live import PreviewServer, faults_of
from xueku.adapters.mkdocs.pages import ShownPage, add_page, leave_out_ours
from xueku.adapters.mkdocs.telling import Doubts, log, tell_plainly
from xueku.adapters.mkdocs.whole import WholeSite, foreign_plugins
from xueku.model.diagnostic import Severity, XuekuError
from xueku.model.record import Mode, Record
from xueku.render.markdown import EXTENSION_SETTINGS, EXTENSIONS, draw_boxes
from xueku.search.engine import MANIFEST
from xueku.search.engines import ENGINES
from xueku.site.assets import assets
from xueku.site.page import relative
from xueku.site.policy import POLICY
from xueku.source.docs_pages import refuse_strangers, unreadable_pages
from xueku.source.history import committed_at
from xueku.source.settings import read_settings
from xueku.update.remarks import Remarks
from xueku.update.run import FOLDER, Outcome, begin, disk_refusal, refusal

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.HINT: logging.INFO}
_RECORD_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?) href="xk:(?P<id>[a-z0-9-]+)(?:#(?P<anchor>[^"]*))?"(?P<after>[^>]*)>(?P<inner>.*?)</a>',
    re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
"""What maintainers tell each other; in code it is escaped."""
_UNUSED_OF_MATERIAL = re.compile(
    r"assets/(?:javascripts/|images/favicon|stylesheets/palette|stylesheets/.*\.map$)"
)
_STYLE_SHEET = "assets/stylesheets/main.*.min.css"
_THEME = Path(__file__).parent / "theme"


class CannotGoOn(Abort):
    """A state that a build cannot go on from: told without traceback, exit status 2."""

    code = exit_code = 2


class OpenConfig(Config):  # type: ignore[no-untyped-call]
    """Takes whatever stands under the plugin's name; `source.settings` reads and checks it."""

    def load_dict(self, patch: dict[str, Any]) -> None:
        """Keep the values; they are read from the file again, with their places."""
        self.data.update(patch or {})

    def validate(self) -> tuple[list[Any], list[Any]]:
        """Nothing is checked here."""
        return [], []


class XuekuPlugin(BasePlugin[OpenConfig]):  # type: ignore[no-untyped-call]
    """Places the pages of `content/` into a Material site."""

    def __init__(self) -> None:
        self.command: Literal["build", "gh-deploy", "serve"] = "build"
        self.site: FramedSite | WholeSite | None = None
        self.has_served = False
        self.doubts = Doubts()
        self.remarks: tuple[Remarks, ...] = ()
        self.faults: list[str] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs. Having this event also keeps the plugin between rebuilds."""
        self.command = command
        spare_the_processor()
        if CURRENT.is_told_plainly:
            tell_plainly()

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, then set up Markdown, theme and output."""
        try:
            self.settings, self.findings = read_settings(Path(config.config_file_path))
            refuse_strangers(self.settings.docs_dir, self.settings.docs)
            self.docs = DocsPages(config.site_url or "")
            self.doubts.begin(self.docs.doubts)
            # A folder's address shows a directory listing on file://, so every address ends in a file name.
            config.use_directory_urls = False
            self._set_dates()
            _set_markdown(config)
            self._set_theme(config)
            if self.site is not None:
                self.site.close()
            self.site = self._begin(config)
        except XuekuError as error:
            raise CannotGoOn(str(error)) from None
        config.site_dir = str(self.site.staging)
        if str(self.settings.content_dir) not in config.watch:
            config.watch.append(str(self.settings.content_dir))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read all content before MkDocs touches anything."""
        self._unreadable = unreadable_pages(self.settings.docs_dir, self.settings.docs)
        try:
            self._running.read()
        except XuekuError as error:
            raise CannotGoOn(str(error)) from None

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading what it cannot read; a finding tells of it, with all others."""
        return "" if page.file.src_uri in self._unreadable else None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages, and leave out what of Material no page uses."""
        for file in list(files):
            if _UNUSED_OF_MATERIAL.match(file.src_uri):
                files.remove(file)
        leave_out_ours(files, config.docs_dir)
        self._running.add(files, config)
        if self.command == "serve":
            add_page(files, FRAME_PAGE, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation, which frames show."""
        self.nav = nav
        return nav

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Resolve `xk:` links of docs pages, and collect their text for search."""
        if isinstance(page, ShownPage):
            return html
        html = _COMMENT.sub("", html)
        html = draw_boxes(_with_record_links(html, page.file.dest_uri, self._running.records))
        document = docs_document(page.file.dest_uri, str(page.title or ""), html)
        self.docs.documents += [document] if document else []
        self.docs.pages.append((page.file.dest_uri, str(page.update_date or "")))
        return html

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Draw what stands around our pages."""
        self._running.draw(env, config, files, self.nav)
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the site and put it in its place, unless there are errors."""
        self.doubts.end()
        try:
            outcome = self._running.finish(self.docs, self.findings, strict=bool(config.strict))
        except XuekuError as error:
            raise CannotGoOn(str(error)) from None
        if self.command == "serve" and isinstance(self.site, FramedSite):
            self.remarks = tuple(self.site.updater.remarks())
        self.faults = faults_of(outcome.findings)
        self._tell(outcome)
        self.has_served = True
        if self.command != "serve":
            self._running.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Serve from our folder, and answer an edit of content without MkDocs."""
        return PreviewServer(server, self, builder)

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing behind, and tell what is the disk's fault without traceback."""
        self.doubts.end()
        if self.site is not None:
            self.site.close()
            self.site = None
        if isinstance(error, OSError) and (refusal := disk_refusal(error)):
            raise CannotGoOn(str(refusal)) from None

    def on_shutdown(self) -> None:
        """Keep what a preview knows, so that the next one begins with it."""
        if isinstance(self.site, FramedSite) and self.command == "serve":
            # The next preview then begins anew, and says so itself.
            with suppress(XuekuError):
                self.site.updater.put()
        if self.site is not None:
            self.site.close()

    @property
    def _running(self) -> FramedSite | WholeSite:
        assert self.site is not None, "MkDocs calls on_config first"
        return self.site

    def _tell(self, outcome: Outcome) -> None:
        """Log findings and figures. Raises Abort if the run was refused."""
        for finding in outcome.findings:
            log.log(_LEVELS[finding.severity], "%s", finding)
        if outcome.is_refused:
            kept = "网站保持上一次的样子" if self.command == "serve" else "没有写出任何文件"
            raise Abort(refusal(outcome, kept))
        if errors := outcome.count(Severity.ERROR):
            log.warning("有 %d 处错误：写错的材料保持上一次的样子，没有的暂时不显示", errors)
        log.info("写出 %d 个文件，删除 %d 个", outcome.written, outcome.removed)

    def _set_dates(self) -> None:
        """MkDocs dates its archives by this; the commit gives it, never the clock."""
        os.environ["SOURCE_DATE_EPOCH"] = str(committed_at(self.settings.root))

    @property
    def preview_folder(self) -> Path:
        """Where a preview's site is."""
        return self.settings.root / FOLDER / "preview"

    def _begin(self, config: MkDocsConfig) -> FramedSite | WholeSite:
        """A site for what MkDocs was asked to do; one that goes to another folder than usual is made without what is known."""
        config_file, is_preview = Path(config.config_file_path), self.command == "serve"
        mode: Mode = "preview" if is_preview else CURRENT.mode
        target = self.preview_folder if is_preview else Path(config.site_dir)
        shows_faults = is_preview and not self.has_served
        if foreign := foreign_plugins(config):
            log.info("插件 %s 要看每一页，所以每次都重新生成全部网页", "、".join(foreign))
            return WholeSite(self.settings, mode, target, shows_faults, CURRENT.withheld)
        knows_last = is_preview or target.resolve() == site_folder(config_file).resolve()
        updater = begin(self.settings, mode, target, knows_last=knows_last, withheld=CURRENT.withheld)
        return FramedSite(updater, config_file, shows_faults)

    def _set_theme(self, config: MkDocsConfig) -> None:
        own = config.theme.custom_dir
        for template in _THEME.glob("*.html") if own else ():
            if (place := Path(str(own), template.name)).exists():
                message = "这个模板会顶掉学库的网页：没有标题、正文和安全策略"
                remedy = "删掉它；页眉和页脚可以在 partials/ 里换"
                raise XuekuError(f"{Path(str(own)).name}/{place.name}", message, remedy)
        config.theme.dirs.insert(1 if own else 0, str(_THEME))
        # Ours lists the records too.
        config.theme.static_templates -= {"sitemap.xml"}
        config.extra["xueku"] = {
            "policy": POLICY,
            "typography": _typography(config.theme.dirs),
            "assets": {name: address for name, (address, _) in assets().items()},
            "search": {
                "manifest": MANIFEST,
                "client": assets()[ENGINES[self.settings.site.engine].client][0],
            },
        }


def _typography(theme_folders: list[str]) -> str:
    """The address of Material's style sheet; its name changes with each version."""
    sheets = (sheet for folder in theme_folders for sheet in Path(folder).glob(_STYLE_SHEET))
    return f"assets/stylesheets/{next(sheets).name}"


def _set_markdown(config: MkDocsConfig) -> None:
    """Docs pages are converted like content, with the extensions that a site adds."""
    added = [name for name in config.markdown_extensions if name not in (*EXTENSIONS, "fenced_code")]
    config.markdown_extensions = [*EXTENSIONS, *added]
    config.mdx_configs = {**EXTENSION_SETTINGS, **config.mdx_configs}


def _with_record_links(html: str, here: str, records: Mapping[str, Record]) -> str:
    def link(match: re.Match[str]) -> str:
        record = records.get(match["id"])
        if record is None and match["id"] in CURRENT.withheld:
            return match["inner"]
        if record is None:
            log.warning("%s: 链接 xk:%s 指向的材料不存在", here, match["id"])
            return match["inner"]
        address = relative(here, record.address, match["anchor"] or "")
        return f'<a{match["before"]} href="{address}"{match["after"]}>{match["inner"]}</a>'

    return _RECORD_LINK.sub(link, html)
