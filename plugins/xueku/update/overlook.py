"""The written site is looked over: only pages whose bytes changed are read again, and those that name an address where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xueku.model.diagnostic import Diagnostic, Severity, Span
from xueku.site.written import Contents, Failing, Fault, Files, failing, leads_to, read_contents
from xueku.update.addresses import Addresses
from xueku.update.inverted import Inverted, marks_of
from xueku.update.outputs import Outputs
from xueku.update.profile import Profile
from xueku.update.store import Store, Table

if TYPE_CHECKING:
    from xueku.quoting.winnowing import Hashes

CODE = "XK311"
_AT_HAND = 1024
"""What many pages lead to is the same few."""
_TOLD: Mapping[Fault, tuple[str, str]] = {
    "missing": ("网页 {page} 里的 {target} 指向的文件不在网站里", "改正地址，或者补上这个文件"),
    "case": (
        "网页 {page} 里的 {target} 大小写不对，文件叫 {found}",
        "照文件名写：服务器上分大小写，写错了打不开",
    ),
    "anchor": (
        "网页 {page} 里的 {target} 指向的位置在那一页上没有",
        "照那一页上的标题改，或者去掉 # 后面的部分",
    ),
    "absolute": ("网页 {page} 里的 {target} 从网站的根写起", "写成相对地址：拷进 U 盘、放在子目录里才打得开"),
    "twice": ("网页 {page} 里有不止一处编号是 {target}", "改掉重复的一处：指向它的链接只到得了第一处"),
    "outside": ("网页 {page} 要从站外取 {target}", "把文件放进网站：内网取不到，安全策略也不放行"),
}


class Overlook:
    """What was found on written pages, as a store keeps it."""

    def __init__(self, store: Store) -> None:
        self._contents: Table[Contents] = store.table("written")
        self._failing: Table[tuple[Failing, ...]] = store.table("leads nowhere")
        self._readers = Inverted(store, "named by")

    @property
    def knows_nothing(self) -> bool:
        """Whether no page was ever looked at."""
        return not len(self._contents)

    def look(self, staged: Mapping[str, Path], came: Set[str], gone: Set[str], files: Set[str]) -> int:
        """Look over pages that are new or have other bytes, `staged` by address, and those that this concerns; gives how many.

        `came` and `gone` are the files that the site had not, or has no more; `files` all that it will have.
        """
        read = {address: read_contents(place.read_text("utf-8")) for address, place in staged.items()}
        others = {*came, *gone}
        for address in [*read, *(name for name in gone if name in self._contents)]:
            before, now = self._contents.get(address, Contents()), read.get(address, Contents())
            if before.ids != now.ids:
                others.add(address)
            self._readers.note(address, _marks(leads_to(address, before)), _marks(leads_to(address, now)))
        concerned = {*read, *(self._readers.owners(_marks(others)) if others else ())} - gone
        self._readers.settle()
        self._contents.put(read)
        self._contents.drop(gone)
        all_files, contents_of = Files(files), lru_cache(_AT_HAND)(self._contents.get)
        found = {
            page: tuple(failing(page, self._contents.must(page), contents_of, all_files))
            for page in sorted(concerned)
        }
        self._failing.drop([*gone, *(page for page, faults in found.items() if not faults)])
        self._failing.put({page: faults for page, faults in found.items() if faults})
        return len(found)

    def all(self) -> Iterator[Failing]:
        """All that leads nowhere."""
        return (fault for faults in self._failing.all().values() for fault in faults)


def look_over(store: Store, addresses: Addresses, outputs: Outputs, profile: Profile) -> Iterator[Diagnostic]:
    """What leads nowhere on the pages as they are going to be put, at the source of each page where it is known."""
    files, others = addresses.planned(outputs.kept), outputs.others()
    gone, came = outputs.kept.keys() - files, others - outputs.kept.keys()
    overlook = Overlook(store)
    if overlook.knows_nothing:
        others = came = files
    if others or gone:
        pages = {name: outputs.place(name) for name in others if name.endswith(".html")}
        profile.count("查看的网页", overlook.look(pages, came, gone, files))
    faults = [*overlook.all()]
    owners = addresses.owners({fault.page for fault in faults}) if faults else {}
    yield from findings_of(
        faults, {page: owner for page, owner in owners.items() if not owner.startswith("/")}
    )


def findings_of(faults: Iterable[Failing], sources: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Findings, at the source of each page where it is known (address → path)."""
    for fault in faults:
        message, remedy = _TOLD[fault.fault]
        words = message.format(page=fault.page, target=f"“{fault.target}”", found=f"“{fault.found}”")
        yield Diagnostic(Span(sources.get(fault.page, fault.page)), CODE, words, remedy, Severity.WARNING)


def _marks(addresses: Iterable[str]) -> Hashes:
    """A mark for each address, letter case aside: what is told of a wrong letter depends on the file that has the right one."""
    return marks_of(map(str.casefold, addresses))
