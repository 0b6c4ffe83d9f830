"""A whole document around a `<main>`, without the site's frame: pages that fill a screen, folders that are opened by double click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from xueku.site.assets import assets
from xueku.site.page import Page, relative
from xueku.site.policy import POLICY
from xueku.site.templates import render

Scheme = Literal["", "light", "dark"]


@dataclass(frozen=True)
class Loaded:
    """What a document loads, as addresses written from it. Of the scripts, `early` ones run before anything is painted."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    early: tuple[str, ...] = ()
    icon: str = ""


def site_loads(here: str, *names: str) -> Loaded:
    """What the page at `here` loads of the site's own assets: look and client of every page, then these by plain name."""
    addresses = {name: relative(here, address) for name, (address, _) in assets().items()}
    return Loaded(
        styles=tuple(addresses[name] for name in ("xueku.css", *names) if name.endswith(".css")),
        scripts=tuple(addresses[name] for name in ("xueku.js", *names) if name.endswith(".js")),
        early=(addresses["early.js"],),
        icon=addresses["favicon.svg"],
    )


def bare_page(page: Page, loaded: Loaded, scheme: Scheme = "", leads_to: str = "") -> Page:
    """The page as a whole document; `scheme` is its look until the reader chooses one, empty for what the system prefers.

    A browser goes on to the address `leads_to` by itself; no search engine keeps such a page.
    """
    html = render(
        "bare.html",
        page.address,
        page=page,
        main=Markup(page.main_html),
        loaded=loaded,
        scheme=scheme,
        policy=Markup(POLICY),
        leads_to=leads_to,
    )
    return Page(page.address, page.title, page.description, html, page.updated, is_whole=True)
