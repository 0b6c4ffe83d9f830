"""What `xueku release` refuses, or leaves alone, before it makes anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.project import COURSE, build_little, change, git, make_project, run, sign
from tests.release.releases import keys, made
from xueku.model.diagnostic import XuekuError
from xueku.release.commit import last_release
from xueku.releasing import rebuilt_differences, release


def _release(config: Path, out: Path) -> Path:
    return release(config, out, build_little, lambda line: None)[1]


def _change(root: Path, old: str, new: str) -> None:
    change(root, "content/courses/重温誓词/index.md", old, new)
    sign(root, COURSE)
    git(root, "commit", "-qam", "改")


def test_a_release_whose_tag_is_missing_is_never_replaced(tmp_path: Path) -> None:
    config, out = make_project(tmp_path / "项目"), tmp_path / "out"
    first = _release(config, out)
    packages = {file.name: file.read_bytes() for file in out.glob("xueku-site-*")}
    git(config.parent, "tag", "-d", "release-0001")
    # Of the same commit and unsigned: what a run that was killed left.
    assert _release(config, out) == first
    git(config.parent, "tag", "-d", "release-0001")
    _change(config.parent, "六分钟", "七分钟")
    with pytest.raises(XuekuError, match="没有它的标签"):
        _release(config, out)
    assert first.is_dir()
    assert {file.name: file.read_bytes() for file in out.glob("xueku-site-*")} == packages


def test_without_settings_nothing_is_made(tmp_path: Path) -> None:
    result = run("release", "--config", str(tmp_path / "mkdocs.yml"))
    assert (result.exit_code, "没有这个设置文件" in result.output) == (2, True), result.output
    assert not [*tmp_path.iterdir()]


def test_a_tag_that_only_looks_like_ours_is_no_release(tmp_path: Path) -> None:
    config = make_project(tmp_path / "项目")
    git(config.parent, "tag", "release-²")
    assert last_release(config.parent).number == 0


def test_that_a_withdrawal_follows_from_no_commit_is_told(tmp_path: Path) -> None:
    manifest, _ = made(tmp_path, key=keys().first)
    withdrawal = type(manifest)(**{**vars(manifest), "base": manifest.name})
    with pytest.raises(XuekuError, match="在服务器上从"):
        rebuilt_differences(tmp_path / "mkdocs.yml", withdrawal, build_little, tmp_path / "deep")
