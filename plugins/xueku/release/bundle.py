"""Everything that a machine without a network needs to check, build and release: the repository, its programs with their hashes, an installer."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError
from xueku.release.commit import clean_commit, common_folder, git, refuse_shallow
from xueku.release.durable import need_space
from xueku.release.manifest import SUMS, files_below, measure, sums_of
from xueku.release.package import add_files
from xueku.release.place import hide_from_git, refuse_place

LOCK = "locks/site.txt"
_NEEDED = {LOCK: "不知道要装哪些程序", "scripts/environment": "装到断网的机器上时要用它"}
TARGETS = ("x86_64", "aarch64")
_OLDEST_PYTHON = 11
_OLDEST_GLIBC = 17
"""manylinux_2_17, which manylinux2014 is another name of."""
_SPACE = 300 << 20
_REMEDY = "在能连软件包索引的机器上运行；处理器、Python、glibc 的版本要有现成的程序包"
_TEXTS = ("安装.sh", "请先读我.txt")


@dataclass(frozen=True)
class Target:
    """The machine that a bundle is for: its processor, Python such as 3.11, and the second number of its glibc 2.x."""

    processor: str
    python: str
    glibc: int

    @classmethod
    def here(cls) -> Target:
        """The machine that this runs on."""
        glibc = platform.libc_ver()[1].removeprefix("2.")
        number = int(glibc) if glibc.isdecimal() else _OLDEST_GLIBC
        return cls(platform.machine(), ".".join(platform.python_version_tuple()[:2]), number)

    @classmethod
    def read(cls, processor: str = "", python: str = "", glibc: str = "") -> Target:
        """The machine that is meant by words such as `aarch64`, `3.11` and `2.28`; where there is none, it is as here.

        Raises XuekuError if nothing could be packed for it.
        """
        here = cls.here()
        if (processor or here.processor) not in TARGETS:
            message = f"没有给这种处理器（{processor or here.processor}）的程序"
            raise XuekuError(
                "--processor", message, f"写 {' 或 '.join(TARGETS)}；在目标机器上运行 uname -m 看"
            )
        if _second(python or here.python, "3") < _OLDEST_PYTHON:
            message = f"“{python or here.python}”不行：要写成 3.{_OLDEST_PYTHON} 这样，而且不比它旧"
            raise XuekuError("--python", message, "在目标机器上运行 python3 --version 看")
        if glibc and _second(glibc, "2") < _OLDEST_GLIBC:
            message = f"“{glibc}”不行：要写成 2.28 这样，而且不比 2.{_OLDEST_GLIBC} 旧"
            raise XuekuError("--glibc", message, "在目标机器上运行 ldd --version 看")
        return cls(
            processor or here.processor, python or here.python, _second(glibc, "2") if glibc else here.glibc
        )

    @property
    def options(self) -> list[str]:
        """The target as `pip download` is told it."""
        tags = [f"manylinux_2_{number}" for number in range(self.glibc, _OLDEST_GLIBC - 1, -1)]
        python = self.python.replace(".", "")
        platforms = [f"--platform={tag}_{self.processor}" for tag in (*tags, "manylinux2014", "linux")]
        abis = [f"--abi={abi}" for abi in (f"cp{python}", "abi3", "none")]
        return [*platforms, f"--python-version={self.python}", "--implementation=cp", *abis]


def bundle(root: Path, out: Path, target: Target, tell: Callable[[str], None]) -> Path:
    """Write the bundle of the commit that is checked out at `root` into the folder `out`; gives its file.

    Raises XuekuError if files are not committed or the history is not whole, a program has no file for that machine, or there is no room.
    """
    root = root.resolve()
    commit, committed = clean_commit(root)
    _refuse_what_cannot_be_installed(root)
    out = out.resolve()
    refuse_place(out, common_folder(root))
    out.mkdir(parents=True, exist_ok=True)
    hide_from_git(out, root)
    need_space(out, _SPACE)
    name = f"xueku-bundle-{commit[:12]}-{target.processor}-py{target.python}"
    with TemporaryDirectory(prefix=".xueku-bundle-", dir=out) as passing:
        folder = Path(passing, name)
        (folder / "wheels").mkdir(parents=True)
        tell(f"下载 {target.processor}、Python {target.python}、glibc 2.{target.glibc} 用的程序")
        _download(root, folder / "wheels", target)
        tell("收进仓库")
        git(
            root,
            "bundle",
            "create",
            "--quiet",
            str(folder / "project.bundle"),
            "HEAD",
            "--branches",
            "--tags",
        )
        for text in _TEXTS:
            source = files("xueku.release").joinpath("bundle_texts", text).read_text("utf-8")
            (folder / text).write_text(source.replace("@python@", target.python), "utf-8")
        (folder / SUMS).write_text(sums_of(measure(folder)), "utf-8")
        made = Path(passing, f"{name}.tar")
        # Not compressed: nearly all of it is.
        with tarfile.open(made, "w", format=tarfile.PAX_FORMAT) as archive:
            add_files(archive, folder, files_below(folder), name, committed)
        return made.replace(out / made.name)


def _second(version: str, first: str) -> int:
    """The second number of a version whose first is given; -1 if it is none."""
    major, _, minor = version.partition(".")
    return int(minor) if major == first and re.fullmatch("[0-9]{1,3}", minor) else -1


def _refuse_what_cannot_be_installed(root: Path) -> None:
    # The installer takes the whole repository and works at its top.
    tracked = {*git(root, "ls-files", "--full-name", "-z", "--", *_NEEDED).split("\0")}
    for name, why in _NEEDED.items():
        if name not in tracked:
            message = f"提交里没有这个文件，{why}"
            raise XuekuError(name, message, "在学库的项目文件夹里运行，它要在仓库的最上面一层")
    refuse_shallow(root)


def _download(root: Path, folder: Path, target: Target) -> None:
    words = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    words += [
        "--no-deps",
        "--only-binary=:all:",
        "--requirement",
        LOCK,
        "--dest",
        str(folder),
        *target.options,
    ]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise XuekuError(LOCK, f"下载没有成功：{_why_not(done.stderr)}", _REMEDY)


def _why_not(told: str) -> str:
    """What pip says, in one line."""
    if missing := re.search(r"No matching distribution found for (\S+)", told):
        return f"没有找到 {missing[1]} 给这种机器用的程序包"
    if "DO NOT MATCH THE HASHES" in told:
        return "取来的程序和写明的指纹不一样"
    if "No space left" in told:
        return "磁盘满了"
    lines = [line for line in told.splitlines() if line.startswith("ERROR")] or told.splitlines()
    return f"pip 说 {lines[-1].removeprefix('ERROR: ')}" if lines else "没有说原因"
