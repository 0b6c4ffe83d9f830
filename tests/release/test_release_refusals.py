"""What `xueku release` refuses, or leaves alone, before it makes anything."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from tests.release.project import COURSE, WORK, build_little, change, git, make_project, run
from tests.release.project import sign as sign_record
from tests.release.releases import keys, made, server
from xueku.model.diagnostic import XuekuError
from xueku.release.commit import last_release
from xueku.release.install import install
from xueku.release.manifest import MANIFEST, read_manifest
from xueku.release.records import Shown
from xueku.release.signing import sign
from xueku.releasing import Build, rebuilt_differences, release
from xueku.withdrawing import _by_title, withdraw


def _never(config_file: Path, folder: Path, held: object) -> None:
    raise AssertionError("a site was built for nothing")


def _release(config: Path, out: Path) -> Path:
    return release(config, out, build_little, lambda line: None)[1]


def _change(root: Path, old: str, new: str) -> None:
    change(root, "content/courses/重温誓词/index.md", old, new)
    sign_record(root, COURSE)
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
    for manifest in ((first / MANIFEST).read_bytes(), b"{}"):
        (first / MANIFEST).write_bytes(manifest)
        with pytest.raises(XuekuError, match="没有它的标签"):
            release(config, out, _never, lambda line: None)
    assert first.is_dir()
    assert {file.name: file.read_bytes() for file in out.glob("xueku-site-*")} == packages


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_release_that_no_tag_knows_is_never_passed_over(tmp_path: Path, is_packed: bool) -> None:
    config, out = make_project(tmp_path / "项目"), tmp_path / "out"
    folder = _release(config, out)
    git(config.parent, "tag", "-d", "release-0001")
    if is_packed:
        folder.rename(tmp_path / "elsewhere")
    else:
        folder.rename(out / "0003-c0ffeec0ffee")
    before = sorted(out.iterdir())
    with pytest.raises(XuekuError, match="没有它的标签"):
        release(config, out, _never, lambda line: None)
    assert sorted(out.iterdir()) == before


def test_packages_that_cannot_be_written_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, out = make_project(tmp_path / "项目"), tmp_path / "out"

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as patch:
        patch.setattr("xueku.release.contents.write_usb", refuse)
        with pytest.raises(OSError, match=str(errno.ENOSPC)):
            _release(config, out)
    assert [place.name for place in out.iterdir()] == [".lock"]
    assert _release(config, out).is_dir()


def test_that_there_is_no_tag_is_told_and_that_readers_lose_something(tmp_path: Path) -> None:
    config, told = make_project(tmp_path / "项目"), list[str]()
    release(config, tmp_path / "out", build_little, told.append)
    assert any("按第一次发布做" in line for line in told)
    change(config.parent, "content/courses/重温誓词/index.md", "六分钟", "七分钟")
    git(config.parent, "commit", "-qam", "没有重新签")
    told.clear()
    release(config, tmp_path / "out", build_little, told.append)
    assert not any("按第一次发布做" in line for line in told)
    assert [line for line in told if f"（{COURSE}）这次没有：" in line and not line.endswith("：")]


def test_without_a_commit_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 学库\n", "utf-8")
    for told in ("没有 git 的提交", "没有 git 的提交"):
        result = run("release", "--config", str(tmp_path / "mkdocs.yml"))
        assert (result.exit_code, told in result.output) == (2, True), result.output
        assert not (tmp_path / "releases").exists()
        if not (tmp_path / ".git").exists():
            git(tmp_path, "init", "-q")


def test_a_commit_that_is_not_here_is_told(tmp_path: Path) -> None:
    config, out = make_project(tmp_path / "项目"), tmp_path / "out"
    manifest = replace(read_manifest(_release(config, out)), commit="c0" * 20)
    with pytest.raises(XuekuError, match="这个仓库里没有这次提交"):
        rebuilt_differences(config, manifest, build_little, tmp_path / "deep")
    (tmp_path / "空").mkdir()
    with pytest.raises(XuekuError, match="这里不是 git 仓库"):
        rebuilt_differences(tmp_path / "空/mkdocs.yml", manifest, build_little, tmp_path / "deep")


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


def test_a_withdrawal_builds_with_settings_of_any_name_and_all_files_of_the_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = make_project(tmp_path / "项目")
    root = config.parent
    config.rename(root / "site.yaml")
    (root / "tpl/partials").mkdir(parents=True)
    (root / "tpl/partials/footer.html").write_text("<footer>自己的页脚</footer>", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "设置")
    _, packages = sign(_release(root / "site.yaml", tmp_path / "out"), keys().first, lambda line: None)
    served = server(tmp_path / "www")
    install(served, packages[0], tell=lambda line: None)

    def build(config_file: Path, folder: Path, held: object) -> None:
        assert config_file.name == "site.yaml"
        assert (config_file.parent / "tpl/partials/footer.html").is_file()
        build_little(config_file, folder, held)

    def take_out(out: Path, build: Build) -> None:
        withdraw(served, WORK, "正在核实", keys().second, out, build, lambda line: None)

    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        take_out(tmp_path / "file/packages", _never)
    for pasted in (f"https://xueku.example/works/{WORK}/", "示例单位支部工作规则"):
        with pytest.raises(XuekuError, match="没有这个编号") as refused:
            withdraw(served, pasted, "正在核实", keys().second, tmp_path, _never, lambda line: None)
        assert refused.value.remedy == f"是不是 {WORK}"
    for place in (served.releases, served.root / "current/site"):
        with pytest.raises(XuekuError, match="会弄坏发布"):
            take_out(place, _never)
    # There is no package of a withdrawal that did not take place.
    with monkeypatch.context() as patch:
        patch.setattr("xueku.withdrawing.put", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_out(tmp_path / "packages", build)
    assert not [*(tmp_path / "packages").iterdir()]
    take_out(tmp_path / "packages", build)
    assert served.current.startswith("0001.1-")
    # Of two withdrawals only the package of the later one is left: the earlier one shows what that took out.
    done = withdraw(
        served, COURSE, "正在核实", keys().second, tmp_path / "packages", build, lambda line: None
    )
    assert served.current.startswith("0001.2-")
    assert {*(tmp_path / "packages").iterdir()} == {*done.packages}
    assert len(done.outdated) == 2


def test_what_is_left_is_told_by_title_and_of_an_index_only_what_no_page_says() -> None:
    entries = {"jia": Shown("甲", "文章", "articles/jia/index.html", "")}
    found = {
        "articles/jia/index.html": ["标题《乙》"],
        "index.html": ["编号 yi"],
        "assets/search/t/1.js": ["标题《乙》", "编号 yi"],
        "assets/search/t/2.js": ["原话“只在这里”"],
    }
    assert _by_title(found, entries) == {
        "《甲》": ["标题《乙》"],
        "首页": ["编号 yi"],
        "assets/search/t/2.js": ["原话“只在这里”"],
    }
