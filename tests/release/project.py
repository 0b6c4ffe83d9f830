"""A small repository whose records are signed, for tests that release it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from click.testing import CliRunner, Result

from tests.samples import LIBRARY, REPOSITORY, commit, write_content
from xueku.cli import main
from xueku.kinds import KINDS

COURSE, WORK, ARTICLE = "chongwen-shici", "zhibu-gongzuo-guize", "dushu-san-bian"
SIGNED = (COURSE, WORK, ARTICLE)
SIGNERS = (("初审", "示例编辑甲"), ("复审", "示例编辑乙"), ("终审", "示例负责人丙"))
DAY = "2026-06-21T08:00:00+08:00"


def make_project(root: Path) -> Path:
    """The repository with one commit, in which three records are signed; gives its settings file."""
    shutil.copytree(_sample(), root, dirs_exist_ok=True)
    return root / "mkdocs.yml"


@cache
def _sample() -> Path:
    """That repository, made once."""
    assert KINDS
    root = Path(mkdtemp(prefix="xueku-project-")) / "项目"
    root.mkdir()
    write_content(root, LIBRARY)
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    nav = text[text.index("\nnav:") : text.index("\nexclude_docs:")]
    (root / "mkdocs.yml").write_text(text.replace(nav, "\n").replace("      kits: true\n", ""), "utf-8")
    (root / "docs").mkdir()
    (root / "docs/手册.md").write_text(f"# 手册\n\n见[课程](xk:{COURSE})。\n", "utf-8")
    (root / ".gitignore").write_text(".xueku/\nsite/\n", "utf-8")
    for id_ in SIGNED:
        sign(root, id_)
    commit(root, DAY)
    return root


def make_little_project(root: Path, *words: str) -> Path:
    """A repository with settings and one page, made by `git init` with these words; gives its settings file."""
    (root / "docs").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "mkdocs.yml").write_text("site_name: 学库\nplugins: [xueku]\n", "utf-8")
    (root / "docs/手册.md").write_text("# 手册\n", "utf-8")
    (root / "content/.gitkeep").touch()
    (root / ".gitignore").write_text(".xueku/\nsite/\n", "utf-8")
    git(root, "init", "-q", *words)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "初稿")
    return root / "mkdocs.yml"


def sign(root: Path, id_: str) -> None:
    """Sign a record at every stage."""
    for stage, by in SIGNERS:
        words = ["sign", id_, "--stage", stage, "--by", by, "--date", "2026-06-20"]
        assert run(*words, "--config", str(root / "mkdocs.yml")).exit_code == 0


def run(*words: str) -> Result:
    """A command in this process."""
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


def git(root: Path, *words: str) -> str:
    """A git command with an author and a date of its own."""
    who = {
        f"GIT_{who}_{what}": "xueku@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    dates = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
    done = subprocess.run(
        ["git", *words], cwd=root, env={**os.environ, **who, **dates}, check=True, capture_output=True
    )
    return done.stdout.decode()


def change(root: Path, file: str, old: str, new: str) -> None:
    """Change words of a file."""
    place = root / file
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


def build_little(config_file: Path, folder: Path, held: object) -> None:
    """In place of the engine: a page for each record file that is there, and one asset. To be called as `Build`."""
    source = config_file.parent / "content"
    for file in sorted(source.glob("*/**/*.md")):
        place = folder / "courses" / file.stem.encode().hex()[:40] / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"<!doctype html>{file.read_text('utf-8')}", "utf-8")
    (folder / "assets/xueku").mkdir(parents=True)
    (folder / "assets/xueku/xueku-23e67a20ea77.css").write_text("main { color: black }\n", "utf-8")
    (folder / "index.html").write_text("<!doctype html><title>学库</title>", "utf-8")


def program(*words: str) -> list[str]:
    """The command line of a process of its own."""
    return [sys.executable, "-m", "xueku", *words]


def copy_of(root: Path, place: Path) -> Path:
    """A copy of a project; gives its settings file."""
    shutil.copytree(root, place, symlinks=True)
    return place / "mkdocs.yml"
