"""`xueku withdraw`: 紧急撤稿 where readers are served, without a repository or an editor.

A release carries its source outside the web root. From it the site is built once more without the record, by the same program as any site, so that no
listing, search shard, question bank, kit or neighbour speaks of it. What comes out is a release of its own, with a revision (`0007.1`), signed
with the operator's key and installed like any other. It carries no source: a second withdrawal takes that of the same base.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile

from xueku import __version__
from xueku.model.diagnostic import XuekuError
from xueku.model.settings import Settings
from xueku.release.commit import Numbered
from xueku.release.contents import copy_unchanged_siblings, fill, packages_of, write_packages
from xueku.release.durable import move_whole, need_space, passing_folder, remove, sweep
from xueku.release.install import put
from xueku.release.kept import forget_unsigned
from xueku.release.lock import locked
from xueku.release.log import WITHDRAW
from xueku.release.manifest import MANIFEST, SITE, SOURCE, Manifest, Number, measure
from xueku.release.notes import notes
from xueku.release.package import unpack
from xueku.release.provenance import config_of
from xueku.release.readiness import press_of
from xueku.release.records import Shown, read_entries
from xueku.release.remains import Traces, remains
from xueku.release.served import Served
from xueku.release.signature import sign_manifest, signer_of
from xueku.release.verify import verify_folder
from xueku.releasing import Build, Tell, content_of, write_site
from xueku.review.publish import Withheld
from xueku.site.moved import leads_to, tombstone_page
from xueku.source.characters import REFUSED, describe
from xueku.source.settings import read_settings, without_kits
from xueku.source.typed import nearest

PACKAGES = "packages"
"""Where on the server packages of withdrawals are, if nobody says where else."""
_MOST_REASON = 200
_GONE = "（已撤下）"
_LISTINGS = {"index.html": "首页"}


@dataclass(frozen=True)
class Withdrawn:
    """A release without a record, its packages, and where words of the record still stand: by title of the other record, or by address.

    `outdated` are the names of packages of earlier withdrawals, in which the record still was, and which were removed.
    """

    manifest: Manifest
    packages: Sequence[Path]
    remains: Mapping[str, Sequence[str]]
    outdated: Sequence[str]


@dataclass(frozen=True)
class _Start:
    """What a withdrawal starts from: the served release, the number of the new one, the release that has the source, and what that shows."""

    current: Manifest
    number: Number
    base: Manifest
    folder: Path
    entries: Mapping[str, Shown]


def withdraw(
    served: Served, id_: str, reason: str, key: Path, out: Path, build: Build, tell: Tell, wait: float = 60
) -> Withdrawn:
    """Serve a new release without one record; its packages go to `out`.

    Raises XuekuError if there is no such record, the key is none of the allowed ones, or the source is not here; the old release is still served.
    """
    if not reason.strip():
        raise XuekuError(id_, "没有写为什么撤下", "加 --reason 原因；读者在原来的网址上会看到它")
    if odd := REFUSED.search(reason):
        raise XuekuError(id_, f"原因里有{describe(odd.group())}", "换成普通的字，一行写完")
    if len(reason.splitlines()) > 1 or len(reason) > _MOST_REASON:
        raise XuekuError(id_, f"原因要写在一行里，不超过 {_MOST_REASON} 字", "写短些，细节另发通知")
    if out.resolve().is_relative_to(served.releases.resolve()):
        raise XuekuError(
            str(out), "这是放发布的文件夹，压缩包放进去会弄坏发布", "换一个文件夹，或者不写 --out"
        )
    with locked(served.root, "withdraw", wait, tell):
        sweep(served.root)
        start = _start(served, id_)
        need_space(served.root, 3 * sum(entry.size for entry in start.base.files.values()))
        passing = passing_folder(served.root)
        try:
            _must_be_allowed(served, key, passing)
            _must_be_writable(out)
            withdrawn = {**start.current.withdrawn, id_: reason.strip()}
            folder, manifest, found = _make(start, withdrawn, id_, passing, build, tell)
            sign_manifest(folder, key)
            packed = write_packages(folder, manifest, passing)
            put(served, folder, manifest, WITHDRAW, reason.strip(), [id_])
            # Not before: there is no package of a withdrawal that never took place.
            packages = [_handed_out(file, out, served.root / PACKAGES) for file in packed]
            outdated = _remove_outdated(packages[0].parent, manifest.number)
            return Withdrawn(manifest, packages, _by_title(found, start.entries), outdated)
        finally:
            remove(passing)


def _must_be_writable(out: Path) -> None:
    """Raise OSError if nothing can be written there: better known before the minute that the site takes."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=out):
        pass


