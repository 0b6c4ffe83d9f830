"""Packages that nobody of ours made, or that are damaged: nothing changes, and nothing is left."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from tests.release.releases import installed, is_whole, made, nothing_is_left, package, server
from xueku.cli import main
from xueku.model.diagnostic import XuekuError
from xueku.release.contents import measure_names
from xueku.release.manifest import KEPT, MANIFEST, RECORDS, SIGNATURE, SITE, SUMS, parse_manifest
from xueku.release.package import Limits, write_package


def _tar(*entries: tuple[str, Callable[[tarfile.TarInfo], None] | bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, what in entries:
            about = tarfile.TarInfo(name)
            if isinstance(what, bytes):
                about.size = len(what)
                archive.addfile(about, io.BytesIO(what))
            else:
                what(about)
                archive.addfile(about)
    return zstandard.ZstdCompressor().compress(content.getvalue())


def _of(type_: bytes, target: str = "") -> Callable[[tarfile.TarInfo], None]:
    def turn(about: tarfile.TarInfo) -> None:
        about.type, about.linkname = type_, target

    return turn


def _remark(about: tarfile.TarInfo) -> None:
    about.pax_headers = {"comment": "x" * 100_000}


HOSTILE = {
    "absolute": (_tar(("/etc/cron.d/x", b"x")), "跑到文件夹外面"),
    "dots": (_tar(("a/../../x", b"x")), "跑到文件夹外面"),
    "backslash": (_tar(("a/..\\x", b"x")), "跑到文件夹外面"),
    "no folder": (_tar(("x", b"x")), "不合规"),
    "symlink": (_tar(("a/x", _of(tarfile.SYMTYPE, "/etc"))), "链接"),
    "hard link": (_tar(("a/x", b"x"), ("a/y", _of(tarfile.LNKTYPE, "a/x"))), "链接"),
    "device": (_tar(("a/x", _of(tarfile.CHRTYPE))), "设备"),
    "fifo": (_tar(("a/x", _of(tarfile.FIFOTYPE))), "设备"),
    "twice": (_tar(("a/x", b"x"), ("a/x", b"y")), "两个文件"),
    "two folders": (_tar(("a/x", b"x"), ("b/x", b"y")), "只有一个文件夹"),
    "empty": (_tar(), "什么也没有"),
    "no manifest": (_tar(("a/x", b"x")), "不是一次发布"),
    "more behind": (_tar(("a/x", b"x")) + b"!", "坏了"),
    "half": (_tar(("a/x", bytes(100_000)))[:40], "坏了"),
    "no zstd": (b"PK\x03\x04", "坏了"),
    "many": (_tar(*((f"a/{n}", b"") for n in range(30))), "上限"),
    "large": (_tar(("a/x", bytes(3000))), "上限"),
    "a long remark": (_tar(("a/x", _remark)), "太长的名字或附注"),
    "a long name": (_tar((f"a/{'x' * 300}", b"x")), "名字太长"),
    "below a file": (_tar(("a/x", b"x"), ("a/x/y", b"y")), "两个文件"),
    "deep": (_tar(("a/MANIFEST.json", b"[" * 1900)), "读不下去"),
    "a folder for a manifest": (_tar(("a/MANIFEST.json/x", b"x")), "不是一次发布"),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_hostile_or_damaged_package_changes_nothing(tmp_path: Path, harm: str) -> None:
    served = server(tmp_path / "www")
    content, told = HOSTILE[harm]
    file = tmp_path / "x.tar.zst"
    file.write_bytes(content)
    with pytest.raises(XuekuError, match=told):
        installed(served, file, limits=Limits(entries=20, file=2000, total=4000))
    assert not served.current
    assert nothing_is_left(served)
    assert {*tmp_path.iterdir()} == {tmp_path / "www", file}


def test_a_flipped_bit_anywhere_in_a_package_is_refused(tmp_path: Path) -> None:
    served, file = server(tmp_path / "www"), package(tmp_path, 1)
    whole = file.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 12)):
        content = bytearray(whole)
        content[place] ^= 1
        file.write_bytes(content)
        with pytest.raises(XuekuError, match=r"坏了|没有通过|读不下去|不是一次发布|没有解开"):
            installed(served, file)
        assert not served.current


@pytest.mark.parametrize("top", ["另一个名字", ""], ids=["another name", "files of others"])
def test_a_package_that_is_not_installed_is_not_called_whole(tmp_path: Path, top: str) -> None:
    manifest, folder = made(tmp_path)
    if not top:
        (folder / KEPT / manifest.name).mkdir(parents=True)
        for name in (MANIFEST, SIGNATURE):
            shutil.copyfile(folder / name, folder / KEPT / manifest.name / name)
    file = tmp_path / "x.tar.zst"
    write_package(file, folder, measure_names(folder), top or manifest.name, 0)
    served = server(tmp_path / "www")
    with pytest.raises(XuekuError):
        installed(served, file)
    result = CliRunner().invoke(main, ["verify", str(file), "--keys", str(served.signers)])
    assert result.exit_code == 2, result.output


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("withdrawn", ["x"]),
        ("withdrawn", {"x": 1}),
        ("base", []),
        ("locks", {"x": {}}),
        ("committed", "1"),
        ("committed", True),
        ("previous", None),
        ("origin", 1),
    ],
)
def test_a_manifest_of_other_kinds_of_values_is_none(tmp_path: Path, name: str, value: object) -> None:
    manifest, _ = made(tmp_path)
    content = replace(manifest, **{name: value}).to_json()  # type: ignore[arg-type]
    with pytest.raises(XuekuError, match="读不下去"):
        parse_manifest(content, "x")


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE, SUMS, RECORDS, f"{SITE}/index.html"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    served, file = server(tmp_path / "www"), package(tmp_path, 1)
    place = served.folder(installed(served, file)) / name
    place.unlink()
    os.mkfifo(place)
    for words in (["verify", str(served.root / "current")], ["list", "--root", str(served.root)]):
        assert CliRunner().invoke(main, words, catch_exceptions=False).output
    installed(served, file)
    assert is_whole(served)
