"""Archives, read within limits: what a Zip file says of itself may be made to do harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span, shown
from xueku.source.file_types import may_be_handed_out, type_of
from xueku.source.uninspected import DangerousError, UninspectedError

MOST_ENTRIES = 2_000
MOST_BYTES = 200_000_000
MOST_BYTES_OF_ENTRY = 50_000_000
MOST_RATIO = 100
_FROM_BYTES = 10_000_000
"""A smaller archive may be packed as tightly as it likes."""
_LEAVES = re.compile(r"^(?:[/\\\\]|[a-zA-Z]:)|(?:^|[/\\\\])\.\.(?:[/\\\\]|$)|\0")


@contextmanager
def opened_archive(content: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The Zip archive in `content`, whose entries may be read by `read_entry`.

    Raises DangerousError if it holds more than 2,000 entries, unpacks to more than 200 MB or to a hundred times its size, or names places outside of itself;
    UninspectedError if it is damaged, also while it is read, or locked.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            _check(archive.infolist())
            yield archive
    # An archive that is damaged fails in any of these ways.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise UninspectedError("打不开，文件可能坏了") from None


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content of one entry. Raises DangerousError if it is larger than 50 MB, whatever the archive says of it."""
    with archive.open(entry) as content:
        data = content.read(MOST_BYTES_OF_ENTRY + 1)
    if len(data) > MOST_BYTES_OF_ENTRY:
        raise DangerousError(f"里的{shown(entry.filename)}展开太大，不像正常的文件")
    return data


def read_packed_file(file: Path, place: Span) -> FileFacts:
    """What is to be said of a Zip file that is handed out. Raises as `opened_archive`."""
    with file.open("rb") as content, opened_archive(content) as archive:
        return FileFacts(place, dangers=tuple(dict.fromkeys(_dangers(archive, place))))


def _dangers(archive: zipfile.ZipFile, place: Span) -> Iterator[str]:
    from xueku.source.office import OFFICE_FILES, read_office_content

    for entry in archive.infolist():
        name = entry.filename
        if entry.is_dir():
            continue
        if type_of(name) == "zip" or not may_be_handed_out(name):
            yield f"里有不能放到网站上的{shown(name, 40)}"
        elif name.lower().endswith(OFFICE_FILES):
            try:
                inner = read_office_content(io.BytesIO(read_entry(archive, entry)), place)
            except UninspectedError as reason:
                yield f"里的{shown(name, 40)}{reason}"
            else:
                yield from (f"里的{shown(name, 40)}{danger}" for danger in inner.dangers)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    size, packed = (sum(getattr(entry, name) for entry in entries) for name in ("file_size", "compress_size"))
    if len(entries) > MOST_ENTRIES:
        raise DangerousError(f"里面有 {len(entries):,} 个文件，太多了（上限 {MOST_ENTRIES:,} 个）")
    if size > MOST_BYTES or (size > _FROM_BYTES and size > MOST_RATIO * packed):
        raise DangerousError(
            f"展开有 {size / 1_000_000:,.0f} MB，太大了（上限 {MOST_BYTES // 1_000_000} MB，{MOST_RATIO} 倍）"
        )
    if leaving := next((entry.filename for entry in entries if _LEAVES.search(entry.filename)), ""):
        raise DangerousError(f"里有要写到别处去的{shown(leaving)}")