def _handed_out(file: Path, out: Path, near: Path) -> Path:
    """Put a package into `out`; where that cannot be done any more, into the folder `near` it, on the same disk. Gives where it is."""
    try:
        return move_whole(file, out)
    except OSError:
        near.mkdir(exist_ok=True)
        return move_whole(file, near)


def _remove_outdated(out: Path, number: Number) -> list[str]:
    """Remove the packages of earlier withdrawals from the same release; gives their names."""
    earlier = (packages_of(out, Number(number.number, revision)) for revision in range(1, number.revision))
    gone = [file for files in earlier for file in files if file.exists()]
    for file in gone:
        file.unlink()
    return [file.name for file in gone]


def _must_be_allowed(served: Served, key: Path, passing: Path) -> None:
    """Raise XuekuError if what a key signs would not be installed."""
    (passing / MANIFEST).write_bytes(b"{}")
    sign_manifest(passing, key)
    if not signer_of(passing, served.signers):
        message = "这把钥匙不在可信公钥的名单里，没有撤稿"
        raise XuekuError(key.name, message, f"把它的公钥加进 {served.signers}，一行一把")


def _start(served: Served, id_: str) -> _Start:
    current = served.manifest()
    folder = served.folder(current.base or current.name)
    if not (folder / SOURCE).is_file():
        message = f"做这次发布的源文件不在这里（{folder.name}）"
        raise XuekuError(current.name, message, f"把 {folder.name} 的发布包 install 一次，不会换上它")
    forget_unsigned(folder, served.signers)
    verdict = verify_folder(folder, served.signers)
    if not verdict.is_good:
        raise XuekuError(
            folder.name,
            "撤稿要用的发布不完好：\n" + "\n".join(verdict.lines()),
            "把它的发布包再 install 一次",
        )
    entries = read_entries(folder)
    if id_ in current.withdrawn:
        raise XuekuError(id_, "已经撤下了", f"原因是：{current.withdrawn[id_]}")
    if id_ not in entries:
        # A title or an address may have been pasted.
        meant = next(
            (one for one, entry in entries.items() if entry.title == id_ or one in id_.split("/")), None
        )
        meant = meant or nearest(id_, [*entries])
        raise XuekuError(
            id_, "这次发布里没有这个编号的材料", f"是不是 {meant}" if meant else "编号就是网址里的那一段"
        )
    return _Start(current, served.next_revision(current.number), verdict.manifest, folder, entries)


