"""What is different between two releases: records in plain words, and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xueku.release.manifest import Manifest, read_manifest
from xueku.release.notes import tell_difference
from xueku.release.records import read_entries
from xueku.release.siblings import without_siblings

_MOST = 40


def compare(old: Path, new: Path) -> Iterator[str]:
    """Lines on the releases in two folders. Raises XuekuError if one cannot be read."""
    before, after = read_manifest(old), read_manifest(new)
    yield f"# {before.name} → {after.name}"
    yield ""
    reasons = {id_: reason for id_, reason in after.withdrawn.items() if id_ not in before.withdrawn}
    yield from tell_difference(read_entries(old), read_entries(new), reasons)
    yield from _files(before, after)


def _files(before: Manifest, after: Manifest) -> Iterator[str]:
    old, new = before.site, after.site
    kinds = (
        ("新的", [path for path in without_siblings(new) if path not in old]),
        ("变了", [path for path in without_siblings(new) if path in old and old[path] != new[path]]),
        ("没有了", [path for path in without_siblings(old) if path not in new]),
    )
    yield f"## 文件：{'，'.join(f'{label} {len(paths)}' for label, paths in kinds)}"
    yield ""
    for label, paths in kinds:
        yield from (f"- {label} {path}" for path in paths[:_MOST])
        if len(paths) > _MOST:
            yield f"- {label} 另有 {len(paths) - _MOST} 个"
