"""A page that stands in a frame is the page that MkDocs would make."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.site.conftest import run, tree

_HOOKS = '"""Sees every page and leaves it alone."""\n\n\ndef on_page_markdown(markdown, **_):\n    return markdown\n'
_NAV = """\
nav:
  - 首页: index.md
  - 学习:
    - 主题党日: courses/index.md
    - guides/index.md
    - 读书: topics/dushu.md
  - 手册: 手册.md
site_url: http://xueku.example/支部/
"""


def test_pages_in_frames_equal_those_that_mkdocs_makes_one_by_one(project: Path) -> None:
    (project / "hooks.py").write_text(_HOOKS, "utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    head, _, tail = text.partition("nav:\n")
    text = head + _NAV + tail.partition("  - 手册: 手册.md\n")[2]
    settings.write_text(text, "utf-8")
    framed = run(project, "mkdocs", "build")
    assert framed.returncode == 0, framed.stderr
    shutil.move(project / "site", project / "framed")
    settings.write_text(f"{text}hooks: [hooks.py]\n", "utf-8")
    whole = run(project, "mkdocs", "build")
    assert whole.returncode == 0, whole.stderr
    assert "每次都重新生成全部网页" in whole.stderr
    one, other = tree(project / "framed"), tree(project / "site")
    assert one.keys() == other.keys()
    wrong = [name for name in one if one[name] != other[name]]
    assert not wrong, wrong
