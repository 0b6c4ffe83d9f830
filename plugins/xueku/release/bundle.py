"""Everything that a machine without a network needs to check, build and release: the repository, its programs with their hashes, an installer."""

from __future__ import annotations

import platform
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError
from xueku.release.commit import clean_commit, git
from xueku.release.durable import need_space
from xueku.release.manifest import SUMS, files_below, measure, sums_of
from xueku.release.package import add_files

LOCK = "locks/site.txt"
TARGETS = ("x86_64", "aarch64")
_OLDEST_GLIBC = 17
"""manylinux_2_17, which manylinux2014 is another name of."""
_SPACE = 300 << 20
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

    Raises XuekuError if files are not committed, a program has no file for that machine, or there is no room.
    """
    commit, committed = clean_commit(root)
    if not (root / LOCK).is_file():
        raise XuekuError(LOCK, "没有这个文件，不知道要装哪些程序", "在学库的项目文件夹里运行")
    out.mkdir(parents=True, exist_ok=True)
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
        told = [
            line for line in done.stderr.splitlines() if line.startswith("ERROR")
        ] or done.stderr.splitlines()
        message = f"下载没有成功：{told[-1].removeprefix('ERROR: ') if told else '没有说原因'}"
        raise XuekuError(
            LOCK, message, "在能连软件包索引的机器上运行；处理器、Python、glibc 的版本要有现成的程序包"
        )
