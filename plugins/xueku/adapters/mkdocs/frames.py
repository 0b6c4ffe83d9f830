"""The frames of our pages: each section's is rendered once by MkDocs, with its theme and whatever else takes part."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from xueku.adapters.mkdocs.pages import ShownPage, add_page
from xueku.site.frame import Frame, mark
from xueku.site.page import Page
from xueku.site.pages import sections


def add_frame_pages(files: Files, config: MkDocsConfig) -> dict[str, ShownPage]:
    """Put a page with marks for each section among MkDocs' files; gives them by section."""
    return {
        section: add_page(files, Page(section, mark("title"), mark("description"), mark("main")), config)
        for section in sections()
    }


def render_frame(
    page: ShownPage, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation
) -> Frame:
    """The frame that MkDocs draws around a page with marks."""
    page.active = True
    context = get_context(nav, files.documentation_pages(), config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    html = env.get_template("main.html").render(context)
    page.active = False
    return Frame.cut(config.plugins.on_post_page(html, page=page, config=config) or "")
