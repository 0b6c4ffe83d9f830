"""A package becomes the served release, or nothing happens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.durable import need_space, passing_folder, remove, sweep, sync_folder, sync_tree
from xueku.release.hashed import is_hashed
from xueku.release.lock import locked
from xueku.release.log import AGAIN, INSTALL, ROLLBACK, note
from xueku.release.manifest import KEPT, MANIFEST, SIGNATURE, Manifest, entry_of, read_manifest
from xueku.release.package import LIMITS, Limits, size_unpacked, unpack
from xueku.release.records import read_entries
from xueku.release.served import Served
from xueku.release.verify import Verdict, verify_folder

Tell = Callable[[str], None]
KEEP = 5
_CODE = "site/assets/xueku/"


def install(
    served: Served,
    package: Path,
    *,
    again: bool = False,
    wait: float = 60,
    tell: Tell = print,
    limits: Limits = LIMITS,
) -> Manifest:
    """Unpack, verify, switch. `again` takes a release that shows what was urgently withdrawn here.

    Raises XuekuError if the package is not good, not newer, or there is no room; what was served is still served.
    """
    if not package.is_file():
        raise XuekuError(str(package), "没有这个文件", "给出 xueku-site-NNNN.tar.zst 的路径")
    with locked(served.root, "install", wait, tell):
        sweep(served.root)
        served.releases.mkdir(exist_ok=True)
        need_space(served.root, size_unpacked(package, limits))
        passing = passing_folder(served.root)
        try:
            folder = passing / unpack(package, passing, limits)
            manifest = _checked(served, folder, again)
            return put(served, folder, manifest, INSTALL)
        finally:
            remove(passing)


def put(
    served: Served, folder: Path, manifest: Manifest, what: str, why: str = "", ids: Sequence[str] = ()
) -> Manifest:
    """Let a verified release in a passing folder be the served one. To be called by who holds the lock.

    After an urgent withdrawal of `ids` nothing of content stays reachable of the release before.
    """
    before, target = served.current, served.folder(manifest.name)
    if before and before != manifest.name:
        _keep(served, before, folder, ids)
    sync_tree(folder)
    remove(target)
    folder.replace(target)
    sync_folder(served.releases)
    # Noted first: a number that was ever served is known, whatever stops the machine now.
    note(served.root, what, manifest.name, why, ids)
    served.switch(manifest.name)
    return manifest


def rollback(
    served: Served, word: str = "", *, again: bool = False, wait: float = 60, tell: Tell = print
) -> Manifest:
    """Serve an installed release once more: that of the number `word`, or the one below the served one.

    Raises XuekuError if there is none, it is damaged, or shows what was urgently withdrawn.
    """
    with locked(served.root, "rollback", wait, tell):
        sweep(served.root)
        name, before = served.find(word) if word else _below(served), served.current
        if name == before:
            raise XuekuError(name, "现在用的就是这一次发布", "xueku list 看装着哪些")
        folder = served.folder(name)
        _must_be_good(verify_folder(folder, served.signers))
        manifest = read_manifest(folder)
        _admit(served, folder, manifest, again)
        if before:
            _keep(served, before, folder)
        note(served.root, ROLLBACK, name, f"之前是 {before}" if before else "")
        served.switch(name)
        return manifest


def prune(served: Served, keep: int = KEEP, wait: float = 60, tell: Tell = print) -> list[str]:
    """Remove the oldest releases but `keep`, never the served one, nor that which an urgent withdrawal was made from; gives what was removed."""
    with locked(served.root, "prune", wait, tell):
        sweep(served.root)
        current = served.current
        needed = {current}
        if current:
            needed.add(read_manifest(served.folder(current)).base)
        gone = [name for name in served.names[: -keep or None] if name not in needed]
        for name in gone:
            note(served.root, "prune", name)
            passing = passing_folder(served.root)
            served.folder(name).replace(passing / name)
            remove(passing)
        return gone


def keep_reachable(old: Path, new: Path, *, only_code: bool = False) -> int:
    """Give the release in `new` the files with hashed names of the one in `old`, where it has none of that name; gives how many.

    Open pages ask for them until they are loaded again. With `only_code` nothing of content is kept.
    """
    manifest = read_manifest(old)
    wanted = [
        path
        for path, entry in manifest.files.items()
        if is_hashed(path)
        and (not only_code or path.startswith(_CODE))
        and not (new / path).exists()
        and (old / path).is_file()
        and entry_of(old / path) == entry
    ]
    if wanted:
        # First what says whose they are: without it they would be files that nobody knows.
        papers = new / KEPT / manifest.name
        papers.mkdir(parents=True, exist_ok=True)
        for name in (SIGNATURE, MANIFEST):
            shutil.copyfile(old / name, papers / name)
    for path in wanted:
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        _link(old / path, new / path)
    return len(wanted)


def _keep(served: Served, before: str, folder: Path, ids: Sequence[str] = ()) -> None:
    """Keep of the release before what may be kept. That nothing can be kept of a damaged one is no reason to serve it longer."""
    old = served.folder(before)
    try:
        out = {*ids, *served.withdrawn}
        keep_reachable(old, folder, only_code=not out.isdisjoint(read_entries(old)))
    except (XuekuError, OSError):
        return


def _link(old: Path, new: Path) -> None:
    """The file under a second name; a copy where the disk knows no such thing."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def _checked(served: Served, folder: Path, again: bool) -> Manifest:
    verdict = verify_folder(folder, served.signers)
    _must_be_good(verdict)
    manifest, newest = verdict.manifest, served.newest
    if (folder / KEPT).exists():
        raise XuekuError(manifest.name, f"发布包里不该有 {KEPT}/，没有解开", "重新取一份发布包")
    if folder.name != manifest.name:
        raise XuekuError(folder.name, f"文件夹的名字和清单对不上（应是 {manifest.name}）", "重新取一份发布包")
    if manifest.name == served.current:
        raise XuekuError(manifest.name, "已经装着，而且正在用", "不用再装")
    # The newest itself may be what a killed run had unpacked and not yet switched to.
    if manifest.number < newest or (manifest.number == newest and manifest.name not in served.names):
        remedy = "确要回到旧的发布，用 xueku rollback；否则取最新的发布包"
        raise XuekuError(manifest.name, f"比装过的（{newest}）旧，或者一样新，不装", remedy)
    _admit(served, folder, manifest, again)
    return manifest


def _must_be_good(verdict: Verdict) -> None:
    if not verdict.is_good:
        told = "\n".join(verdict.lines())
        raise XuekuError(
            verdict.manifest.name,
            f"验证没有通过，没有启用\n{told}",
            "重新拷一份发布包；签名的名单见运维手册“发布”",
        )


def _admit(served: Served, folder: Path, manifest: Manifest, again: bool) -> None:
    """Refuse a release that shows what was urgently withdrawn here, or let it in `again` and note that."""
    shown = read_entries(folder)
    back = sorted(served.withdrawn & shown.keys())
    if not back:
        return
    names = "、".join(f"《{shown[id_].title}》（{id_}）" for id_ in back)
    if not again:
        remedy = "请编辑先在仓库里撤下它再发布；确要让它重新出现，加 --again"
        raise XuekuError(manifest.name, f"里面又有紧急撤下的{names}，没有启用", remedy)
    note(served.root, AGAIN, manifest.name, f"重新出现：{names}", back)


def _below(served: Served) -> str:
    names, current = served.names, served.current
    if current not in names or names.index(current) == 0:
        raise XuekuError(str(served.root), "没有更早的发布可以退回去", "xueku list 看装着哪些")
    return names[names.index(current) - 1]
