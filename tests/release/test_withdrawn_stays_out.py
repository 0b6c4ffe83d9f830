"""What was urgently withdrawn stays out: of roll-backs, of later releases, and of what is kept for open pages."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.release.releases import installed, is_whole, keys, package, server
from xueku.model.diagnostic import XuekuError
from xueku.release.contents import fill, write_packages
from xueku.release.durable import PASSING
from xueku.release.install import prune, put, rollback
from xueku.release.log import AGAIN, WITHDRAW, note
from xueku.release.manifest import KEPT, MANIFEST, RECORDS, SIGNATURE, Number, read_manifest
from xueku.release.records import Shown
from xueku.release.served import Served
from xueku.release.signature import sign_manifest


def _with(id_: str, text: str) -> dict[str, object]:
    return {"records": {id_: Shown("材料", "文章", f"articles/{id_}/index.html", text)}}


def _withdrawal(served: Served, number: str, id_: str, left: Mapping[str, Shown] = {}) -> None:
    """An installed withdrawal of one record, as `xueku withdraw` makes it from the served release."""
    base = read_manifest(served.folder(served.current))
    staging = served.root / PASSING
    shutil.copytree(served.folder(base.name) / "site", staging / "site")
    for shard in (staging / "site/assets/search/t/g").iterdir():
        shard.unlink()
    about = replace(
        base, number=Number.read(number) or base.number, base=base.name, withdrawn={id_: "正在核实"}, files={}
    )
    manifest = fill(staging, about, "mkdocs.yml", left, "# 紧急撤稿\n")
    sign_manifest(staging, keys().first)
    put(served, staging, manifest, WITHDRAW, "正在核实", [id_])


def _shard(served: Served, number: int) -> Path:
    return served.root / f"current/site/assets/search/t/g/{number:010}.js"


def test_nothing_of_content_is_kept_of_a_release_that_shows_more(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path / "1", 1, "第1次", **_with("jia", "要撤的话")))
    installed(served, package(tmp_path / "2", 2, "第2次", **_with("jia", "改过的话")))
    assert _shard(served, 1).is_file()
    # Withdrawn by its editor: the next release does not show it.
    installed(served, package(tmp_path / "3", 3, "第3次", **_with("yi", "别的话")))
    assert not _shard(served, 2).exists()
    assert (served.root / "current/site/assets/xueku/xueku-23e67a20ea77.css").is_file()
    assert is_whole(served)


def test_what_was_let_in_again_is_gone_when_that_is_taken_back(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    first = installed(served, package(tmp_path / "1", 1, "第1次", **_with("jia", "要撤的话")))
    _withdrawal(served, "1.1", "jia")
    rollback(served, "1", again=True, tell=lambda line: None)
    assert _shard(served, 1).is_file()
    rollback(served, "1.1", tell=lambda line: None)
    assert not _shard(served, 1).exists()
    # Nor can anybody bring it in by the papers of the release that had it.
    old, here = served.folder(first), served.folder(served.current)
    (here / KEPT / first).mkdir(parents=True)
    for name in (MANIFEST, SIGNATURE, RECORDS):
        shutil.copyfile(old / name, here / KEPT / first / name)
    _shard(served, 1).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old / "site/assets/search/t/g/0000000001.js", _shard(served, 1))
    assert not is_whole(served)


def test_what_is_let_in_again_is_in_for_as_long_as_it_is_served(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    first = installed(served, package(tmp_path / "1", 1, "第1次", **_with("jia", "话")))
    _withdrawal(served, "1.1", "jia")
    # A line that a killed run left does not let it in.
    note(served.root, AGAIN, first, "重新出现", ["jia"])
    with pytest.raises(XuekuError, match="又有紧急撤下的《材料》"):
        rollback(served, "1", tell=lambda line: None)
    rollback(served, "1", again=True, tell=lambda line: None)
    installed(served, package(tmp_path / "2", 2, "第2次", **_with("jia", "话")))
    rollback(served, "1.1", tell=lambda line: None)
    with pytest.raises(XuekuError, match="又有紧急撤下的《材料》"):
        rollback(served, "2", tell=lambda line: None)


def test_a_withdrawal_that_came_as_a_package_is_remembered_when_it_is_gone(tmp_path: Path) -> None:
    here, there = server(tmp_path / "www"), server(tmp_path / "other")
    file = package(tmp_path / "1", 1, "第1次", **_with("jia", "话"))
    for served in (here, there):
        installed(served, file)
    _withdrawal(there, "1.1", "jia")
    folder = there.folder(there.current)
    brought = write_packages(folder, read_manifest(folder), tmp_path)[0]
    installed(here, brought)
    installed(here, package(tmp_path / "2", 2, "第2次", **_with("yi", "话")))
    assert prune(here, 1, tell=lambda line: None)
    with pytest.raises(XuekuError, match="又有紧急撤下的《材料》"):
        installed(here, package(tmp_path / "3", 3, "第3次", **_with("jia", "话")))


def test_what_a_withdrawal_was_made_from_is_brought_later_and_not_served(tmp_path: Path) -> None:
    here, there = server(tmp_path / "www"), server(tmp_path / "other")
    file = package(tmp_path / "1", 1, "第1次", **_with("jia", "话"))
    first = installed(there, file)
    _withdrawal(there, "1.1", "jia")
    folder = there.folder(there.current)
    installed(here, write_packages(folder, read_manifest(folder), tmp_path)[0])
    assert installed(here, file) == first
    assert (here.names, here.current) == ([first, folder.name], folder.name)
    assert prune(here, 1, tell=lambda line: None) == []


def test_what_comes_again_in_other_words_brings_the_old_ones_back_nowhere(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    first = installed(served, package(tmp_path / "1", 1, "第1次", **_with("jia", "要撤的话")))
    _withdrawal(served, "1.1", "jia")
    second = installed(served, package(tmp_path / "2", 2, "第2次", **_with("jia", "改好的话")), again=True)
    with pytest.raises(XuekuError, match="又有紧急撤下的《材料》"):
        rollback(served, "1", tell=lambda line: None)
    assert rollback(served, "1", again=True, tell=lambda line: None).name == first
    assert rollback(served, "2", again=True, tell=lambda line: None).name == second
    assert not _shard(served, 1).exists()
    # Of what is served now a later release may show other words.
    installed(served, package(tmp_path / "3", 3, "第3次", **_with("jia", "更好的话")))


def test_a_withdrawal_of_another_server_is_told_to_be_made_here(tmp_path: Path) -> None:
    here, there = server(tmp_path / "www"), server(tmp_path / "other")
    both = {"records": _with("jia", "话")["records"] | _with("yi", "话")["records"]}  # type: ignore[operator]
    file = package(tmp_path / "1", 1, "第1次", **both)
    for served in (here, there):
        installed(served, file)
    _withdrawal(there, "1.1", "jia")
    folder = there.folder(there.current)
    brought = write_packages(folder, read_manifest(folder), tmp_path)[0]
    _withdrawal(here, "1.1", "yi", {"jia": both["records"]["jia"]})
    with pytest.raises(XuekuError) as refused:
        installed(here, brought)
    assert "xueku withdraw jia" in refused.value.remedy


def test_where_the_served_release_is_damaged_that_is_the_reason(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path / "1", 1, "第1次", **_with("jia", "话")))
    _withdrawal(served, "1.1", "jia")
    second = installed(served, package(tmp_path / "2", 2, "第2次", **_with("jia", "话")), again=True)
    (served.folder(second) / RECORDS).unlink()
    with pytest.raises(XuekuError, match="现在用的这次发布坏了"):
        installed(served, package(tmp_path / "3", 3, "第3次", **_with("jia", "话")))
