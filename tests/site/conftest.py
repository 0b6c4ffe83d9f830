"""Whole builds in folders of their own, by the commands that people run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import LIBRARY, REPOSITORY, write_content
from tests.warm import MODULES, run_warm

MKDOCS_YML = """\
site_name: 支部学库
docs_dir: docs
site_dir: site
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
nav:
  - 首页: index.md
  - 主题党日: courses/index.md
  - 手册: 手册.md
plugins:
  - xueku:
      searches: [重温入党誓词]
"""
MANUAL = "# 手册\n\n先看[课程包](xk:chongwen-shici)和[第十二条](xk:zhibu-gongzuo-guize#12)。\n\n## 检查\n\n- [ ] 运行 `xueku check`\n"


def write_project(root: Path) -> Path:
    """A small project: the library of the tests, one docs page, the settings of a site."""
    write_content(root, LIBRARY)
    (root / "docs").mkdir()
    (root / "docs" / "手册.md").write_text(MANUAL, "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    return root


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m …` in a project, far from any repository and with nothing of git's or ours in the environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "SOURCE_DATE_EPOCH" and "PYTEST" not in name
    }
    whole = {**kept, "GIT_CEILING_DIRECTORIES": "/", **environment}
    if command[0] in MODULES and not environment:
        return run_warm(command, root, whole)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=whole,
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project, never built."""
    return write_project(tmp_path / "项目")


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("样板") / "项目")
    result = run(root, "mkdocs", "build")
    assert result.returncode == 0, result.stderr
    return root


@pytest.fixture
def built_project(_built_once: Path, tmp_path: Path) -> Path:
    """The small project with its site. No engine and no folder leaves a trace in a site; see test_build.py."""
    return Path(shutil.copytree(_built_once, tmp_path / "项目"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own site without its kits, built in a copy."""
    root = tmp_path_factory.mktemp("本站")
    for name in ("content", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("kits: true", "kits: false"), "utf-8")
    files = root / "content" / "courses" / "重温入党誓词" / "附件"
    files.mkdir()
    (files / "登记表 (空白) 100% #1.pdf").write_bytes(b"%PDF-1.4")
    (files / "会场 “前排” 🖼.png").write_bytes(b"PNG")
    body = root / "content" / "courses" / "重温入党誓词" / "index.md"
    added = "\n\n![会场](<附件/会场 “前排” 🖼.png>)\n\n[登记表](附件/登记表%20(空白)%20100%25%20%231.pdf)\n"
    body.write_text(body.read_text("utf-8") + added, "utf-8")
    result = run(root, "mkdocs", "build", "--quiet")
    assert result.returncode == 0, result.stderr
    return root / "site"
