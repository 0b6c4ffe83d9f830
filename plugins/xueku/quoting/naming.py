"""What findings on quotations call a work and its places."""

from __future__ import annotations

from xueku.model.work_text import Place, WorkText


def named(work: WorkText, place: Place | None) -> str:
    """A work with its version, and a place of it."""
    return f"{work.name}{place.label}" if place else work.name


def pasted(work: WorkText, place: Place | None) -> str:
    """The link that cites a place of a work, to be pasted."""
    title = work.title if work.title.startswith("《") else f"《{work.title}》"
    if place is None or not place.anchor:
        return f"[{title}](xk:{work.id})"
    return f"[{title}{place.label}](xk:{work.id}#{place.anchor})"
