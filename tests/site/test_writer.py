from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.model.diagnostic import XuekuError
from xueku.site.writer import make_staging, write_site

NAMES = st.sampled_from(["index.html", "a/index.html", "a/b.js", "a", "b/c/d.html", "b", "b.css"])


def _whole(tree: dict[str, str]) -> dict[str, str]:
    """The tree without files that stand where another file needs a folder."""
    return {
        name: text for name, text in tree.items() if not any(other.startswith(f"{name}/") for other in tree)
    }


TREES = st.dictionaries(NAMES, st.sampled_from(["旧", "新", ""])).map(_whole)


def _fill(folder: Path, tree: dict[str, str]) -> None:
    for name, text in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


@given(before=TREES, after=TREES)
def test_the_target_becomes_the_staging_whatever_stood_there(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, str], after: dict[str, str]
) -> None:
    target = tmp_path_factory.mktemp("输出") / "site"
    target.mkdir()
    _fill(target, before)
    staging = make_staging(target)
    _fill(staging, after)
    written, removed = write_site(staging, target)
    assert _tree(target) == after
    assert written == sum(before.get(name) != text for name, text in after.items())
    assert removed <= len(set(before) - set(after))
    assert not [folder for folder in target.rglob("*") if folder.is_dir() and not any(folder.iterdir())]


def test_only_changed_files_are_touched(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    _fill(target, {"index.html": "旧", "a.css": "样式"})
    os.utime(target / "a.css", (1, 1))
    staging = make_staging(target)
    _fill(staging, {"index.html": "新", "a.css": "样式"})
    assert write_site(staging, target) == (1, 0)
    assert (target / "a.css").stat().st_mtime == 1


def test_a_file_where_the_folder_should_be_is_told_without_harm(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_text("不是文件夹", "utf-8")
    with pytest.raises(XuekuError) as caught:
        make_staging(target)
    assert caught.value.place == "site"
    assert "写不进去" in caught.value.message
    assert target.read_text("utf-8") == "不是文件夹"


def test_a_folder_above_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "输出").write_text("", "utf-8")
    with pytest.raises(XuekuError):
        make_staging(tmp_path / "输出" / "site")


def test_what_a_dead_run_left_is_removed_and_what_a_living_one_uses_is_kept(tmp_path: Path) -> None:
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    for pid in (dead.stdout.strip(), str(os.getppid()), "不是数"):
        (tmp_path / f".site-new-{pid}").mkdir()
    staging = make_staging(tmp_path / "site")
    assert sorted(folder.name for folder in tmp_path.iterdir()) == sorted(
        [f".site-new-{os.getppid()}", staging.name]
    )


def test_a_link_in_the_target_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "外面.html"
    outside.write_text("外面", "utf-8")
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").symlink_to(outside)
    staging = make_staging(target)
    _fill(staging, {"index.html": "新"})
    write_site(staging, target)
    assert outside.read_text("utf-8") == "外面"
    assert (target / "index.html").read_text("utf-8") == "新"


@pytest.mark.parametrize("moves", range(4))
def test_a_run_that_dies_between_two_files_leaves_each_file_whole_and_the_next_run_mends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    before, after = (
        {"index.html": "旧" * 9, "a.css": "旧", "多余.html": "旧"},
        {"index.html": "新" * 9, "a.css": "新", "b.js": "新"},
    )
    target = tmp_path / "site"
    target.mkdir()
    _fill(target, before)
    staging = make_staging(target)
    _fill(staging, after)
    left = iter([True] * moves)
    replace = Path.replace

    def die_later(self: Path, place: Path) -> Path:
        if not next(left, False):
            raise KeyboardInterrupt
        return replace(self, place)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", die_later)
        if moves < len(after):
            with pytest.raises(KeyboardInterrupt):
                write_site(staging, target)
    for name, text in _tree(target).items():
        assert text in (before.get(name), after.get(name))
    # Pages come last: a new page never names an asset that is not there yet.
    assert moves == 3 or _tree(target)["index.html"] == before["index.html"]
    staging = make_staging(target)
    _fill(staging, after)
    write_site(staging, target)
    assert _tree(target) == after
