"""`.gz` and `.br` beside files, for servers that send them as they are. Their bytes follow from the file alone."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import brotli

from xueku.model.diagnostic import XuekuError

ENDINGS = (".gz", ".br")
_COMPRESSIBLE = (
    ".html",
    ".css",
    ".js",
    ".json",
    ".svg",
    ".xml",
    ".txt",
    ".vtt",
    ".csv",
    ".webmanifest",
    ".md",
)
_LEAST = 200
"""Bytes below which a smaller file saves no packet."""

_SITEMAP = "sitemap.xml.gz"
"""What an engine compresses itself, and as it should be."""


def write_siblings(site: Path, files: Iterable[str], workers: int = 2) -> int:
    """Write the siblings of those files that become smaller; gives how many were written. One that is there already stays."""
    wanted = [site / file for file in files if file.endswith(_COMPRESSIBLE)]
    with ThreadPoolExecutor(workers) as pool:
        return sum(pool.map(_write, wanted))


def refuse_foreign(files: Iterable[str]) -> None:
    """Raise XuekuError if a file of a site that has no siblings yet has the name of one: servers would send it for the other file."""
    known = {*files}
    for file in sorted(known - {_SITEMAP}):
        if file.endswith(ENDINGS) and file[:-3] in known:
            message = f"名字和压缩好的 {file[:-3]} 一样：要后者的读者，服务器会把它发出去"
            remedy = f"改一个名字，例如 {_renamed(file)}"
            raise XuekuError(file, message, remedy)


def without_siblings(files: Iterable[str]) -> list[str]:
    """The files that are no siblings of others."""
    known = {*files}
    return sorted(file for file in known if not (file.endswith(ENDINGS) and file[:-3] in known))


def _renamed(file: str) -> str:
    place = PurePosixPath(file)
    stem, _, rest = place.name.partition(".")
    return place.with_name(f"{stem}-压缩.{rest}").as_posix()


def _write(file: Path) -> int:
    content = file.read_bytes()
    if len(content) < _LEAST:
        return 0
    written = 0
    for ending, compressed in ((".gz", _gzip), (".br", _brotli)):
        sibling = file.with_name(file.name + ending)
        if not sibling.exists() and len(smaller := compressed(content)) < len(content):
            sibling.write_bytes(smaller)
            written += 1
    return written


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))
