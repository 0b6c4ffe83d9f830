"""What a machine can do: for each thing that people do with xueku, what it needs and whether that is here."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSYS, EOPNOTSUPP, EPERM
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason
from xueku.release.readiness import PROGRAMS
from xueku.release.served import Served
from xueku.source.history import FALLBACK, committed_at
from xueku.typesetting.fonts import find_fonts

BUILD, KITS, RELEASE, SERVE = "检查和生成", "课程包和打印件", "发布", "安装和退回"
DEEDS = (BUILD, KITS, RELEASE, SERVE)
_SSH = (8, 2)
"""OpenSSH that can sign files: `ssh-keygen -Y` came with 8.1, `find-principals` with 8.2."""
_SPACE = 1 << 30
_PASSING = ".xueku-doctor-"
_NO_LINKS = (EPERM, EOPNOTSUPP, ENOSYS)
"""What a disk says that has no links: FAT, and some of those over a network."""
_YEAR = 365 * 86_400


@dataclass(frozen=True)
class Finding:
    """One thing that is needed for a deed: what was found, or what is wrong and how it is mended (`remedy` is empty where nothing is wrong)."""

    deed: str
    thing: str
    found: str
    remedy: str = ""


def _told(words: Sequence[str]) -> str:
    """What a program says; nothing where there is none."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).strip()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True)
class Machine:
    """What is asked of the world, so that a test can answer."""

    which: Callable[[str], str | None] = shutil.which
    run: Callable[[Sequence[str]], str] = _told
    now: Callable[[], float] = lambda: datetime.now(UTC).timestamp()
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free
    installed: Callable[[str], str] = _version


def examine(
    root: Path | None, machine: Machine | None = None, served: Path | None = None
) -> Iterator[Finding]:
    """What this machine has of what the project at `root`, and a server with releases below `served`, need, by deed.

    Changes nothing but a passing file.
    """
    asked = machine or Machine()
    if root:
        yield from _for_project(asked, root)
    yield _signing(asked, SERVE)
    if served:
        yield from _for_server(asked, served)


def _for_project(asked: Machine, root: Path) -> Iterator[Finding]:
    yield Finding(BUILD, "Python", f"{platform.python_version()}（{sys.executable}）")
    yield _package(asked, BUILD, "mkdocs-material", "网站引擎", "mkdocs")
    yield _git(asked)
    yield _clock(asked, root)
    yield _names(BUILD, "项目文件夹", root)
    yield _room(asked, BUILD, root)
    for name in PROGRAMS:
        yield _package(asked, KITS, name, "排版程序", "kit")
    yield _fonts(root)
    yield _package(asked, KITS, "pypandoc-binary", "EPUB 书（可以没有）", "epub", is_needed=False)
    yield _browser(asked)
    yield _signing(asked, RELEASE)


def _for_server(asked: Machine, served: Path) -> Iterator[Finding]:
    thing = "放发布的文件夹"
    try:
        Served.at(served)
    except XuekuError as error:
        yield Finding(SERVE, thing, f"{error.place}：{error.message}", error.remedy)
    if served.is_dir():
        yield _names(SERVE, thing, served)
        yield _room(asked, SERVE, served)
        yield _links(served)


def _package(asked: Machine, deed: str, name: str, label: str, extra: str, is_needed: bool = True) -> Finding:
    found = asked.installed(name)
    remedy = f"pip install 'xueku[{extra}]'" if is_needed and not found else ""
    return Finding(deed, f"{label} {name}", found or "没有安装", remedy)


def _git(asked: Machine) -> Finding:
    found = asked.run(["git", "--version"]).removeprefix("git version ").strip()
    remedy = "" if found else "装上 git（apt install git）；没有它也能生成，不能发布"
    return Finding(RELEASE, "git", found or "没有这个程序", remedy)


def _clock(asked: Machine, root: Path) -> Finding:
    now, committed = asked.now(), committed_at(root)
    day = datetime.fromtimestamp(now).strftime("%Y-%m-%d %H:%M")
    is_behind = now < max(committed, FALLBACK) - 86_400
    is_ahead = committed > FALLBACK and now > committed + 5 * _YEAR
    remedy = "对好时钟；生成的网站不看它，签名和操作记录看" if is_behind or is_ahead else ""
    wrong = "，比最近一次提交还早" if is_behind else "，比最近一次提交晚了五年多" if is_ahead else ""
    return Finding(RELEASE, "时钟", day + wrong, remedy)


def _names(deed: str, thing: str, folder: Path) -> Finding:
    """Whether a folder can be written, and its disk takes Chinese names as they are."""
    try:
        with TemporaryDirectory(prefix=_PASSING, dir=folder) as passing:
            Path(passing, "审签记录").touch()
            kept = [entry.name for entry in Path(passing).iterdir()]
    except OSError as error:
        return Finding(deed, thing, f"写不进去（{system_reason(error)}）", "检查文件夹的权限和磁盘")
    except UnicodeError:
        kept = []
    remedy = "" if kept == ["审签记录"] else "放到别的磁盘，或把系统的语言设成 UTF-8"
    return Finding(deed, thing, "能写，认中文文件名" if not remedy else "中文文件名会变", remedy)


def _room(asked: Machine, deed: str, folder: Path) -> Finding:
    free = asked.free(folder)
    return Finding(deed, "磁盘空间", f"还有 {free / 1e9:.1f} GB", "" if free > _SPACE else "清出至少 1 GB")


def _fonts(root: Path) -> Finding:
    try:
        fonts = find_fonts(root)
    except XuekuError as error:
        return Finding(KITS, "字体", error.message, error.remedy)
    wrong = "；".join(fonts.differences)
    return Finding(KITS, "字体", wrong or "和锁定的一样", "装上锁定的字体，见运维手册“字体”" if wrong else "")


def _browser(asked: Machine) -> Finding:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(asked.which, names)), None)
    return Finding(BUILD, "浏览器（只有测试用它）", found or "没有")


def _signing(asked: Machine, deed: str) -> Finding:
    thing = "ssh-keygen（签名和验证）"
    remedy = "装上 OpenSSH 8.2 或更新的（apt install openssh-client）"
    if not asked.which("ssh-keygen"):
        return Finding(deed, thing, "没有这个程序", remedy)
    told = asked.run(["ssh", "-V"])
    if not told:
        return Finding(deed, thing, "有；没有 ssh，看不出是不是 8.2 或更新的")
    numbers = told.removeprefix("OpenSSH_").split("p")[0].split(".")
    found = tuple(int(number) for number in numbers if number.isdecimal())
    return Finding(deed, thing, told.split(",")[0], "" if found >= _SSH else remedy)


def _links(served: Path) -> Finding:
    """Whether the disk knows symbolic links, by which releases are switched."""
    thing = "符号链接"
    try:
        with TemporaryDirectory(prefix=_PASSING, dir=served) as passing:
            try:
                Path(passing, "current").symlink_to("there")
            except OSError as error:
                if error.errno in _NO_LINKS:
                    remedy = "放到 Linux 的磁盘上（ext4、xfs）；U 盘和网络盘只放压缩包"
                    return Finding(SERVE, thing, "这个磁盘没有", remedy)
                raise
    except OSError as error:
        return Finding(SERVE, thing, f"试不了（{system_reason(error)}）", "检查文件夹的权限和磁盘")
    return Finding(SERVE, thing, "有")
