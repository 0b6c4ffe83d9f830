"""The MkDocs plugin: each event is a short step over the pipeline in `xueku.build`."""

from __future__ import annotations

import logging
import os
import re
import shutil
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from xueku.adapters.mkdocs.docs_text import docs_document
from xueku.adapters.mkdocs.pages import ShownPage, add_file, add_page
from xueku.build import Built, Checked, build, examine, index
from xueku.model.diagnostic import Severity, XuekuError
from xueku.render.markdown import EXTENSION_SETTINGS, EXTENSIONS, draw_boxes
from xueku.render.parts import Cache
from xueku.search import ENGINES
from xueku.search.documents import Document
from xueku.search.engine import MANIFEST
from xueku.site.assets import assets
from xueku.site.page import relative
from xueku.site.writer import make_staging, write_site
from xueku.source.history import committed_at
from xueku.source.settings import read_settings

log = logging.getLogger("mkdocs.plugins.xueku")

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.HINT: logging.INFO}
_RECORD_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?) href="xk:(?P<id>[a-z0-9-]+)(?:#(?P<anchor>[^"]*))?"(?P<after>[^>]*)>(?P<inner>.*?)</a>',
    re.DOTALL,
)
_UNUSED_OF_MATERIAL = re.compile(
    r"assets/(?:javascripts/|images/favicon|stylesheets/palette|stylesheets/.*\.map$)"
)
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
        self.cache: Cache = {}
        self.glossary: object = None
        self.has_served = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs. Having this event also keeps the plugin, and its cache, between rebuilds."""
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the settings, then set up Markdown, theme and output."""
        try:
            self.settings, self.findings = read_settings(Path(config.config_file_path))
            # A folder's address shows a directory listing on file://, so every address ends in a file name.
            config.use_directory_urls = False
            self._set_dates()
            _set_markdown(config)
            self._set_theme(config)
            self.site_dir, self.staging = Path(config.site_dir), None
            if self.command != "serve":
                self.staging = make_staging(self.site_dir)
                config.site_dir = str(self.staging)
        except XuekuError as error:
            raise CannotGoOn(str(error)) from None
        if str(self.settings.content_dir) not in config.watch:
            config.watch.append(str(self.settings.content_dir))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check all content before MkDocs touches anything."""
        try:
            checked = self._examine()
        except XuekuError as error:
            raise CannotGoOn(str(error)) from None
        for finding in sorted([*self.findings, *checked.findings]):
            log.log(_LEVELS[finding.severity], "%s", finding)
        errors, warnings = checked.count(Severity.ERROR) + len(self.findings), checked.count(Severity.WARNING)
        if errors or (config.strict and warnings):
            # A first preview shows what can be shown; later ones keep the last good pages.
            if self.command != "serve" or self.has_served:
                kept = "网站保持上一次的样子" if self.command == "serve" else "没有写出任何文件"
                raise Abort(f"有 {errors} 处错误、{warnings} 处警告，{kept}。改好后再来。")
            log.warning("有 %d 处错误：读不出来的材料和断了的链接暂时不显示", errors)
        self.built = build(self.settings, checked, "preview" if self.command == "serve" else "publish")
        self.extra: list[Document] = []

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages, the files they need and the client; leave out what of Material no page uses."""
        for file in list(files):
            if _UNUSED_OF_MATERIAL.match(file.src_uri):
                files.remove(file)
        for page in self.built.pages:
            add_page(files, page, config)
        for address, path in self.built.files.items():
            add_file(files, address, config, abs_src_path=str(self.settings.root / path))
        for address, content in assets().values():
            add_file(files, address, config, content=content)
        return files

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve `xk:` links of docs pages, and collect their text for search."""
        if isinstance(page, ShownPage):
            return html
        html = draw_boxes(_with_record_links(html, page.file.dest_uri, self.built))
        document = docs_document(page.file.dest_uri, str(page.title or ""), html)
        self.extra += [document] if document else []
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Every text is known now: write the index."""
        for address, content in index(self.settings, self.built.shown, self.extra).items():
            add_file(files, address, config, content=content)
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in its place, unless `--strict` is about to refuse it."""
        self.has_served = True
        if self.staging is None or _has_strict_findings():
            return
        config.site_dir = str(self.site_dir)
        try:
            written, removed = write_site(self.staging, self.site_dir)
        except OSError as error:
            raise CannotGoOn(
                f"{self.site_dir.name}: 写不进去（{error.strerror}），检查权限和磁盘空间"
            ) from None
        log.info("写出 %d 个文件，删除 %d 个", written, removed)

    def on_build_error(self, error: Exception) -> None:
        """Leave nothing behind."""
        staging = getattr(self, "staging", None)
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """A rebuild that is refused leaves the server answering with the pages that it has."""

        def keep_serving() -> None:
            try:
                builder()
            except MkDocsException as refused:
                log.error("%s", refused.message)
            except Exception:
                # A bug of ours or of another plugin: told in full, and the editor goes on reading.
                log.exception("生成时出了意外，网站保持上一次的样子")

        server.builder = keep_serving
        return server

    def _examine(self) -> Checked:
        checked = examine(self.settings, self.cache)
        glossary = checked.linked.catalog.vocabularies.glossary
        if glossary != self.glossary and self.glossary is not None:
            self.cache.clear()
            checked = examine(self.settings, self.cache)
        self.glossary = glossary
        return checked

    def _set_dates(self) -> None:
        """MkDocs dates its site map and archives by this; the commit gives it, never the clock."""
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(committed_at(self.settings.root)))

    def _set_theme(self, config: MkDocsConfig) -> None:
        position = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(position, str(_THEME))
        config.extra["xueku"] = {
            "assets": {name: address for name, (address, _) in assets().items()},
            "search": {
                "manifest": MANIFEST,
                "client": assets()[ENGINES[self.settings.site.engine].client][0],
            },
        }


def _set_markdown(config: MkDocsConfig) -> None:
    """Docs pages are converted like content, with the extensions that a site adds."""
    added = [name for name in config.markdown_extensions if name not in (*EXTENSIONS, "fenced_code")]
    config.markdown_extensions = [*EXTENSIONS, *added]
    config.mdx_configs = {**EXTENSION_SETTINGS, **config.mdx_configs}


def _with_record_links(html: str, here: str, built: Built) -> str:
    def link(match: re.Match[str]) -> str:
        record = built.shown.catalog.records.get(match["id"])
        if record is None:
            log.warning("%s: 链接 xk:%s 指向的材料不存在", here, match["id"])
            return match["inner"]
        address = relative(here, record.address, match["anchor"] or "")
        return f'<a{match["before"]} href="{address}"{match["after"]}>{match["inner"]}</a>'

    return _RECORD_LINK.sub(link, html)


def _has_strict_findings() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, CountHandler) and any(handler.get_counts()) for handler in handlers)
