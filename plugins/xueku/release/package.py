"""A release as one file: `xueku-site-NNNN.tar.zst`. Written the same each time, opened with distrust."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from errno import ENAMETOOLONG
from pathlib import Path, PurePosixPath
from typing import IO, Self

import zstandard

from xueku.model.diagnostic import XuekuError

ENDING = ".tar.zst"
_LEVEL = 10
_BLOCK = 1 << 20
_MOST_HEADER = 1 << 16


@dataclass(frozen=True)
class Limits:
    """What a package may hold at most: entries, bytes of one file, bytes of all, characters of a path."""

    entries: int = 500_000
    file: int = 4 << 30
    total: int = 40 << 30
    path: int = 1_000


LIMITS = Limits()


def write_package(target: Path, folder: Path, files: Iterable[str], top: str, mtime: int) -> None:
    """Write files of a folder below the folder `top`, sorted, owned by nobody, all of one time. Raises OSError."""
    with target.open("wb") as raw:
        compressor = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
        with (
            compressor.stream_writer(raw, closefd=False) as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
        ):
            add_files(archive, folder, files, top, mtime)
        raw.flush()
        os.fsync(raw.fileno())


def add_files(archive: tarfile.TarFile, folder: Path, files: Iterable[str], top: str, mtime: int) -> None:
    """Add files of a folder below the folder `top`, sorted, owned by nobody, all of one time. Raises OSError."""
    for path in sorted(files):
        about = tarfile.TarInfo(f"{top}/{path}" if top else path)
        about.size = (folder / path).stat().st_size
        about.mtime, about.mode = mtime, 0o644
        with (folder / path).open("rb") as content:
            archive.addfile(about, content)


def unpack(package: Path, folder: Path, limits: Limits = LIMITS) -> str:
    """Unpack a package into an empty folder; gives the name of the one folder in it.

    Raises XuekuError if it is damaged or holds what none of ours does: links, devices, absolute names, `..`, two files of one name,
    too much. Raises OSError if the disk refuses. `sync_tree` sees all of it on the disk.
    """
    tops: set[str] = set()
    try:
        for about, content in _entries(package, limits):
            path = _checked_name(package, about, limits)
            tops.add(path.parts[0])
            _write(folder.joinpath(*path.parts), content, about.size, package)
    except (tarfile.TarError, zstandard.ZstdError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise _damaged(package, str(error)) from None
    if len(tops) != 1:
        raise _damaged(package, "里面应当只有一个文件夹" if tops else "里面什么也没有")
    return tops.pop()


def size_unpacked(package: Path, limits: Limits = LIMITS) -> int:
    """Bytes that a package takes once unpacked. Raises XuekuError as `unpack`."""
    try:
        return sum(about.size for about, _ in _entries(package, limits))
    except (tarfile.TarError, zstandard.ZstdError, EOFError, UnicodeDecodeError, ValueError) as error:
        raise _damaged(package, str(error)) from None


def may_be_named(name: str, limits: Limits = LIMITS) -> bool:
    """Whether a package may hold a file of this name: below one folder, no way out of it, no odd signs, not too long."""
    parts = name.split("/")
    return (
        len(parts) > 1
        and not {"", ".", ".."} & {*parts}
        and "\\" not in name
        and not any(ord(sign) < 32 for sign in name)
        and len(name) <= limits.path
    )


def _entries(package: Path, limits: Limits) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """Every entry that is a plain file, with its content. The stream is read to its end, where its check sum stands."""
    count = total = 0
    with package.open("rb") as raw:
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
            raw, read_across_frames=False
        )
        limited = _Limited(reader, limits.total + limits.entries * 4096)
        with tarfile.open(fileobj=limited, mode="r|", tarinfo=_Header) as archive:
            for about in archive:
                count += 1
                total += about.size
                if count > limits.entries or about.size > limits.file or total > limits.total:
                    raise _refused(package, about.name, "太多或太大，超过上限")
                content = archive.extractfile(about) if about.isreg() else None
                if content is None or about.sparse is not None:
                    raise _refused(package, about.name, "是链接、设备或别的不该有的东西")
                yield about, content
        while limited.read(_BLOCK):
            pass
        if raw.read(1):
            raise ValueError("后面还有别的东西")


class _Header(tarfile.TarInfo):
    """A header, refused before what belongs to it is read into memory as a whole: a long name, a note on the file that follows."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The header in these bytes. Raises ValueError if it asks for too much."""
        about = super().frombuf(buf, encoding, errors)
        if not about.isreg() and about.size > _MOST_HEADER:
            raise ValueError("里面有太长的名字或附注")
        return about


class _Limited(io.RawIOBase):
    """A stream that ends in an error where it is longer than it may be."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(_BLOCK if size < 0 else size)
        self._left -= len(content)
        if self._left < 0:
            raise ValueError("解开以后太大")
        return content


def _checked_name(package: Path, about: tarfile.TarInfo, limits: Limits) -> PurePosixPath:
    if not may_be_named(about.name, limits):
        raise _refused(package, about.name, "名字会跑到文件夹外面，或者不合规")
    return PurePosixPath(about.name)


def _write(place: Path, content: IO[bytes], size: int, package: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as opened:
            shutil.copyfileobj(content, opened, _BLOCK)
            if opened.tell() != size:
                raise EOFError("不完整")
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise _refused(package, place.name, "同一个名字有两个文件") from None
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            raise _refused(package, place.name, "名字太长") from None
        raise
    place.chmod(0o644)


def _refused(package: Path, name: str, reason: str) -> XuekuError:
    shown = name if len(name) <= 80 else f"{name[:79]}…"
    return XuekuError(
        package.name, f"压缩包里的 {shown!r} {reason}，没有解开", "这不是学库做的发布包；向发布的人重新要一份"
    )


def _damaged(package: Path, reason: str) -> XuekuError:
    if reason.isascii():
        reason = "不完整，或者不是 tar.zst"
    return XuekuError(package.name, f"压缩包坏了，解不开（{reason}）", "重新拷一份，用 sha256sum 核对")
