"""The site for a USB stick: a zip that a person opens by double click, without what only servers need."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from xueku.release.siblings import without_siblings
from xueku.site.policy import POLICY

ENDING = "-usb.zip"
FIRST = "打开.html"
_FOLDER = "site"
_DAY = (1980, 1, 1, 0, 0, 0)
_STORED = (".zip", ".pdf", ".docx", ".xlsx", ".png", ".jpg", ".jpeg", ".webp", ".mp4", ".woff2", ".gz")
_OPEN = f"""\
<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta http-equiv="refresh" content="0; url=site/index.html">
<title>打开网站</title>
</head>
<body>
<p><a href="site/index.html">打开网站</a></p>
<p>没有自动打开的，点上面的字。要先把整个压缩包解开，再双击“打开.html”。</p>
</body>
</html>
"""


def write_usb(target: Path, site: Path, files: Iterable[str]) -> None:
    """Write the archive of a web root; `files` are its addresses. Raises OSError."""
    with target.open("wb") as raw:
        with zipfile.ZipFile(raw, "w") as archive:
            archive.writestr(_entry(FIRST), _OPEN.replace("\n", "\r\n").encode())
            for address in without_siblings(files):
                with (
                    archive.open(_entry(f"{_FOLDER}/{address}"), "w") as inner,
                    (site / address).open("rb") as own,
                ):
                    shutil.copyfileobj(own, inner)
        raw.flush()
        os.fsync(raw.fileno())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
