"""`xueku import` on folders of notes and on saved pages: what comes along, what stays out, and that nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from tests.samples import LIBRARY, write_content
from xueku.cli import main
from xueku.importers import worker


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_content(tmp_path, LIBRARY)
    (tmp_path / "mkdocs.yml").write_text("site_name: 学库\n", "utf-8")
    notes = tmp_path / "笔记"
    (notes / "附件").mkdir(parents=True)
    (notes / ".obsidian").mkdir()
    (notes / ".obsidian/坏.md").write_text("# 不导入\n", "utf-8")
    Image.new("RGB", (4, 4), "red").save(notes / "附件/现场.png")
    (notes / "清单.md").write_text(
        "---\ntags: [窗口服务]\nauthor: 某同志\n---\n# 一张清单\n\n先看[[动作/三个动作#对十分钟|那三个动作]]，再看现场。\n\n![[现场.png]]\n",
        "utf-8",
    )
    (notes / "动作").mkdir()
    (notes / "动作/三个动作.md").write_text(
        "---\ntags: 窗口服务\nauthor: 某同志\n---\n# 三个动作\n\n清单怎样勾，写在[清单](../清单.md)里，照着做。\n\n## 对十分钟\n\n每天下班前。\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _import(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def test_a_folder_of_notes_keeps_its_pictures_and_links(root: Path) -> None:
    result = _import("笔记", "--kind", "article")
    assert result.exit_code == 0, result.output
    first = (root / "content/articles/yi-zhang-qing-dan/index.md").read_text("utf-8")
    second = (root / "content/articles/san-ge-dong-zuo.md").read_text("utf-8")
    assert "[那三个动作](xk:san-ge-dong-zuo)" in first
    assert "[清单](xk:yi-zhang-qing-dan)" in second
    picture = root / "content/articles/yi-zhang-qing-dan/media/tu-1.png"
    assert picture.read_bytes() == (root / "笔记/附件/现场.png").read_bytes()
    for file in (root / "content/articles").rglob("*.md"):
        text = file.read_text("utf-8").replace("# column: 实践者说", "column: 实践者说")
        file.write_text(text, "utf-8")
    checked = CliRunner().invoke(main, ["check", "content/articles"])
    assert "错误" not in checked.output, checked.output
    again = _import("笔记", "--kind", "article")
    assert "跳过 2 个" in again.output
    (root / "笔记/新的.md").write_text("# 新的一篇\n\n接着[[清单]]往下写，写到第三步。\n", "utf-8")
    assert "导入了 1 个，跳过 2 个" in _import("笔记", "--kind", "article").output
    assert "[清单](xk:yi-zhang-qing-dan)" in (root / "content/articles/xin-de-yi-pian.md").read_text("utf-8")


def test_a_link_to_a_file_that_was_refused_is_told(root: Path) -> None:
    (root / "笔记/动作/三个动作.md").write_text("# 三个动作\n\n" + "字" * 9000 + "\n", "utf-8")
    result = _import("笔记", "--kind", "article")
    assert "三个动作.md: 第 3 行有 9,000 个字" in result.output
    assert "指向 三个动作.md 的链接 xk:san-ge-dong-zuo，那一份没有写成" in result.output


def test_links_of_the_file_system_lead_nowhere(root: Path) -> None:
    (root / "外面").mkdir()
    Image.new("RGB", (4, 4), "blue").save(root / "外面/密.png")
    (root / "外面/密.md").write_text("# 外面的\n\n不该导入的一段。\n", "utf-8")
    (root / "笔记/链").symlink_to(root / "外面")
    (root / "笔记/密.png").symlink_to(root / "外面/密.png")
    (root / "笔记/密.md").symlink_to(root / "外面/密.md")
    (root / "笔记/看.md").write_text(
        "# 看一看\n\n这里有三张图。\n\n![](密.png)\n\n![](链/密.png)\n\n![](../外面/密.png)\n", "utf-8"
    )
    result = _import("笔记", "--kind", "article")
    assert result.exit_code == 1
    assert "密.md: 这是指向别处的链接，不是文件" in result.output
    assert "导入了 3 个，没有导入 1 个" in result.output
    assert "![" not in (root / "content/articles/kan-yi-kan.md").read_text("utf-8")


def test_a_picture_that_is_none_has_to_be_put_right(root: Path) -> None:
    (root / "笔记/附件/现场.png").write_bytes(b"MZ\x90 not a picture")
    result = _import("笔记/清单.md", "--kind", "article")
    assert result.exit_code == 0, result.output
    assert "【必须填】附件/现场.png 打不开，或者不是它的名字所说的那种图片" in result.output
    assert not list((root / "content/articles").rglob("*.png"))


def test_a_page_goes_through_the_worker(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "页.html").write_text(
        "<title>晨读</title><p>会前读三页，读完再说话。</p><script>x</script>", "utf-8"
    )
    result = _import("页.html", "--kind", "article", "--keep-original")
    assert result.exit_code == 0, result.output
    assert "会前读三页" in (root / "content/articles/chen-du/index.md").read_text("utf-8")
    (root / "坏.html").write_text("<div>" * 5000 + "字", "utf-8")
    assert "一层套一层" in _import("坏.html", "--kind", "article").output
    monkeypatch.setattr(worker, "SECONDS", 0.01)
    (root / "慢.md").write_text("慢。\n", "utf-8")
    assert "秒还没有读完" in _import("慢.md", "--kind", "article").output


def test_without_a_kind_it_is_said(root: Path) -> None:
    (root / "表.csv").write_text("标题\n甲\n", "utf-8")
    assert "没有说导入成哪一类材料" in _import("笔记/清单.md").output
    assert "没有说表里是什么" in _import("表.csv").output
    assert "没有写要导入的文件" in _import().output
