"""Pages at addresses where a record was: one that leads on, one that says why there is nothing. They need neither frame nor script."""

from __future__ import annotations

from xueku.site.templates import render

PAUSED = "这份材料正在修订，改好审过以后会回来"


def forwarding_page(here: str, there: str, title: str) -> bytes:
    """The page at `here` that leads to the record at `there`."""
    return render("moved.html", here, there=there, title=title).encode("utf-8", "xmlcharrefreplace")


def tombstone_page(here: str, reason: str) -> bytes:
    """The page at `here` of a record that is no longer shown."""
    return render("moved.html", here, there="", reason=reason).encode("utf-8", "xmlcharrefreplace")
