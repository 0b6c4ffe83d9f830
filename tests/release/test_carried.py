"""What of a commit no release can carry is refused before anything is built."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.release.project import git, make_little_project
from xueku.model.diagnostic import XuekuError
from xueku.release.carried import refuse_uncarried
from xueku.release.package import LIMITS
from xueku.releasing import release


def _never(config_file: Path, folder: Path, held: object) -> None:
    raise AssertionError("a site was built for nothing")


def _committed(root: Path, **files: str) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "加上")


@pytest.mark.parametrize(
    "lines",
    ["INHERIT: ../base.yml", "docs_dir: ../docs", "theme: {custom_dir: /srv/theme}", "hooks: [../hook.py]"],
)
def test_what_the_settings_name_outside_of_the_project_is_refused(tmp_path: Path, lines: str) -> None:
    config = make_little_project(tmp_path / "项目")
    _committed(config.parent, **{"mkdocs.yml": f"site_name: 学库\n{lines}\n"})
    with pytest.raises(XuekuError, match="在项目外面，发布带不走"):
        release(config, tmp_path / "out", _never, lambda line: None)


@pytest.mark.parametrize("file", ["mkdocs.yml", "base.yml"])
def test_a_value_from_this_machines_environment_is_refused(tmp_path: Path, file: str) -> None:
    config = make_little_project(tmp_path / "项目")
    text = config.read_text("utf-8")
    settings = {"base.yml": "", "mkdocs.yml": f"INHERIT: base.yml\n{text}"}
    settings[file] += "copyright: !ENV [COPY, 无]\n"
    _committed(config.parent, **settings)
    with pytest.raises(XuekuError, match="环境变量（!ENV）") as refused:
        release(config, tmp_path / "out", _never, lambda line: None)
    assert refused.value.place == f"{file}:{settings[file].count(chr(10))}:12"


def test_what_inherited_settings_name_outside_of_the_project_is_refused(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    inherited = {"设置/base.yml": "hooks: [../hook.py]\nINHERIT: base.yml\n"}
    _committed(
        config.parent, **{"mkdocs.yml": f"INHERIT: 设置/base.yml\n{config.read_text('utf-8')}"}, **inherited
    )
    with pytest.raises(XuekuError, match="在项目外面，发布带不走"):
        release(config, tmp_path / "out", _never, lambda line: None)


def test_settings_that_are_not_in_the_commit_are_refused(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    (config.parent / ".git/info/exclude").write_text("local.yml\n", "utf-8")
    local = config.with_name("local.yml")
    local.write_text("site_name: 只在这里\n", "utf-8")
    with pytest.raises(XuekuError, match="这个设置文件不在提交里"):
        release(local, tmp_path / "out", _never, lambda line: None)


@pytest.mark.parametrize(
    "target",
    ["/etc/hostname", "content", "nowhere", "本机.txt", ".git/config", "链接", "{root}/docs/手册.md"],
)
def test_a_link_that_leads_to_no_file_of_the_project_is_refused(tmp_path: Path, target: str) -> None:
    config = make_little_project(tmp_path / "项目")
    (config.parent / ".git/info/exclude").write_text("本机.txt\n", "utf-8")
    (config.parent / "本机.txt").write_text("只在这台机器上", "utf-8")
    (config.parent / "链接").symlink_to(target.format(root=config.parent))
    git(config.parent, "add", "-A")
    git(config.parent, "commit", "-qm", "链接")
    with pytest.raises(XuekuError, match="这个链接指到项目外面"):
        release(config, tmp_path / "out", _never, lambda line: None)


def test_a_repository_within_is_refused(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    git(config.parent, "update-index", "--add", "--cacheinfo", "160000", "c0" * 20, "子模块")
    (config.parent / "子模块").mkdir()
    git(config.parent, "commit", "-qm", "子模块")
    with pytest.raises(XuekuError, match="子模块），发布带不走"):
        release(config, tmp_path / "out", _never, lambda line: None)


def test_a_link_to_a_file_of_the_project_is_carried(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    (config.parent / "说明.md").symlink_to("docs/手册.md")
    (config.parent / "也是.md").symlink_to("说明.md")
    _committed(config.parent)
    refuse_uncarried(config.parent)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("old\\note.txt", "撤稿时解不开"),
        ("制\t表.txt", "撤稿时解不开"),
        ("/".join(["很长" * 40] * 13), "撤稿时解不开"),
        (".xueku-commit", "这个名字留给学库"),
        (os.fsdecode("说明.txt".encode("gbk")), "不是用 UTF-8 写的"),
    ],
    ids=["backslash", "tab", "length", "ours", "GBK"],
)
def test_a_name_that_could_not_be_unpacked_is_refused(tmp_path: Path, name: str, told: str) -> None:
    config = make_little_project(tmp_path / "项目")
    _committed(config.parent, **{name: "说明"})
    with pytest.raises(XuekuError, match=told) as refused:
        release(config, tmp_path / "out", _never, lambda line: None)
    assert str(refused.value).isprintable() or "\n    " in str(refused.value)


def test_what_is_too_much_to_be_unpacked_is_refused(tmp_path: Path) -> None:
    root = make_little_project(tmp_path / "项目").parent
    refuse_uncarried(root)
    for limits in (
        replace(LIMITS, entries=3),
        replace(LIMITS, file=10),
        replace(LIMITS, total=45),
    ):
        with pytest.raises(XuekuError, match="太多或太大"):
            refuse_uncarried(root, limits)


def test_files_that_a_filter_replaces_are_refused(tmp_path: Path) -> None:
    config = make_little_project(tmp_path / "项目")
    root = config.parent
    git(root, "config", "filter.大写.clean", "tr A-Z a-z")
    git(root, "config", "filter.大写.smudge", "tr a-z A-Z")
    _committed(root, **{".gitattributes": "字母.txt filter=大写\n", "字母.txt": "ABC\n"})
    with pytest.raises(XuekuError, match="filter=大写") as refused:
        release(config, tmp_path / "out", _never, lambda line: None)
    assert refused.value.place == "字母.txt"
