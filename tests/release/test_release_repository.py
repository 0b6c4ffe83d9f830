"""A git repository in any state, on any machine: what is released is what its commit holds, or why not is told."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.release.project import build_little, change, git, make_little_project
from tests.release.releases import keys
from xueku.model.diagnostic import XuekuError
from xueku.release.commit import check_out, clean_commit, last_release
from xueku.release.manifest import read_manifest
from xueku.releasing import rebuilt_differences, release
from xueku.source.history import committed_at


def _never(config_file: Path, folder: Path, held: object) -> None:
    raise AssertionError("a site was built for nothing")


def _release(config: Path, out: Path) -> Path:
    return release(config, out, build_little, lambda line: None)[1]


def _small(root: Path, *words: str) -> Path:
    return make_little_project(root, *words).parent


def _home(monkeypatch: pytest.MonkeyPatch, folder: Path, config: str) -> None:
    """Work as a user with this configuration of git."""
    folder.mkdir()
    (folder / ".gitconfig").write_text(config, "utf-8")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


def _hooks(folder: Path) -> Path:
    """A folder of hooks that refuse every change of a branch or tag."""
    hook = folder / "钩子/reference-transaction"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    return hook.parent


def test_a_check_out_is_the_same_whatever_the_users_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _small(tmp_path / "项目")
    (root / ".gitattributes").write_text("* text=auto\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "换行")
    commit = clean_commit(root)[0]
    home, template = tmp_path / "家", tmp_path / "模板/info"
    config = f"[core]\n    eol = crlf\n    hooksPath = {_hooks(tmp_path)}\n[init]\n    templateDir = {template.parent}\n"
    _home(monkeypatch, home, config)
    for folder in (template, home / ".config/git"):
        folder.mkdir(parents=True)
        (folder / "attributes").write_text("*.md eol=crlf\n", "utf-8")
    assert (check_out(root, commit, tmp_path / "取出") / "docs/手册.md").read_bytes() == "# 手册\n".encode()


def test_a_repository_of_the_other_hash_and_one_in_an_odd_folder_are_checked_out(tmp_path: Path) -> None:
    for root, words in (
        (tmp_path / "新", ["--object-format=sha256"]),
        (tmp_path / 'a\n"b\\c', []),
    ):
        commit = clean_commit(_small(root, *words))[0]
        folder = check_out(root, commit, tmp_path / f"取出{len(commit)}")
        assert (folder / "docs/手册.md").is_file()


def test_a_signed_commit_is_found_though_signatures_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _small(tmp_path / "项目")
    signing = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={keys().first}"]
    git(root, *signing, "commit", "-q", "-S", "--amend", "-m", "签了名")
    expected = clean_commit(root), committed_at(root)
    _home(monkeypatch, tmp_path / "家", "[log]\n    showSignature = true\n")
    assert git(root, "log", "-1", "--format=%H").count("\n") > 1
    assert (clean_commit(root), committed_at(root)) == expected
    assert expected[0][1] == expected[1]


def test_a_shallow_clone_is_told_to_fetch_the_rest(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    _release(config, tmp_path / "out")
    change(config.parent, "docs/手册.md", "手册", "本站手册")
    git(config.parent, "commit", "-qam", "改")
    git(tmp_path, "clone", "-q", "--depth=1", config.parent.as_uri(), "浅")
    git(tmp_path / "浅", "fetch", "-q", "--tags")
    with pytest.raises(XuekuError, match="浅克隆") as refused:
        release(tmp_path / "浅/mkdocs.yml", tmp_path / "out", _never, lambda line: None)
    assert "git fetch --unshallow" in refused.value.remedy


def test_a_commit_in_place_of_another_is_refused(tmp_path: Path) -> None:
    root = _small(tmp_path / "项目")
    other = git(root, "commit-tree", "-m", "别的", "HEAD^{tree}").strip()
    git(root, "replace", "HEAD", other)
    with pytest.raises(XuekuError, match="被替换的提交"):
        clean_commit(root)


def test_what_waits_to_be_finished_is_refused(tmp_path: Path) -> None:
    root = _small(tmp_path / "项目")
    git(root, "switch", "-qc", "旁边")
    git(root, "commit", "-q", "--allow-empty", "-m", "旁边的")
    git(root, "switch", "-q", "-")
    git(root, "commit", "-q", "--allow-empty", "-m", "这边的")
    git(root, "merge", "-q", "-s", "ours", "--no-commit", "旁边")
    with pytest.raises(XuekuError, match="合并（merge）还没有做完"):
        clean_commit(root)
    git(root, "merge", "--abort")
    assert clean_commit(root)


def test_a_file_that_was_renamed_is_told_once(tmp_path: Path) -> None:
    root = _small(tmp_path / "项目")
    git(root, "mv", "docs/手册.md", "新手册.md")
    (root / "新.md").write_text("# 新\n", "utf-8")
    with pytest.raises(XuekuError, match="有 2 个文件还没有提交") as refused:
        clean_commit(root)
    assert refused.value.message.splitlines()[1:] == [
        "  改名  docs/手册.md → 新手册.md",
        "  没有加进来  新.md",
    ]


def test_a_tag_is_made_where_git_knows_no_name_and_hooks_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = make_little_project(tmp_path / "项目")
    config_of_git = f"[user]\n    useConfigOnly = true\n    email = a@example.com\n[core]\n    hooksPath = {_hooks(tmp_path)}\n"
    _home(monkeypatch, tmp_path / "家", config_of_git)
    _release(config, tmp_path / "out")
    tagger = git(config.parent, "for-each-ref", "--format=%(taggername)%(taggeremail)", "refs/tags")
    assert tagger.strip() == "xueku<a@example.com>"


def _released_twice(tmp_path: Path) -> tuple[Path, Path]:
    """A project, and its second release."""
    config, out = make_little_project(tmp_path / "项目"), tmp_path / "out"
    _release(config, out)
    change(config.parent, "docs/手册.md", "手册", "本站手册")
    git(config.parent, "commit", "-qam", "改")
    return config, _release(config, out)


def test_without_the_tag_before_nothing_is_said_to_differ(tmp_path: Path) -> None:
    config, second = _released_twice(tmp_path)
    manifest = read_manifest(second)
    assert rebuilt_differences(config, manifest, build_little, tmp_path / "deep") == []
    with pytest.raises(XuekuError, match="前一次发布的标签 release-0001"):
        rebuilt_differences(config, replace(manifest, previous="c0" * 32), _never, tmp_path / "deep")
    git(config.parent, "tag", "-d", "release-0001")
    with pytest.raises(XuekuError, match="前一次发布的标签 release-0001"):
        rebuilt_differences(config, manifest, _never, tmp_path / "deep")


def test_a_tag_that_was_moved_is_no_release(tmp_path: Path) -> None:
    config, _ = _released_twice(tmp_path)
    root = config.parent
    told = git(root, "for-each-ref", "--format=%(contents)", "refs/tags/release-0002").rstrip()
    git(root, "tag", "-f", "-a", "--cleanup=verbatim", "-m", told, "release-0002", "HEAD~1")
    with pytest.raises(XuekuError, match="挪过"):
        last_release(root)
    git(root, "tag", "-f", "release-0003", "release-0001")
    with pytest.raises(XuekuError, match="挪过"):
        last_release(root)
    git(root, "tag", "-d", "release-0002", "release-0003")
    assert last_release(root).number == 1


def test_a_project_may_move_within_its_repository_and_its_settings_be_renamed(tmp_path: Path) -> None:
    top = tmp_path / "仓库"
    config = make_little_project(top / "站")
    shutil.move(top / "站/.git", top / ".git")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "搬进站")
    first = read_manifest(_release(config, tmp_path / "out"))
    git(top, "mv", "站", "学库")
    git(top, "mv", "学库/mkdocs.yml", "学库/site.yml")
    git(top, "commit", "-qm", "改名")
    second = read_manifest(_release(top / "学库/site.yml", tmp_path / "out"))
    assert first.origin == second.origin
    for manifest in (first, second):
        deep = tmp_path / manifest.name
        assert rebuilt_differences(top / "学库/site.yml", manifest, build_little, deep) == []


def test_another_site_of_the_same_repository_is_refused(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    _release(config, tmp_path / "out")
    shutil.copyfile(config, config.with_name("neibu.yml"))
    git(config.parent, "add", "-A")
    git(config.parent, "commit", "-qm", "又一个")
    with pytest.raises(XuekuError, match="一个仓库只能发布一个网站"):
        release(config.with_name("neibu.yml"), tmp_path / "out", _never, lambda line: None)


def test_a_clone_without_the_files_of_before_is_told_to_be_made_whole(tmp_path: Path) -> None:
    root = _small(tmp_path / "项目")
    git(root, "config", "remote.origin.promisor", "true")
    with pytest.raises(XuekuError, match="没有取来以前的文件"):
        release(root / "mkdocs.yml", tmp_path / "out", _never, lambda line: None)


def test_a_working_tree_is_as_clean_as_its_user_s_git_says(tmp_path: Path) -> None:
    _small(tmp_path / "源")
    root = tmp_path / "项目"
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", "-c", "core.fileMode=false", "源", "项目")
    for file in (root / "mkdocs.yml", root / "docs/手册.md"):
        assert b"\r\n" in file.read_bytes()
        file.chmod(0o755)
        os.utime(file, (1, 1))
    assert _release(root / "mkdocs.yml", tmp_path / "out").is_dir()
