"""The one gate: only what passes here reaches pages, index, exports and feeds."""

from __future__ import annotations

from xueku.model.record import Mode
from xueku.render.link import Linked, link

_WITHHELD: dict[Mode, frozenset[str]] = {
    "publish": frozenset({"draft", "withdrawn"}),
    "preview": frozenset({"withdrawn"}),
}


def publish(linked: Linked, mode: Mode) -> Linked:
    """What a reader may see; in `preview` an editor also sees drafts. Facets, links and counts follow anew."""
    withheld = {
        id_ for id_, record in linked.catalog.records.items() if record.resource.status in _WITHHELD[mode]
    }
    return link(linked.catalog.without(withheld), linked.rendered)
