"""Zip archives whose bytes follow from what is in them alone."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from io import BytesIO

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that the format can name: no clock decides."""
_COMPRESSED = (".docx", ".xlsx", ".pdf", ".png", ".jpg", ".jpeg", ".webp", ".mp4", ".zip")


def zip_of(files: Mapping[str, bytes], stored: Collection[str] = ()) -> bytes:
    """An archive of these files, by name, in their order; those named `stored` are not compressed. Names that are not ASCII are marked as UTF-8."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            is_compressed = name in stored or name.lower().endswith(_COMPRESSED)
            entry.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            opened.writestr(entry, content)
    return archive.getvalue()


def unzipped(archive: bytes) -> dict[str, bytes]:
    """The files of an archive that we made ourselves, by name, in their order."""
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
