"""What an installed release keeps of others, where a key is taken off the list or the disk refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.release.releases import installed, is_whole, keys, package, server
from xueku.release import kept
from xueku.release.install import rollback
from xueku.release.manifest import KEPT
from xueku.release.served import Served


def _two(root: Path, packages: Path) -> Served:
    """A server with a release of each of two keys, the second of which keeps what it may of the first."""
    served = server(root)
    for number, key in ((1, keys().first), (2, keys().second)):
        installed(served, package(packages / str(number), number, f"第{number}次", key=key))
    return served


def _take_off(served: Served, key: Path) -> None:
    lines = served.signers.read_text("utf-8").splitlines(keepends=True)
    served.signers.write_text("".join(line for line in lines if f"-{key.name} " not in line), "utf-8")


def test_of_a_release_that_nobody_signed_nothing_is_kept(tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    installed(served, package(tmp_path / "1", 1, "第1次", key=keys().first))
    _take_off(served, keys().first)
    installed(served, package(tmp_path / "2", 2, "第2次", key=keys().second))
    assert is_whole(served)


def test_what_is_kept_of_a_key_that_was_taken_off_goes_with_the_next_deed(tmp_path: Path) -> None:
    served = _two(tmp_path / "www", tmp_path)
    installed(served, package(tmp_path / "3", 3, "第3次", key=keys().second))
    _take_off(served, keys().first)
    second = rollback(served, tell=lambda line: None)
    assert served.current == second.name
    assert is_whole(served)
    assert not (served.root / "current/site/assets/search/t/g/0000000001.js").exists()


def test_mending_ends_with_a_whole_release(tmp_path: Path) -> None:
    served = _two(tmp_path / "www", tmp_path)
    _take_off(served, keys().first)
    assert not is_whole(served)
    installed(served, next((tmp_path / "2").glob("*.tar.zst")))
    assert is_whole(served)


@pytest.mark.parametrize("fails_at", [1, 3, 4])
def test_a_copy_that_cannot_be_made_leaves_the_release_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    copied = list[Path]()

    def copy(old: Path, new: Path) -> None:
        new.write_bytes(old.read_bytes())
        copied.append(new)
        if len(copied) == fails_at:
            new.write_bytes(b"half")
            raise OSError(28, "")

    def refuse(old: Path, new: Path) -> None:
        raise OSError(1, "")

    served = server(tmp_path / "www")
    files = [package(tmp_path / str(n), n, f"第{n}次") for n in (1, 2)]
    installed(served, files[0])
    with monkeypatch.context() as patch:
        patch.setattr("os.link", refuse)
        patch.setattr("shutil.copyfile", copy)
        installed(served, files[1])
        assert is_whole(served)
    assert not [*served.root.glob(f"current/{KEPT}/*")]
    rollback(served, tell=lambda line: None)
    assert is_whole(served)


def test_a_roll_back_that_was_killed_while_it_kept_files_is_done_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = _two(tmp_path / "www", tmp_path)
    with monkeypatch.context() as patch:
        # As a kill would: nothing is taken back.
        patch.setattr(kept, "remove", lambda place: None)
        patch.setattr(
            "os.link",
            lambda old, new: 1 / 0 if new.name == "MANIFEST.json" else shutil.copyfile(old, new),
        )
        with pytest.raises(ZeroDivisionError):
            rollback(served, tell=lambda line: None)
    assert rollback(served, tell=lambda line: None).name.startswith("0001-")
    assert is_whole(served)
