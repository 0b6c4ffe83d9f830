"""The host view of a course: its script under its steps, and what stands on the page without script."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.samples import LIBRARY, examined
from xueku.build import build
from xueku.model.settings import Settings
from xueku.site.host import ScriptSection, script_sections

HOST = "courses/chongwen-shici/host/index.html"
PROJECTOR = "courses/chongwen-shici/host/projector.html"
SCRIPT = """\
同志们请坐。

## 那一天

请三位同志讲，见[第十二条](xk:zhibu-gongzuo-guize#12)。

### 提示

五分钟时举手。

## 一件 小事的检验

请抽一张情景卡。

- ## 列表里的标题

    不是另一个环节。

## 万一停电

到院子里接着开。
"""


def _pages(root: Path, **files: str) -> dict[str, str]:
    checked = examined(root, {**LIBRARY, **files})
    return {page.address: page.main_html for page in build(Settings(root), checked, "publish").pages}


def _host(root: Path, script: str) -> LexborHTMLParser:
    return LexborHTMLParser(_pages(root, **{"courses/重温誓词/host.md": script})[HOST])


def test_each_step_has_the_section_of_the_script_that_has_its_title(tmp_path: Path) -> None:
    html = _host(tmp_path, SCRIPT)
    steps = html.css("[data-xk-step]")
    assert [step.attributes["data-minutes"] for step in steps] == ["20", "40"]
    first, second = (step.text() for step in steps)
    assert "请三位同志讲" in first
    assert "五分钟时举手" in first
    assert "请抽一张情景卡" in second
    assert "不是另一个环节" in second
    assert "请抽" not in first


def test_what_belongs_to_no_step_can_still_be_reached(tmp_path: Path) -> None:
    html = _host(tmp_path, SCRIPT)
    rest = [node.text() for node in html.css("[data-xk-rest]")]
    assert len(rest) == 1
    assert "万一停电" in rest[0]
    assert "到院子里接着开" in rest[0]
    assert "那一天" not in rest[0]
    assert ["同志们请坐" in node.text() for node in html.css("[data-xk-opening]")] == [True]


def test_links_of_the_script_lead_from_the_host_view(tmp_path: Path) -> None:
    links = [node.attributes["href"] for node in _host(tmp_path, SCRIPT).css("[data-xk-step] a")]
    assert links == ["../../../library/zhibu-gongzuo-guize/index.html#12"]


def test_a_script_without_headings_is_said_before_the_first_step(tmp_path: Path) -> None:
    html = _host(tmp_path, "同志们请坐。\n")
    assert len(html.css("[data-xk-opening]")) == 1
    assert not html.css("[data-xk-rest]")
    assert not html.css("[data-xk-step] .xk-script")


def test_only_records_with_an_agenda_have_a_host_view(tmp_path: Path) -> None:
    pages = _pages(tmp_path)
    assert {address for address in pages if "/host/" in address} == {HOST, PROJECTOR}
    course = LexborHTMLParser(pages["courses/chongwen-shici/index.html"])
    first = course.css_first(".xk-actions a")
    assert first is not None
    assert first.attributes["href"] == "host/index.html"
    assert len(course.css(".xk-button--first")) == 1
    assert "data-xk-host-link" not in pages["guides/2026-q4/index.html"]


def test_the_projector_knows_the_same_steps_and_questions_as_the_host_view(tmp_path: Path) -> None:
    pages = _pages(tmp_path)
    host, projector = (LexborHTMLParser(pages[address]) for address in (HOST, PROJECTOR))
    for selector in ("[data-xk-step] [data-xk-step-title]", "[data-xk-question]", "[data-xk-answer]"):
        words = [node.text(strip=True) for node in host.css(selector)]
        assert words
        assert [node.text(strip=True) for node in projector.css(selector)] == words
    for html in (host, projector):
        names = [node.attributes["data-xk-record"] for node in html.css("main > [data-xk-record]")]
        assert names == ["chongwen-shici"]
        ids = [node.attributes["id"] for node in html.css("[id]")]
        assert len(ids) == len({*ids})


def test_a_script_is_cut_at_its_own_headings_only() -> None:
    html = '先说。<br>\n<h2 id="a">甲 &amp; <em>乙</em></h2>\n<p>一<img src="x.png"></p>\n<div>\n<h2>里面</h2>\n</div>\n<h2 id="b">丙</h2>'
    assert script_sections(html) == [
        ScriptSection("", "先说。<br>"),
        ScriptSection("甲 & 乙", '<p>一<img src="x.png"></p>\n<div>\n<h2>里面</h2>\n</div>'),
        ScriptSection("丙", ""),
    ]
    assert script_sections("") == [ScriptSection("", "")]
