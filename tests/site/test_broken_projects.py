"""Broken files, and the commands that people run on them: all told at once, nothing thrown, nothing written."""

from __future__ import annotations

from pathlib import Path

from tests.site.conftest import run, tree
from tests.source.test_broken_files import GROUPS

SAMPLE = {
    "编码": ("存成了GBK", "UTF-16没有签名", "二进制"),
    "字符": ("倒序覆盖", "空字节"),
    "半截": ("属性区没有完", "代码块没有结束", "合并标记"),
    "大小": ("太大的一页", "没有合上的方括号"),
    "写法": ("引号没有成对",),
    "名字": ("名字：'CON.md'",),
    "不是普通文件": ("管道", "指向外面的快捷方式", "绕圈的文件夹", "自测是管道"),
    "文件类型": ("网页", "带宏的文档"),
    "文档": ("宏藏在文档里", "展开一百倍"),
    "手册": ("手册是GBK", "手册有坏字节", "手册属性区没有完"),
    "签字记录": ("签字记录是GBK",),
}
"""By group, cases that the real commands are run on, all at once."""


def test_the_commands_tell_all_of_them_and_write_nothing(built_project: Path) -> None:
    chosen = [case for group, names in SAMPLE.items() for case in GROUPS[group] if case.name in names]
    assert len(chosen) == sum(map(len, SAMPLE.values()))
    (built_project / "docs/手册.md").unlink()
    for number, case in enumerate(chosen):
        case.write(built_project, number)
    before = tree(built_project / "site")
    for command in ("check", "build"):
        result = run(built_project, "xueku", command)
        said = result.stdout + result.stderr
        assert result.returncode == 1, (command, said)
        assert "Traceback" not in said
        for case in chosen:
            for path in case.files:
                if not path.endswith(("index.md", ".docx")):
                    assert path in said, (command, path)
        assert tree(built_project / "site") == before
        assert not [one.name for one in built_project.glob(".site-*")]


def test_links_in_docs_stop_a_build_before_the_engine_follows_them(built_project: Path) -> None:
    (built_project / "docs/外面").symlink_to("..")
    before = tree(built_project / "site")
    result = run(built_project, "xueku", "build")
    assert (result.returncode, "Traceback" in result.stderr) == (2, False), result.stderr
    assert "docs/外面:1:1" in result.stderr
    assert tree(built_project / "site") == before
