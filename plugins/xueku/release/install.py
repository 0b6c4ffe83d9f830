"""A package becomes the served release, or nothing happens."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.release.durable import (
    exchange,
    need_space,
    passing_folder,
    remove,
    sweep,
    sync_folder,
    sync_tree,
)
from xueku.release.kept import forget_unsigned, keep_reachable, kept_of
from xueku.release.lock import locked
from xueku.release.log import AGAIN, ANEW, INSTALL, MEND, ROLLBACK, can_note, note
from xueku.release.manifest import Manifest, number_in, read_manifest
from xueku.release.package import LIMITS, Limits, size_unpacked, unpack
from xueku.release.records import read_entries
from xueku.release.served import Served
from xueku.release.verify import Verdict, refuse_what_no_package_has, verify_folder

Tell = Callable[[str], None]
KEEP = 5


def install(
    served: Served,
    package: Path,
    *,
    again: bool = False,
    anew: bool = False,
    wait: float = 60,
    tell: Tell = print,
    limits: Limits = LIMITS,
) -> Manifest:
    """Unpack, verify, switch. `again` takes a release that shows what was urgently withdrawn here; with `anew` numbers begin with this one, of whatever site it is.

    A release that is in use here, and damaged or gone, is put back in its place; what is served stays the same.
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
            manifest = _verified(served, folder)
            if _is_damaged(served, manifest.name):
                tell(f"装着的 {manifest.name} 坏了，或者不在了：换成完好的")
                _keep(served, kept_of(served.folder(manifest.name)), folder)
                _replace(served, folder, manifest)
                note(served.root, MEND, manifest.name)
                return manifest
            if not anew:
                _must_be_of_this_site(served, manifest)
                _must_be_newer(served, manifest)
            _admit(served, folder, manifest, again)
            if anew:
                note(served.root, ANEW, manifest.name, f"之前是 {served.current or '没有'}")
            return put(served, folder, manifest, INSTALL, ids=[*manifest.withdrawn])
        finally:
            remove(passing)


def put(
    served: Served, folder: Path, manifest: Manifest, what: str, why: str = "", ids: Sequence[str] = ()
) -> Manifest:
    """Let a verified release in a passing folder be the served one. To be called by who holds the lock."""
    can_note(served.root)
    _keep(served, [served.current] if served.current else [], folder)
    _replace(served, folder, manifest)
    # Noted first: a number that was ever served is known, whatever stops the machine now.
    note(served.root, what, manifest.name, why, ids)
    served.switch(manifest.name)
    return manifest


def rollback(
    served: Served, word: str = "", *, again: bool = False, wait: float = 60, tell: Tell = print
) -> Manifest:
    """Serve an installed release once more: that of the number `word`, or the one before the served one.

    Raises XuekuError if there is none, it is damaged, or shows what was urgently withdrawn.
    """
    with locked(served.root, "rollback", wait, tell):
        sweep(served.root)
        name, before = served.find(word) if word else _below(served), served.current
        if name == before:
            raise XuekuError(
                name, "现在用的就是这一次发布", "xueku list 看装着哪些；它坏了的，再装一次同一个发布包"
            )
        folder = served.folder(name)
        forget_unsigned(folder, served.signers)
        _must_be_good(verify_folder(folder, served.signers))
        manifest = read_manifest(folder)
        _admit(served, folder, manifest, again)
        _keep(served, [before] if before else [], folder)
        note(served.root, ROLLBACK, name, f"之前是 {before}" if before else "")
        served.switch(name)
        return manifest


def prune(served: Served, keep: int = KEEP, wait: float = 60, tell: Tell = print) -> list[str]:
    """Remove the oldest releases but `keep`, never the served one, nor that which an urgent withdrawal was made from; gives what was removed.

    Raises XuekuError if nobody can say what is served.
    """
    with locked(served.root, "prune", wait, tell):
        sweep(served.root)
        names, current = served.names, served.current
        if names:
            served.manifest()
        kept = {*names[-keep:], current}
        gone = [name for name in names if name not in kept | _bases(served, kept)]
        for name in gone:
            passing = passing_folder(served.root)
            served.folder(name).replace(passing / name)
            remove(passing)
            # Afterwards: a full disk takes a line only then, and that it was installed is noted long since.
            note(served.root, "prune", name)
        return gone


