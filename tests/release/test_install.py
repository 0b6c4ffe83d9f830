"""Install, roll back, prune: what readers are served is one whole release."""

from __future__ import annotations

import io
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner

from tests.release.releases import SHARD, keys, package, server
from xueku.cli import main
from xueku.model.diagnostic import XuekuError
from xueku.release.durable import PASSING
from xueku.release.install import install, prune, rollback
from xueku.release.lock import locked
from xueku.release.log import LOG, deeds, faults, note
from xueku.release.manifest import KEPT, Number
from xueku.release.package import Limits
from xueku.release.served import Served
from xueku.release.verify import verify_folder


def _install(served: Served, file: Path, **others: object) -> str:
    return install(served, file, tell=lambda line: None, **others).name  # type: ignore[arg-type]


def _first_page(served: Served) -> str:
    return (served.root / "current/site/index.html").read_text("utf-8")


def _nothing_is_left(served: Served) -> bool:
    return not [path for path in served.root.rglob("*") if path.name.startswith(PASSING)]


def _is_whole(served: Served) -> bool:
    return verify_folder(served.folder(served.current), served.signers).is_good


def test_what_is_installed_is_served_and_known(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    name = _install(served, package(tmp_path, 1))
    assert served.current == name == served.names[-1]
    assert "理论学习" in _first_page(served)
    assert [(deed.what, deed.release) for deed in deeds(served.root)] == [("install", name)]
    assert _nothing_is_left(served)


def test_an_open_page_still_finds_its_shards_and_that_is_no_damage(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    _install(served, package(tmp_path / "1", 1))
    _install(served, package(tmp_path / "2", 2, "第二次"))
    assert (served.root / "current/site" / SHARD).is_file()
    assert _is_whole(served)
    assert [*(served.folder(served.current) / KEPT).iterdir()]
    rollback(served, tell=lambda line: None)
    assert (served.root / "current/site/assets/search/t/g/0000000002.js").is_file()
    assert _is_whole(served)
    # What is kept is held to the manifest that it came with.
    (served.root / "current/site/assets/search/t/g/0000000002.js").unlink()
    (served.root / "current/site/assets/search/t/g/0000000002.js").write_text("alert(1)")
    assert not _is_whole(served)


def test_older_replayed_and_foreign_releases_are_refused(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    first, second = package(tmp_path / "1", 1), package(tmp_path / "2", 2, "第二次")
    for file in (first, second):
        _install(served, file)
    for file, told in (
        (first, "比装过的（0002）旧"),
        (second, "正在用"),
        (package(tmp_path / "3", 2, "另一个第二次"), "一样新"),
        (package(tmp_path / "4", 3, "第三次", key=keys().stranger), "签名无效"),
    ):
        with pytest.raises(XuekuError, match=told):
            _install(served, file)
        assert "第二次" in _first_page(served)
        assert _nothing_is_left(served)
    # Removed or rolled back, a number that was served is not forgotten.
    rollback(served, "1", tell=lambda line: None)
    prune(served, 1, tell=lambda line: None)
    with pytest.raises(XuekuError, match="旧，或者一样新"):
        _install(served, package(tmp_path / "5", 2, "又一个第二次"))


def test_a_roll_back_is_verified_and_quick(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    names = [_install(served, package(tmp_path / str(n), n, f"第{n}次")) for n in (1, 2, 3)]
    begun = time.perf_counter()
    rollback(served, tell=lambda line: None)
    assert time.perf_counter() - begun < 5
    assert served.current == names[1]
    (served.folder(names[0]) / "site/index.html").write_text("坏了")
    with pytest.raises(XuekuError, match=r"改过：site/index\.html"):
        rollback(served, "1", tell=lambda line: None)
    assert served.current == names[1]
    for word, told in (("9", "没有装过"), ("2", "现在用的就是")):
        with pytest.raises(XuekuError, match=told):
            rollback(served, word, tell=lambda line: None)


def test_prune_keeps_the_newest_and_the_served_one(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    names = [_install(served, package(tmp_path / str(n), n, f"第{n}次")) for n in range(1, 8)]
    rollback(served, "1", tell=lambda line: None)
    assert prune(served, 5, tell=lambda line: None) == [names[1]]
    assert served.names == [names[0], *names[2:]]
    assert _is_whole(served)


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
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_hostile_or_damaged_package_changes_nothing(tmp_path: Path, harm: str) -> None:
    served = server(tmp_path / "www")
    content, told = HOSTILE[harm]
    file = tmp_path / "x.tar.zst"
    file.write_bytes(content)
    with pytest.raises(XuekuError, match=told):
        _install(served, file, limits=Limits(entries=20, file=2000, total=4000))
    assert not served.current
    assert _nothing_is_left(served)
    assert {*tmp_path.iterdir()} == {tmp_path / "www", file}


def test_a_flipped_bit_anywhere_in_a_package_is_refused(tmp_path: Path) -> None:
    served, file = server(tmp_path / "www"), package(tmp_path, 1)
    whole = file.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 12)):
        content = bytearray(whole)
        content[place] ^= 1
        file.write_bytes(content)
        with pytest.raises(XuekuError, match=r"坏了|没有通过|读不下去|不是一次发布|没有解开"):
            _install(served, file)
        assert not served.current


def test_a_number_is_never_given_twice(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    _install(served, package(tmp_path, 7))
    assert str(served.next_revision(Number(7))) == "0007.1"
    note(served.root, "withdraw", "0007.1-aaaaaaaaaaaa", "依据已修订", ["zhibu-gongzuo-guize"])
    assert str(served.next_revision(Number(7))) == "0007.2"
    assert str(served.newest) == "0007.1"


def test_who_has_to_wait_is_told_for_whom(tmp_path: Path) -> None:
    served, told = server(tmp_path / "www"), list[str]()
    with locked(served.root, "withdraw"), pytest.raises(XuekuError, match="withdraw，进程"):
        install(served, package(tmp_path, 1), wait=0.1, tell=told.append)
    assert "等它做完" in told[0]
    _install(served, package(tmp_path / "2", 1))


def test_a_log_that_was_altered_or_cut_off_is_told(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    for n in (1, 2):
        _install(served, package(tmp_path / str(n), n, f"第{n}次"))
    file = served.root / LOG
    whole = file.read_bytes()

    def told() -> list[str]:
        return [*faults(served.root, served.names, served.current)]

    assert not told()
    file.write_bytes(whole.replace(b'"install"', b'"INSTALL"', 1))
    assert "第 2 行接不上" in told()[0]
    file.write_bytes(whole.split(b"\n")[0] + b"\n")
    assert f"装着 {served.current}，记录里却没有它" in told()[0]
    assert f"现在用的却是 {served.current}" in told()[1]
    file.unlink()
    assert len(told()) == len(served.names) == 2
    file.write_bytes(whole + b'{"when": "2026')
    assert told() == ["最后一行不完整（写的时候断了电，或者被改过）"]
    _install(served, package(tmp_path / "3", 3, "第3次"))
    assert told() == ["第 3 行不完整（写的时候断了电，或者被改过）"]
    assert len([*deeds(served.root)]) == 3


def test_a_root_that_is_none_is_told_and_not_made(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    file = package(tmp_path, 1)
    for words in (["install", str(file)], ["list"], ["prune"], ["rollback"]):
        result = CliRunner().invoke(main, [*words, "--root", str(tmp_path / "wwww")], catch_exceptions=False)
        assert (result.exit_code, "wwww: 没有这个文件夹" in result.output) == (2, True), result.output
    assert not (tmp_path / "wwww").exists()
    (served.root / "current").mkdir()
    result = CliRunner().invoke(
        main, ["install", str(file), "--root", str(served.root)], catch_exceptions=False
    )
    assert (result.exit_code, "是真的文件夹" in result.output) == (2, True), result.output
    assert not served.names
