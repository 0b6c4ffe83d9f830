"""Install, roll back, prune: what readers are served is one whole release."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.release.releases import (
    RECORDS,
    SHARD,
    installed,
    is_whole,
    keys,
    nothing_is_left,
    package,
    server,
)
from xueku.cli import main
from xueku.model.diagnostic import XuekuError
from xueku.release.durable import exchange
from xueku.release.install import install, prune, rollback
from xueku.release.lock import locked
from xueku.release.log import LOG, WITHDRAW, deeds, faults, note
from xueku.release.manifest import KEPT, MANIFEST, Number
from xueku.release.served import Served
from xueku.release.signing import sign
from xueku.release.verify import verify_folder


def _first_page(served: Served) -> str:
    return (served.root / "current/site/index.html").read_text("utf-8")


def test_what_is_installed_is_served_and_known(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    name = installed(served, package(tmp_path, 1))
    assert served.current == name == served.names[-1]
    assert "理论学习" in _first_page(served)
    assert [(deed.what, deed.release) for deed in deeds(served.root)] == [("install", name)]
    assert nothing_is_left(served)


def test_an_open_page_still_finds_its_shards_and_that_is_no_damage(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path / "1", 1))
    installed(served, package(tmp_path / "2", 2, "第二次"))
    assert (served.root / "current/site" / SHARD).is_file()
    assert is_whole(served)
    assert [*(served.folder(served.current) / KEPT).iterdir()]
    rollback(served, tell=lambda line: None)
    assert (served.root / "current/site/assets/search/t/g/0000000002.js").is_file()
    assert is_whole(served)
    # What is kept is held to the manifest that it came with.
    (served.root / "current/site/assets/search/t/g/0000000002.js").unlink()
    (served.root / "current/site/assets/search/t/g/0000000002.js").write_text("alert(1)")
    assert not is_whole(served)


def test_older_replayed_and_foreign_releases_are_refused(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    first, second = package(tmp_path / "1", 1), package(tmp_path / "2", 2, "第二次")
    for file in (first, second):
        installed(served, file)
    for file, told in (
        (first, "比装过的（0002）旧"),
        (second, "正在用"),
        (package(tmp_path / "3", 2, "另一个第二次"), "一样新"),
        (package(tmp_path / "4", 3, "第三次", key=keys().stranger), "签名无效"),
    ):
        with pytest.raises(XuekuError, match=told):
            installed(served, file)
        assert "第二次" in _first_page(served)
        assert nothing_is_left(served)
    # Removed or rolled back, a number that was served is not forgotten.
    rollback(served, "1", tell=lambda line: None)
    prune(served, 1, tell=lambda line: None)
    with pytest.raises(XuekuError, match="旧，或者一样新"):
        installed(served, package(tmp_path / "5", 2, "又一个第二次"))


def test_a_roll_back_is_verified_and_quick(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    names = [installed(served, package(tmp_path / str(n), n, f"第{n}次")) for n in (1, 2, 3)]
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
    names = [installed(served, package(tmp_path / str(n), n, f"第{n}次")) for n in range(1, 8)]
    rollback(served, "1", tell=lambda line: None)
    assert prune(served, 5, tell=lambda line: None) == [names[1]]
    assert served.names == [names[0], *names[2:]]
    assert is_whole(served)


def test_a_number_is_never_given_twice(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path, 7))
    assert str(served.next_revision(Number(7))) == "0007.1"
    note(served.root, "withdraw", "0007.1-aaaaaaaaaaaa", "依据已修订", ["zhibu-gongzuo-guize"])
    assert str(served.next_revision(Number(7))) == "0007.2"
    assert str(served.newest) == "0007.1"


def test_who_has_to_wait_is_told_for_whom(tmp_path: Path) -> None:
    served, told = server(tmp_path / "www"), list[str]()
    with locked(served.root, "withdraw"), pytest.raises(XuekuError, match="withdraw，进程"):
        install(served, package(tmp_path, 1), wait=0.1, tell=told.append)
    assert "等它做完" in told[0]
    installed(served, package(tmp_path / "2", 1))


def test_a_log_that_was_altered_or_cut_off_is_told(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    for n in (1, 2):
        installed(served, package(tmp_path / str(n), n, f"第{n}次"))
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
    installed(served, package(tmp_path / "3", 3, "第3次"))
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


def _damage(folder: Path) -> None:
    (folder / "site/index.html").write_text("坏了")


@pytest.mark.parametrize("harm", [_damage, shutil.rmtree, lambda folder: (folder / MANIFEST).unlink()])
def test_a_served_release_that_is_damaged_or_gone_is_mended_by_its_package(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    served = server(tmp_path / "www")
    files = [package(tmp_path / str(n), n, f"第{n}次") for n in (1, 2)]
    names = [installed(served, file) for file in files]
    harm(served.folder(names[1]))
    assert installed(served, files[1]) == names[1] == served.current
    assert is_whole(served)
    _damage(served.folder(names[0]))
    assert installed(served, files[0]) == names[0]
    assert verify_folder(served.folder(names[0]), served.signers).is_good
    assert served.current == names[1]
    assert not [*faults(served.root, served.names, served.current)]
    with pytest.raises(XuekuError, match="已经装着，而且正在用"):
        installed(served, files[1])


def test_a_roll_back_goes_on_where_the_served_one_is_gone(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    names = [installed(served, package(tmp_path / str(n), n, f"第{n}次")) for n in (1, 2)]
    shutil.rmtree(served.folder(names[1]))
    with pytest.raises(XuekuError, match="坏了，或者不在了"):
        prune(served, 1, tell=lambda line: None)
    told = CliRunner().invoke(main, ["list", "--root", str(served.root)])
    assert (told.exit_code, f"现在用的 {names[1]} 不在这里了" in told.output) == (1, True)
    (served.folder(names[0]) / MANIFEST).rename(tmp_path / "aside")
    assert "坏了" in CliRunner().invoke(main, ["list", "--root", str(served.root)]).output
    (tmp_path / "aside").rename(served.folder(names[0]) / MANIFEST)
    assert rollback(served, tell=lambda line: None).name == names[0]


def test_a_link_that_leads_elsewhere_is_told(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    name = installed(served, package(tmp_path, 1))
    (served.root / "current").unlink()
    (served.root / "current").symlink_to(f"/nowhere/{name}")
    with pytest.raises(XuekuError, match="指到别处去了"):
        Served.at(served.root)


def test_whoever_installs_readers_can_read(tmp_path: Path) -> None:
    served, file = server(tmp_path / "www"), package(tmp_path, 1)
    before = os.umask(0o077)
    try:
        CliRunner().invoke(main, ["install", str(file), "--root", str(served.root)], catch_exceptions=False)
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    made = [served.releases, *served.releases.rglob("*")]
    assert served.current
    assert all(path.stat().st_mode & 0o005 == (0o005 if path.is_dir() else 0o004) for path in made)


@pytest.mark.parametrize(
    "line",
    [
        '{"when": 1}',
        "[" * 100_000,
        "null",
        '{"when": "x", "ids": null}',
        '{"when":"","who":"","what":"withdraw","release":"","why":"","ids":null,"previous":""}',
    ],
)
def test_a_line_of_the_log_that_is_none_stops_nothing(tmp_path: Path, line: str) -> None:
    served = server(tmp_path / "www")
    for n in (1, 2):
        installed(served, package(tmp_path / str(n), n, f"第{n}次"))
    with (served.root / LOG).open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")
    assert any("不完整" in told for told in faults(served.root, served.names, served.current))
    rollback(served, tell=lambda line: None)


def test_a_package_of_another_site_is_refused(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    first = installed(served, package(tmp_path / "1", 1, origin="c0ffee"))
    with pytest.raises(XuekuError, match="来自别的仓库"):
        installed(served, package(tmp_path / "7", 7, "别处", origin="facade"))
    assert served.current == first
    third = installed(served, package(tmp_path / "3", 3, "这里", origin="c0ffee"))
    assert third == served.current
    # A repository that was made anew counts from one again, and readers always have a site.
    other = package(tmp_path / "n1", 1, "重建", origin="facade")
    with pytest.raises(XuekuError, match="来自别的仓库") as refused:
        installed(served, other)
    assert "--anew" in refused.value.remedy
    installed(served, other, anew=True)
    installed(served, package(tmp_path / "n2", 2, "重建以后", origin="facade"))
    with pytest.raises(XuekuError, match="来自别的仓库"):
        installed(served, package(tmp_path / "4", 4, "旧的", origin="c0ffee"))
    # What was served before is behind, whatever its number; going back to it changes no numbers.
    prune(served, 3, tell=lambda line: None)
    assert [name[:4] for name in served.names] == ["0003", "0001", "0002"]
    rollback(served, tell=lambda line: None)
    assert rollback(served, tell=lambda line: None).name == third
    rollback(served, "2", tell=lambda line: None)
    installed(served, package(tmp_path / "n3", 3, "重建以后的第三次", origin="facade"))


def test_numbers_begin_anew_only_with_what_is_installed(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path / "3", 3, "这里"))
    note(served.root, WITHDRAW, served.current, "正在核实", ["chongwen-shici"])
    shown = {"chongwen-shici": replace(RECORDS["chongwen-shici"], text="别的话")}
    with pytest.raises(XuekuError, match="又有紧急撤下的"):
        installed(served, package(tmp_path / "1", 1, "重建", records=shown), anew=True)
    with pytest.raises(XuekuError, match="旧，或者一样新"):
        installed(served, package(tmp_path / "2", 2, "旧的"))


def test_while_nobody_can_say_what_is_served_nothing_is_pruned(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    names = [installed(served, package(tmp_path / str(n), n, f"第{n}次")) for n in (1, 2)]
    (served.folder(served.current) / MANIFEST).write_bytes(b"{}")
    with pytest.raises(XuekuError, match="坏了，或者不在了"):
        prune(served, 1, tell=lambda line: None)
    assert served.names == names


def test_a_folder_with_nothing_in_it_is_no_release_that_was_installed(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    (served.releases / "0009-aaaaaaaaaaaa").mkdir(parents=True)
    assert installed(served, package(tmp_path, 1)) == served.current


def test_two_folders_change_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "一", tmp_path / "二"
    for folder in (one, other):
        folder.mkdir()
        (folder / "名").write_text(folder.name, "utf-8")
    exchange(one, other)
    assert [(folder / "名").read_text("utf-8") for folder in (one, other)] == ["二", "一"]
    # A system that has no such call.
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    exchange(one, other)
    assert [(folder / "名").read_text("utf-8") for folder in (one, other)] == ["一", "二"]
    assert len([*tmp_path.iterdir()]) == 2


def test_what_was_kept_for_open_pages_stays_where_a_release_is_mended(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    files = [package(tmp_path / str(n), n, f"第{n}次") for n in (1, 2)]
    for file in files:
        installed(served, file)
    shard = served.folder(served.current) / "site/assets/search/t/g/0000000001.js"
    assert shard.is_file()
    _damage(served.folder(served.current))
    installed(served, files[1])
    assert shard.is_file()
    assert is_whole(served)


def test_what_is_installed_is_not_signed_anew(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path, 1))
    with pytest.raises(XuekuError, match="服务器上装着的发布"):
        sign(served.root / "current", keys().first, lambda line: None)
    assert is_whole(served)


def test_what_the_log_knows_and_the_disk_lost_is_installed_again(tmp_path: Path) -> None:
    served, files = server(tmp_path / "www"), [package(tmp_path / str(n), n, f"第{n}次") for n in (1, 2)]
    for file in files:
        installed(served, file)
    (served.root / "current").unlink()
    shutil.rmtree(served.releases)
    with pytest.raises(XuekuError, match="旧，或者一样新"):
        installed(served, files[0])
    assert installed(served, files[1]) == served.current


def test_where_the_log_takes_no_line_nothing_is_put_in_place(tmp_path: Path) -> None:
    served, file = server(tmp_path / "www"), package(tmp_path, 1)
    (served.root / LOG).mkdir()
    with pytest.raises(OSError, match=LOG):
        installed(served, file)
    assert (served.names, served.current) == ([], "")