def _make(
    start: _Start, withdrawn: Mapping[str, str], id_: str, passing: Path, build: Build, tell: Tell
) -> tuple[Path, Manifest, Mapping[str, Sequence[str]]]:
    # A repository around the server's folder is not that of these files.
    os.environ["GIT_CEILING_DIRECTORIES"] = str(passing)
    unpack(start.folder / SOURCE, passing)
    settings = _settings(passing / "source" / config_of(start.folder), tell)
    if start.base.builder != __version__:
        tell(f"注意：这台机器上是学库 {__version__}，原来用的是 {start.base.builder}，网页的样子可能不同")
    tell("不带这份材料重新生成网站")
    content = content_of(settings, Numbered(), _withheld(start.entries, withdrawn))
    folder = passing / "release"
    write_site(folder, content, build)
    site, old = folder / SITE, start.folder / SITE
    _write_tombstones(site, start, withdrawn)
    files = sorted(measure(site))
    copy_unchanged_siblings(old, start.base.site, site, files)
    traces = {one: Traces.of(one, start.entries[one], start.entries) for one in withdrawn}
    found: dict[str, list[str]] = {}
    for one in traces.values():
        for address, told in remains(site, files, one).items():
            found.setdefault(address, []).extend(told)
    entries = {
        one: _without(entry, withdrawn) for one, entry in start.entries.items() if one not in withdrawn
    }
    before = {**entries, id_: replace(start.entries[id_], title=_GONE)}
    text = notes(f"{settings.site_name}：紧急撤稿", before, entries, withdrawn)
    about = replace(
        start.base,
        number=start.number,
        builder=__version__,
        previous=start.current.digest,
        files={},
        base=start.base.name,
        withdrawn=withdrawn,
    )
    return folder, fill(folder, about, settings.file, entries, text), found


def _by_title(
    found: Mapping[str, Sequence[str]], entries: Mapping[str, Shown]
) -> Mapping[str, Sequence[str]]:
    """What is left of a record, under the titles of the records in which it is.

    What is made from pages repeats what they say, and nobody can edit it: told is what only stands there.
    """
    on_pages = {one for address, told in found.items() if not _is_made_from_pages(address) for one in told}
    names = {**_LISTINGS, **{entry.address: f"《{entry.title}》" for entry in entries.values()}}
    return {
        names.get(address, address): told
        for address, told in found.items()
        if not (_is_made_from_pages(address) and on_pages.issuperset(told))
    }


def _is_made_from_pages(address: str) -> bool:
    """Whether a file repeats what pages say: the search index, the question bank, a kit."""
    return address.startswith("assets/") or address.endswith(".zip")


def _settings(file: Path, tell: Tell) -> Settings:
    """The settings of the source; without kits where this machine cannot make them."""
    settings, _ = read_settings(file)
    if settings.site.kits:
        try:
            press_of(settings, is_release=True)
        except XuekuError as error:
            tell(f"这台机器做不了课程包（{error.message}），撤稿后的网站暂时没有“下载课程包”")
            file.write_text(without_kits(file), "utf-8")
            settings, _ = read_settings(file)
    return settings


def _withheld(entries: Mapping[str, Shown], withdrawn: Mapping[str, str]) -> dict[str, Withheld]:
    return {id_: Withheld("", "", entries[id_].title, (reason,)) for id_, reason in withdrawn.items()}


def _write_tombstones(site: Path, start: _Start, withdrawn: Mapping[str, str]) -> None:
    """Pages at the addresses of what was withdrawn; and those that the base had where a record was before it."""
    for id_, reason in withdrawn.items():
        _write(site, start.entries[id_].address, tombstone_page(start.entries[id_].address, reason))
    shown = {entry.address for entry in start.entries.values()}
    for address in _lone_pages(start.base.site):
        if address not in shown and not (site / address).exists():
            content = (start.folder / SITE / address).read_bytes()
            led_away = any(leads_to(content, address, start.entries[id_].address) for id_ in withdrawn)
            _write(site, address, tombstone_page(address, _GONE) if led_away else content)


def _lone_pages(addresses: Iterable[str]) -> Iterator[str]:
    return (address for address in addresses if address.count("/") == 2 and address.endswith("/index.html"))


def _write(site: Path, address: str, content: bytes) -> None:
    place = site / address
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _without(entry: Shown, withdrawn: Mapping[str, str]) -> Shown:
    """What is told of a record, where it names what was withdrawn."""
    text = entry.text
    for id_ in withdrawn:
        text = re.sub(rf"(?<![a-z0-9-]){re.escape(id_)}(?![a-z0-9-])", _GONE, text)
    return replace(entry, text=text)
