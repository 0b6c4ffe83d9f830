"""Our pages and files as MkDocs knows them."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from xueku.adapters.mkdocs.telling import log
from xueku.site.page import Page
from xueku.site.pages import sections
from xueku.source.files import is_leftover

_FOLDERS = frozenset(section.partition("/")[0] for section in sections() if "/" in section)
_FILES = frozenset(
    {*(section for section in sections() if "/" not in section), "sitemap.xml", "sitemap.xml.gz"}
)
_ASSETS = ("assets/search/", "assets/xueku/")


class ShownPage(MkDocsPage):
    """A page whose `<main>` is finished: MkDocs neither reads nor converts anything for it."""

    def __init__(self, page: Page, title: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.shown = page
        if page.updated:
            self.update_date = page.updated

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read: the content is there."""
        self.markdown = ""
        self.meta = {"title": self.shown.title, "description": self.shown.description, "xueku": True}
        if self.shown.is_whole:
            self.meta["template"] = "whole.html"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing is converted: the content is there."""
        self.content = self.shown.main_html

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Our links are checked before any page is made."""


def leave_out_ours(files: Files, docs_dir: str) -> None:
    """Leave out files that stand where our pages and files do, or may do after an edit; of those in docs the log tells. Editors' leftovers go in silence."""
    for file in list(files):
        if any(map(is_leftover, file.src_uri.split("/"))) and file.src_dir == docs_dir:
            files.remove(file)
            continue
        first, _, below = file.dest_uri.partition("/")
        is_ours = first in _FOLDERS if below else first in _FILES
        if file.src_dir and (is_ours or file.dest_uri.startswith(_ASSETS)):
            if file.src_dir == docs_dir:
                log.warning("docs/%s 和网站自己的页面同名，没有放进网站", file.src_uri)
            files.remove(file)


def add_page(files: Files, page: Page, config: MkDocsConfig) -> ShownPage:
    """Put a page among MkDocs' files, in place of one of the same address."""
    source = page.address.removesuffix(".html") + ".md"
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    existing = files.get_file_from_path(source)
    if existing is not None:
        files.remove(existing)
    files.append(file)
    return ShownPage(page, _titles(config.nav).get(source, page.title), file, config)


def _titles(nav: Any) -> dict[str, str]:
    """The titles that mkdocs.yml gives to pages in `nav`: source path → title."""
    found: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else ():
        for title, below in item.items() if isinstance(item, dict) else ():
            found.update({below: title} if isinstance(below, str) else _titles(below))
    return found
