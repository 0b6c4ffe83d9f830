"""The pipeline: from files to everything that a site, an index or an export needs."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xueku.catalog.assembly import assemble
from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Mode
from xueku.model.settings import Settings
from xueku.render.link import Linked, link
from xueku.render.parts import Cache, render_all
from xueku.review.publish import publish
from xueku.rules import RULES, check
from xueku.source.records import read_records
from xueku.source.vocabularies import read_vocabularies


@dataclass(frozen=True)
class Checked:
    """Everything that was read and linked, and every finding, sorted by place."""

    linked: Linked
    findings: Sequence[Diagnostic]

    def count(self, severity: Severity) -> int:
        """The number of findings of this weight."""
        return sum(finding.severity == severity for finding in self.findings)


def examine(settings: Settings, cache: Cache | None = None) -> Checked:
    """Read, link and check all content. Raises XuekuError if there is no content folder."""
    records, found = read_records(settings.content_dir, KINDS, settings.root)
    vocabularies, in_vocabularies = read_vocabularies(settings.content_dir, settings.root)
    catalog, unresolved = assemble(records, vocabularies)
    linked = link(catalog, render_all(catalog, cache))
    return Checked(linked, sorted({*found, *in_vocabularies, *unresolved, *check(linked, RULES)}))
