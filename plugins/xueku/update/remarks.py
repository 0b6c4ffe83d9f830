"""What there is to say on each record of a preview: every finding, hints too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from xueku.model.diagnostic import Diagnostic, in_order
from xueku.source.front_matter import sidecar_of
from xueku.update.checks import Checks
from xueku.update.intake import Intake


@dataclass(frozen=True)
class Remarks:
    """One record by the path of its main file. `id` and `address` are empty where it cannot be read."""

    path: str
    id: str
    address: str
    is_draft: bool
    findings: tuple[Diagnostic, ...]


def remarks_on(intake: Intake, checks: Checks, paths: Iterable[str] | None) -> Iterator[Remarks]:
    """What there is to say on the records of these paths, or on all."""
    elsewhere: dict[str, list[Diagnostic]] = {}
    for finding in intake.findings:
        elsewhere.setdefault(finding.span.path, []).append(finding)
    for path in [*intake.reading.paths] if paths is None else paths:
        record = intake.reading.record(path)
        files = [name for name in elsewhere if _belongs(name, path)]
        found = in_order([*checks.of(path), *(finding for name in files for finding in elsewhere[name])])
        if record is None:
            yield Remarks(path, "", "", False, tuple(found))
        else:
            yield Remarks(path, record.id, record.address, record.resource.status == "draft", tuple(found))


def _belongs(name: str, path: str) -> bool:
    """Whether a file is of the record whose main file has this path."""
    main = PurePosixPath(path)
    if main.name == "index.md":
        return name.startswith(f"{main.parent}/")
    return name in (path, str(main.with_name(sidecar_of(main.name))))
