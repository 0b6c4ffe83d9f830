"""Addresses on written pages lead somewhere, or it is said which does not and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.conftest import run
from xueku.site.written import Contents, Failing, overlooked, read_contents

PAGE = "courses/甲/index.html"
FILES = {
    "index.html": '<h1 id="tou">首页</h1>',
    "courses/甲/讲义.pdf": "",
    "courses/甲/图 1.png": "",
    "articles/yi.html": '<h2 id="第一条">一</h2><p id="a&amp;b">二</p>',
    "404.html": '<a href="/index.html">首页</a><link href="/assets/没有.css">',
}
SOUND = (
    '<a href="../../index.html#tou">一</a>',
    '<a href="../../articles/yi.html#%E7%AC%AC%E4%B8%80%E6%9D%A1">一</a>',
    '<a href="../../articles/yi.html#a&amp;b">一</a>',
    '<a href="../../articles/yi.html?q=%E5%85%9A#%E7%AC%AC%E4%B8%80%E6%9D%A1">一</a>',
    '<a href="#ben">一</a><p id=ben>',
    '<a href="#">回页首</a><a href="">本页</a><a href="#top">页首</a>',
    '<a href="%E8%AE%B2%E4%B9%89.pdf">一</a>',
    '<img src="%E5%9B%BE%201.png" alt="a > b"><img src="data:image/png;base64,xx">',
    '<a href="https://example.com/x">外</a><a href="mailto:a@example.com">信</a>',
    '<!-- <a href="没有.html">注</a> --><code>&lt;a href="没有.html"&gt;</code>',
)
FAULTS = {
    '<a href="没有.html">一</a>': ("missing", "没有.html", ""),
    '<img alt="看" src="没有.png">': ("missing", "没有.png", ""),
    '<img srcset="没有.png 2x">': ("missing", "没有.png", ""),
    '<video poster="没有.png"></video>': ("missing", "没有.png", ""),
    '<a href="../../articles/">夹</a>': ("missing", "../../articles/", ""),
    '<a href="../../articles/Yi.html">一</a>': ("case", "../../articles/Yi.html", "articles/yi.html"),
    '<a href="../../articles/yi.html#第二条">一</a>': ("anchor", "../../articles/yi.html#第二条", ""),
    '<a href="#没有">一</a>': ("anchor", "#没有", ""),
    '<a href="/index.html">一</a>': ("absolute", "/index.html", ""),
    "<p id='x'><p id=\"x\">": ("twice", "x", ""),
    '<script src="https://cdn.example/x.js"></script>': ("outside", "https://cdn.example/x.js", ""),
    '<link rel=stylesheet href="//cdn.example/x.css">': ("outside", "//cdn.example/x.css", ""),
}


def _site(folder: Path, html: str) -> Path:
    for name, text in {**FILES, PAGE: html, "assets/没有.css": ""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("html", SOUND)
def test_a_sound_address_is_no_fault(tmp_path: Path, html: str) -> None:
    assert overlooked(_site(tmp_path, html)) == []


@pytest.mark.parametrize("html", FAULTS)
def test_a_fault_is_found_and_named(tmp_path: Path, html: str) -> None:
    fault, target, found = FAULTS[html]
    assert [*map(repr, overlooked(_site(tmp_path, html)))] == [repr(Failing(PAGE, fault, target, found))]  # type: ignore[arg-type]


def test_contents_are_read_once_each_in_order() -> None:
    html = '<a HREF="x" href="b.html">一</a><a\nhref="b.html">二</a><img src=c.png><p id="z"><p id="a">'
    assert read_contents(html) == Contents(("a", "z"), (), (("b.html", False), ("c.png", True)))


def test_our_own_site_leads_everywhere(built: Path) -> None:
    assert overlooked(built) == []


def test_a_build_looks_only_at_pages_that_changed_and_those_that_name_them(built_project: Path) -> None:
    manual, site = built_project / "docs/手册.md", built_project / "site"
    text = manual.read_text("utf-8")
    link = '<a href="cases/Qing-dan-dang-mian-gou/index.html">清单</a>'
    manual.write_text(f"{text}\n{link}\n", "utf-8")
    result = run(built_project, "xueku", "build")
    assert result.returncode == 0, result.stderr
    assert (
        "警告 XK311 网页 手册.html 里的 “cases/Qing-dan-dang-mian-gou/index.html” 大小写不对" in result.stderr
    )
    before = (site / "手册.html").read_bytes()

    article = built_project / "content/articles/三遍.md"
    article.write_text(article.read_text("utf-8").replace("第一遍只画线", "第一遍只读"), "utf-8")
    result = run(built_project, "xueku", "build", "--profile")
    assert "XK311" in result.stderr, "what did not change is still told"
    looked = next(line for line in result.stderr.splitlines() if line.endswith("查看的网页"))
    assert 0 < int(looked.split()[0]) < 15

    case = next((built_project / "content/cases").iterdir())
    case.unlink()
    path = built_project / "content/paths/新任书记.md"
    path.write_text(
        path.read_text("utf-8").replace("  - record: qing-dan-dang-mian-gou\n    minutes: 20\n", ""), "utf-8"
    )
    result = run(built_project, "xueku", "build", "--strict")
    assert result.returncode == 1
    assert "“cases/Qing-dan-dang-mian-gou/index.html” 指向的文件不在网站里" in result.stderr
    assert (site / "手册.html").read_bytes() == before
    assert (site / "cases/qing-dan-dang-mian-gou/index.html").is_file(), "nothing was put"

    manual.write_text(text, "utf-8")
    result = run(built_project, "xueku", "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert overlooked(site) == []
