"""What a page names beside its own record, as a link or as words."""

from __future__ import annotations

from dataclasses import dataclass

from xueku.catalog.catalog import Catalog


@dataclass(frozen=True)
class Neighbour:
    """Another record that a page names, a place of it, or a text outside the library, and a word or two on why. Without an address it is words."""

    address: str
    title: str
    note: str = ""
    anchor: str = ""


def neighbour(catalog: Catalog, id_: str, note: str = "") -> Neighbour:
    """A record, with what kind it is."""
    record = catalog.records[id_]
    words = " · ".join(filter(None, (record.kind.noun, note)))
    return Neighbour(record.address, record.resource.title, words)