def _keep(served: Served, names: Iterable[str], folder: Path) -> None:
    """Keep of installed releases what may be kept. That nothing can be kept of a damaged one is no reason to serve it longer."""
    for name in names:
        with suppress(XuekuError, OSError):
            keep_reachable(served.folder(name), folder, served.signers, served.withdrawn)


def _replace(served: Served, folder: Path, manifest: Manifest) -> None:
    """Put a verified release in its place, whatever is there."""
    target = served.folder(manifest.name)
    sync_tree(folder)
    if os.path.lexists(target):
        exchange(folder, target)
    else:
        folder.replace(target)
    sync_folder(served.releases)


def _is_damaged(served: Served, name: str) -> bool:
    """Whether a release that should be here, since it is served, installed or what a withdrawal was made from, is not as it was signed."""
    names = {served.current, *served.names}
    if name not in names | _bases(served, names):
        return False
    try:
        return not verify_folder(served.folder(name), served.signers).is_good
    except (XuekuError, OSError):
        return True


def _bases(served: Served, names: Collection[str]) -> set[str]:
    found = set()
    for name in names:
        with suppress(XuekuError):
            found.add(read_manifest(served.folder(name)).base)
    return found


def _verified(served: Served, folder: Path) -> Manifest:
    verdict = verify_folder(folder, served.signers)
    _must_be_good(verdict)
    refuse_what_no_package_has(folder, verdict.manifest)
    return verdict.manifest


def _must_be_newer(served: Served, manifest: Manifest) -> None:
    newest, known = served.newest, served.known
    if manifest.name == served.current:
        raise XuekuError(manifest.name, "已经装着，而且正在用", "不用再装")
    # The newest itself may be what a killed run had unpacked and not yet switched to, or what was lost since.
    if manifest.number > newest or (manifest.number == newest and manifest.name in known):
        return
    message = f"比装过的（{newest}）旧，或者一样新，不装"
    remedy = "确要回到旧的发布，用 xueku rollback；否则取最新的发布包；仓库重建过、号从头数起的，加 --anew"
    if left := sorted(manifest.withdrawn.keys() & served.shown().keys()) if manifest.withdrawn else []:
        remedy = (
            f"它撤下的在这台服务器上还看得到，在这里撤：{'；'.join(f'xueku withdraw {id_}' for id_ in left)}"
        )
    raise XuekuError(manifest.name, message, remedy)


def _must_be_of_this_site(served: Served, manifest: Manifest) -> None:
    """Raise XuekuError if a release comes from another repository than the served one."""
    try:
        here = served.manifest().origin
    except XuekuError:
        return
    if here != manifest.origin:
        message = f"它来自别的仓库，不是现在用的 {served.current} 那个网站的发布包，没有装"
        remedy = "检查 --root 和压缩包；确是这个网站、仓库重建过的，加 --anew"
        raise XuekuError(manifest.name, message, remedy)


def _must_be_good(verdict: Verdict) -> None:
    if not verdict.is_good:
        told = "\n".join(verdict.lines())
        raise XuekuError(
            verdict.manifest.name,
            f"验证没有通过，没有启用\n{told}",
            "重新拷一份发布包；签名的名单见运维手册“发布”",
        )


def _admit(served: Served, folder: Path, manifest: Manifest, again: bool) -> None:
    """Refuse a release that shows what was urgently withdrawn here, or let it in `again` and note that.

    What the served release shows was let in; of an older one only what is the same, word by word.
    """
    shown = read_entries(folder)
    watched = served.withdrawn & shown.keys()
    now = served.shown() if watched and not again else {}
    is_older = manifest.number < (number_in(served.current) or manifest.number)
    back = sorted(id_ for id_ in watched if id_ not in now or (is_older and now[id_].text != shown[id_].text))
    if not back:
        return
    names = "、".join(f"《{shown[id_].title}》（{id_}）" for id_ in back)
    if not again:
        remedy = "请编辑先在仓库里撤下它再发布；确要让它重新出现，加 --again"
        raise XuekuError(manifest.name, f"里面又有紧急撤下的{names}，没有启用", remedy)
    note(served.root, AGAIN, manifest.name, f"重新出现：{names}", back)


def _below(served: Served) -> str:
    below = served.before(served.current)
    if not below:
        raise XuekuError(str(served.root), "没有更早的发布可以退回去", "xueku list 看装着哪些")
    return below[-1]
