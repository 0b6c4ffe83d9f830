"""What commands of releases say of folders and files that are not what was meant."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from tests.release.project import run
from tests.release.releases import installed, package, server
from xueku.cli.common import refused
from xueku.release.served import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A server with one release; its packages are in `made` beside it."""
    folder = tmp_path_factory.mktemp("服务器")
    served = server(folder / "srv")
    installed(served, package(folder / "made"))
    return served


@pytest.mark.parametrize("command", [["verify"], ["install", "--root"]])
def test_the_variant_for_readers_is_called_so(served: Served, tmp_path: Path, command: list[str]) -> None:
    words = [*command, *([str(served.root)] if "--root" in command else [])]
    variant = served.root.parent / "made/xueku-site-0001-usb.zip"
    renamed = shutil.copy(variant, tmp_path / "网站.zip")
    for file in (variant, renamed):
        done = run(*words, str(file))
        assert done.exit_code == 2
        assert "给读者的 U 盘包" in done.output
    assert "xueku-site-0001.tar.zst" in run(*words, str(variant)).output


def test_a_folder_is_no_package(served: Served) -> None:
    done = run("install", str(served.root.parent / "made"), "--root", str(served.root))
    assert done.exit_code == 2
    assert "这是文件夹，要的是压缩包" in done.output


def test_a_package_without_a_list_asks_for_that_of_the_operator(served: Served, tmp_path: Path) -> None:
    file = shutil.copy(served.root.parent / "made/xueku-site-0001.tar.zst", tmp_path)
    done = run("verify", str(file))
    assert done.exit_code == 2
    assert "--keys /srv/xueku/allowed_signers" in done.output
    assert run("verify", str(file), "--keys", str(served.signers)).exit_code == 0


@pytest.mark.parametrize("below", ["current", "current/site", "releases", "别处"])
def test_a_root_that_lies_below_the_right_one_names_it(served: Served, below: str) -> None:
    done = run("list", "--root", str(served.root / below))
    assert done.exit_code == 2
    assert f"是不是上面的文件夹：--root {served.root}\n" in done.output


def test_a_number_is_that_of_a_release_whatever_folders_are_here(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "1").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("diff", "1", "1", "--root", str(served.root)).exit_code == 0
    name = str(served.folder(served.current))
    assert run("diff", "1", name, "--root", str(served.root)).exit_code == 0


@pytest.mark.parametrize(
    ("reason", "name", "words"),
    [
        (errno.ELOOP, "圈", "打不开（链接转了圈）"),
        (errno.ENOENT, "没有", "打不开（没有这个文件或文件夹）"),
        (errno.ENOENT, "没有/这里", "写不进去（没有这个文件或文件夹）"),
        (errno.EIO, None, "读写不了（磁盘读写出错）"),
        (errno.ENOSPC, None, "写不进去（磁盘满了）"),
        (errno.EACCES, "没有", "写不进去（没有权限）"),
    ],
)
def test_what_did_not_go_is_not_guessed(tmp_path: Path, reason: int, name: str | None, words: str) -> None:
    file = None if name is None else str(tmp_path / name)
    assert words in str(refused(OSError(reason, os.strerror(reason), file)))
