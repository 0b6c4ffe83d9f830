"""Whether a release is what was signed: every file named that is not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.kept import is_paper, kept_entries
from xueku.release.manifest import (
    KEPT,
    MANIFEST,
    SIGNATURE,
    SUMS,
    Entry,
    Manifest,
    entry_of,
    files_below,
    read_manifest,
    read_plain,
    sums_of,
)
from xueku.release.signature import signer_of

_MOST_NAMED = 50


@dataclass(frozen=True)
class Verdict:
    """What was found of a release. `signer` is empty where no allowed key signed it; `has_signature` tells whether anyone did."""

    manifest: Manifest
    signer: str
    has_signature: bool
    intact: int
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every file is as its manifest says."""
        return not (self.changed or self.missing or self.extra or self.renamed)

    @property
    def is_good(self) -> bool:
        """Whether it may be served."""
        return bool(self.signer) and self.is_whole

    @property
    def _way_out(self) -> str:
        if self.signer:
            return "重新拷一份发布包"
        if not self.has_signature:
            return "请发布的人用 xueku sign-release 签名，再拷一份"
        return "看名单里有没有发布人的公钥；名单没有错的，重新拷一份发布包"

    def damage(self) -> Iterator[str]:
        """What is told of files that are not as the manifest says."""
        for label, names in (("改过", self.changed), ("缺少", self.missing), ("多出", self.extra)):
            yield from _listed(label, names)
        yield from _listed("改名", [f"{old} → {new}" for old, new in self.renamed])

    def lines(self) -> Iterator[str]:
        """What is told of it."""
        yield f"发布 {self.manifest.name}：完好 {self.intact} 个文件"
        if self.signer:
            yield f"签名有效：{self.signer}"
        elif self.has_signature:
            yield "签名无效：不是名单里的钥匙签的，名单里限了它的期限或用途，或者签过以后清单改过"
        else:
            yield f"没有签名（缺 {SIGNATURE}）"
        yield from self.damage()
        if not self.is_good:
            yield f"结论：不完好，不要使用。改法：{self._way_out}"


def verify_folder(folder: Path, signers: Path | None, workers: int | None = None) -> Verdict:
    """What is to be said of the release in a folder; without `signers` only whether it is whole.

    Raises XuekuError if there is none, or no list of allowed keys.
    """
    manifest = read_manifest(folder)
    signer = signer_of(folder, signers) if signers else ""
    there = {*files_below(folder)}
    kept = kept_entries(folder, signers) if signers else {}
    expected = {**kept, **manifest.files}
    own = {MANIFEST, SIGNATURE, SUMS, *filter(is_paper, there)}
    changed, missing = [], [path for path in manifest.files if path not in there]
    with ThreadPoolExecutor(workers or min(8, os.cpu_count() or 1)) as pool:
        known = sorted(there & expected.keys())
        for path, same in zip(
            known, pool.map(lambda path: _is(folder / path, expected[path]), known), strict=True
        ):
            if not same:
                changed.append(path)
    if SUMS not in there:
        missing.append(SUMS)
    elif not _has_sums(folder, manifest):
        changed.append(SUMS)
    renamed, missing, extra = _pair(folder, manifest, missing, sorted(there - expected.keys() - own))
    intact = (
        len(manifest.files)
        - len(missing)
        - len(renamed)
        - len([path for path in changed if path in manifest.files])
    )
    return Verdict(
        manifest,
        signer,
        SIGNATURE in there,
        intact,
        tuple(sorted(changed)),
        tuple(missing),
        tuple(extra),
        tuple(renamed),
    )


def refuse_what_no_package_has(folder: Path, manifest: Manifest) -> None:
    """Raise XuekuError if what was unpacked has another name than its manifest says, or what only installed releases have."""
    if os.path.lexists(folder / KEPT):
        raise XuekuError(manifest.name, f"发布包里不该有 {KEPT}/，不要使用", "重新取一份发布包")
    if folder.name != manifest.name:
        raise XuekuError(folder.name, f"文件夹的名字和清单对不上（应是 {manifest.name}）", "重新取一份发布包")


def release_sums(manifest: Manifest) -> str:
    """The text of `SHA256SUMS`: every file and the manifest."""
    return sums_of({**manifest.files, MANIFEST: Entry(manifest.digest, 0)})


def _has_sums(folder: Path, manifest: Manifest) -> bool:
    try:
        return read_plain(folder / SUMS) == release_sums(manifest).encode()
    except OSError:
        return False


def _is(file: Path, expected: Entry) -> bool:
    try:
        # A pipe would be waited for, for ever.
        if file.is_symlink() or not file.is_file() or file.stat().st_size != expected.size:
            return False
        return entry_of(file) == expected
    except OSError:
        return False


def _pair(
    folder: Path, manifest: Manifest, missing: list[str], extra: list[str]
) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Which files that nobody knows are missing ones under other names; and what is left of both."""
    wanted: dict[Entry, list[str]] = {}
    for path in sorted(missing):
        if path in manifest.files:
            wanted.setdefault(manifest.files[path], []).append(path)
    renamed, left = [], []
    for path in extra:
        old = wanted.get(_entry(folder / path) or Entry("", -1))
        if old:
            renamed.append((old.pop(0), path))
        else:
            left.append(path)
    found = {old for old, _ in renamed}
    return renamed, [path for path in sorted(missing) if path not in found], left


def _entry(file: Path) -> Entry | None:
    try:
        return entry_of(file) if file.is_file() and not file.is_symlink() else None
    except OSError:
        return None


def _listed(label: str, names: Mapping[str, str] | tuple[str, ...] | list[str]) -> Iterator[str]:
    shown = [*names][:_MOST_NAMED]
    yield from (f"  {label}：{name.removeprefix('./')}" for name in shown)
    if len(names) > len(shown):
        yield f"  {label}：另有 {len(names) - len(shown)} 个"
