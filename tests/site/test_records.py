from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from tests.samples import LIBRARY, WORK, article, examined
from xueku.build import build
from xueku.model.settings import Settings
from xueku.site.written import read_contents


def _pages(root: Path, files: dict[str, str]) -> dict[str, str]:
    checked = examined(root, {**LIBRARY, **files})
    return {page.address: page.main_html for page in build(Settings(root), checked, "publish").pages}


def test_a_page_does_not_grow_with_the_site(tmp_path: Path) -> None:
    """300 unrelated records change no byte of a record's page."""
    others = {
        f"articles/{n}.md": article(
            f"bian-{n}", f"第{n}遍", "只画线，说承诺。", "topics: [窗口服务]", date="2026-10-01"
        )
        for n in range(300)
    }
    few, many = _pages(tmp_path / "少", {}), _pages(tmp_path / "多", others)
    for address in (
        "courses/chongwen-shici/index.html",
        "library/zhibu-gongzuo-guize/index.html",
        "paths/xin-shuji/index.html",
    ):
        assert few[address] == many[address]


def test_a_page_grows_by_at_most_its_lists_when_all_is_related(tmp_path: Path) -> None:
    others = {
        f"articles/{n}.md": article(
            f"bian-{n}", f"第{n}遍", "见[规则](xk:zhibu-gongzuo-guize#1)。", "topics: [组织生活]"
        )
        for n in range(300)
    }
    few, many = _pages(tmp_path / "少", {}), _pages(tmp_path / "多", others)
    address = "library/zhibu-gongzuo-guize/index.html"
    assert len(many[address].encode()) < len(few[address].encode()) + 4000
    assert "另有 291 份材料引用" in many[address]


def test_a_course_shows_its_clock_and_its_parts(tmp_path: Path) -> None:
    html = LexborHTMLParser(_pages(tmp_path, {})["courses/chongwen-shici/index.html"])
    assert [node.text() for node in html.css("[data-xk-clock]")] == ["14:30", "14:50"]
    end = html.css_first("[data-xk-end]")
    assert end is not None
    assert end.text() == "15:30"
    hrefs = {node.attributes.get("href") for node in html.css("a")}
    assert {
        "handout.html",
        "script.html",
        "#xk-quiz",
        "../../library/zhibu-gongzuo-guize/index.html#12",
    } <= hrefs


def test_a_record_names_its_neighbours_in_a_path(tmp_path: Path) -> None:
    html = LexborHTMLParser(_pages(tmp_path, {})["cases/qing-dan-dang-mian-gou/index.html"])
    nav = html.css_first(".xk-path-nav")
    assert nav is not None
    assert "第 2 步，共 3 步" in nav.text()
    assert [node.attributes["href"] for node in nav.css("li a")] == [
        "../../library/zhibu-gongzuo-guize/index.html",
        "../../courses/chongwen-shici/index.html",
    ]


def test_a_question_with_ten_options_has_ten_letters(tmp_path: Path) -> None:
    options = ", ".join(f"{{text: 第{n}项, correct: true}}" for n in range(10))
    quiz = f"- {{type: multiple, stem: 哪几项？, options: [{options}]}}\n"
    html = _pages(tmp_path, {"courses/重温誓词/quiz.yml": quiz})["courses/chongwen-shici/index.html"]
    assert "J　第9项" in html


def test_a_work_that_nobody_cites_leads_to_no_place_that_it_lacks(tmp_path: Path) -> None:
    checked = examined(tmp_path, {"library/规则.md": WORK})
    for page in build(Settings(tmp_path), checked, "publish").pages:
        found = read_contents(page.main_html)
        within = {
            unquote(target[1:]) for target, _ in found.targets if target.startswith("#") and len(target) > 1
        }
        assert within <= {*found.ids}, page.address
