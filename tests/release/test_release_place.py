"""Where releases may be put, and what is told of one that is there, or is not any more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.release.project import build_little, git, make_little_project
from tests.release.releases import keys
from xueku.adapters.mkdocs import commands
from xueku.model.diagnostic import XuekuError
from xueku.release.lock import locked
from xueku.release.manifest import read_manifest
from xueku.release.signing import sign
from xueku.releasing import release


def _never(config_file: Path, folder: Path, held: object) -> None:
    raise AssertionError("a site was built for nothing")


def _nothing(config_file: Path, folder: Path, held: object) -> None:
    """A build that writes nowhere."""


def _release(config: Path, out: Path) -> Path:
    return release(config, out, build_little, lambda line: None)[1]


def test_a_relative_folder_is_one_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = make_little_project(tmp_path / "项目")
    monkeypatch.chdir(tmp_path)

    def build(config_file: Path, folder: Path, held: object) -> None:
        assert folder.is_absolute()
        build_little(config_file, folder, held)

    folder = release(Path("项目/mkdocs.yml"), Path("发布"), build, lambda line: None)[1]
    assert folder.parent == tmp_path / "发布"
    assert config.is_file()


def test_the_engine_is_given_no_relative_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "import pickle, sys; sys.exit(not pickle.load(sys.stdin.buffer)[1].is_absolute())"
    monkeypatch.setattr(commands, "_ELSEWHERE", asked)
    commands.build_into(tmp_path / "mkdocs.yml", Path("site"))


def test_a_build_that_leaves_no_site_is_no_release(tmp_path: Path) -> None:
    config, out = make_little_project(tmp_path / "项目"), tmp_path / "out"
    with pytest.raises(XuekuError, match="没有首页"):
        release(config, out, _nothing, lambda line: None)
    assert [place.name for place in out.iterdir()] == [".lock"]


@pytest.mark.parametrize("out", [".", "docs", "content", "docs/新", "tools", ".git/out"])
def test_releases_are_not_put_into_a_folder_of_the_projects_own(tmp_path: Path, out: str) -> None:
    config = make_little_project(tmp_path / "项目")
    root = config.parent
    (root / "tools").mkdir()
    (root / "tools/查.sh").write_text("true\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "工具")
    before = sorted(root.rglob("*"))
    with pytest.raises(XuekuError, match="放的是项目自己的文件"):
        release(config, root / out, _never, lambda line: None)
    assert sorted(root.rglob("*")) == before
    assert (root / ".gitignore").read_text("utf-8") == ".xueku/\nsite/\n"


def test_what_an_operator_keeps_beside_releases_stays(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    out = config.parent / "releases"
    out.mkdir()
    (out / ".gitignore").write_text("*\n!.gitignore\n!allowed_signers\n", "utf-8")
    (out / "allowed_signers").write_bytes(keys().signers.read_bytes())
    git(config.parent, "add", "-A")
    git(config.parent, "commit", "-qm", "名单")
    assert _release(config, out).is_dir()
    assert not git(config.parent, "status", "--porcelain")


def test_the_list_of_keys_may_be_there_before_the_first_release(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    out = config.parent / "releases"
    out.mkdir()
    (out / "allowed_signers").write_bytes(keys().signers.read_bytes())
    assert _release(config, out).is_dir()
    assert not git(config.parent, "status", "--porcelain")


def test_numbers_are_given_one_at_a_time_whatever_the_folder(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    git(config.parent, "worktree", "add", "-q", str(tmp_path / "另一棵"))
    with (
        locked(config.parent / ".git/xueku", "release"),
        pytest.raises(XuekuError, match="另一个命令（release"),
    ):
        release(tmp_path / "另一棵/mkdocs.yml", tmp_path / "out", _never, lambda line: None, wait=0)


def test_a_release_that_gets_no_tag_is_taken_back(tmp_path: Path) -> None:
    config, out = make_little_project(tmp_path / "项目"), tmp_path / "out"
    git(config.parent, "tag", "release-0001/占着")
    with pytest.raises(XuekuError, match="git tag 没有成功"):
        _release(config, out)
    assert [place.name for place in out.iterdir()] == [".lock"]


def test_a_release_without_its_tag_is_not_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = make_little_project(tmp_path / "项目")
    folder = _release(config, tmp_path / "out")
    git(config.parent, "tag", "-d", "release-0001")
    # Outside of the project nothing is known of tags.
    monkeypatch.chdir(config.parent)
    with pytest.raises(XuekuError, match="没有这次发布的标签 release-0001"):
        sign(folder, keys().first, lambda line: None)
    assert not (folder / "MANIFEST.json.sig").exists()
    assert _release(config, tmp_path / "out") == folder
    sign(folder, keys().first, lambda line: None)


def test_where_a_release_is_or_how_it_comes_back_is_told(tmp_path: Path) -> None:
    config, out = make_little_project(tmp_path / "项目"), tmp_path / "out"
    folder = _release(config, out)
    with pytest.raises(XuekuError, match="已经是第 1 次发布了") as refused:
        release(config, out, _never, lambda line: None)
    assert f"它在 {folder}" in refused.value.remedy
    manifest = read_manifest(folder)
    shutil.rmtree(out)
    with pytest.raises(XuekuError, match="已经是第 1 次发布了") as refused:
        release(config, out, _never, lambda line: None)
    assert "git tag -d release-0001" in refused.value.remedy
    git(config.parent, "tag", "-d", "release-0001")
    assert read_manifest(_release(config, out)) == manifest
