"""What a preview says beside a page to whoever writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview import PAGE, Preview, previewing, until
from tests.site.conftest import run, write_project
from xueku.adapters.mkdocs.notes import Notes
from xueku.model.diagnostic import Diagnostic, Severity, Span
from xueku.model.settings import Settings, SiteSettings
from xueku.update.remarks import Remarks


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(tmp_path) as running:
        yield running


def _panel(preview: Preview, page: str = PAGE) -> str:
    found = re.search(r'<section class="xk-notes".*?</section>', preview.get(page), re.DOTALL)
    return found.group() if found else ""


def test_findings_stand_beside_the_page_and_go_when_they_are_mended(preview: Preview) -> None:
    good = preview.file.read_text("utf-8")
    assert "没有要改的地方" in _panel(preview)
    preview.file.write_text(good + "\n一个月里有七条意见......说的是同一件事。\n", "utf-8")
    until(lambda: "要改的 1 处" in _panel(preview))
    panel = _panel(preview)
    line = good.count("\n") + 2
    place = f"content/articles/{preview.file.name}:{line}"
    assert f">{place}</a>" in panel
    assert "改法：" in panel
    assert re.search(rf'href="vscode://file/[^"]+%E4%B8%89%E9%81%8D\.md:{line}:\d+"', panel)
    assert "这一页要改的 1 处" in preview.get(PAGE)
    preview.file.write_text(good, "utf-8")
    until(lambda: "没有要改的地方" in _panel(preview))


def test_an_error_stands_beside_the_last_good_page(preview: Preview) -> None:
    good = preview.file.read_text("utf-8")
    preview.file.write_text(good.replace("column: 读书分享", "column: 没有的栏"), "utf-8")
    until(lambda: "XK401" in _panel(preview))
    preview.file.write_text(good.replace("title:", "titel:"), "utf-8")
    until(lambda: "XK102" in _panel(preview))
    preview.file.write_text(good, "utf-8")
    until(lambda: "没有要改的地方" in _panel(preview))


def test_every_page_of_a_record_has_its_notes_and_others_have_none(preview: Preview) -> None:
    assert "courses/重温誓词/index.md" in _panel(preview, "courses/chongwen-shici/index.html")
    assert "courses/重温誓词/index.md" in _panel(preview, "courses/chongwen-shici/handout.html")
    assert _panel(preview, "index.html") == _panel(preview, "articles/index.html") == ""


def test_what_an_import_left_to_confirm_stands_beside_a_draft(preview: Preview) -> None:
    folder = preview.project / "导入报告"
    folder.mkdir()
    report = '<h2 id="doubts">待确认</h2>\n<ol>\n<li class="must">没有“启示”一节（必须填）<span>加一行 &lt;b&gt;</span></li>\n<li>第 3 段：猜的</li>\n</ol>'
    (folder / "dushu-san-bian.html").write_text(report, "utf-8")
    assert "待确认" not in _panel(preview)
    good = preview.file.read_text("utf-8")
    preview.file.write_text(good.replace("column:", "status: draft\ncolumn:"), "utf-8")
    until(lambda: "导入时待确认 2 条" in _panel(preview))
    assert "<li>没有“启示”一节（必须填） 加一行 &lt;b&gt;</li>" in _panel(preview)
    assert preview.get("xueku-import/dushu-san-bian.html") == report
    (preview.project / "导入报告/记录.jsonl").write_text("{}", "utf-8")
    with pytest.raises(OSError, match="404"):
        preview.get("xueku-import/..%2f记录.jsonl".replace("记录", "%E8%AE%B0%E5%BD%95"))


def test_a_built_site_has_none_of_it(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    assert run(project, "xueku", "build").returncode == 0
    for page in (project / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "vscode:" not in text
        assert "xk-notes" not in text


_REMARKS = Remarks(
    "content/articles/三遍.md",
    "dushu-san-bian",
    "articles/dushu-san-bian/index.html",
    False,
    (Diagnostic(Span("content/articles/三遍.md", 3), "XK801", "<b>", "“&”", Severity.WARNING),),
)
_HTML = b'<main><aside class="xk-record__aside" aria-label="x"></aside></main>'


def _beside(root: Path, *, editor: str = "vscode", is_local: bool = True) -> tuple[str, str]:
    notes = Notes(Settings(root, site=SiteSettings.model_validate({"editor": editor})))
    notes.take([_REMARKS])
    page, links = notes.beside(_HTML, "articles/dushu-san-bian/index.html", is_local=is_local)
    return page.decode(), links.decode()


def test_words_of_a_finding_are_no_markup(tmp_path: Path) -> None:
    page, _ = _beside(tmp_path)
    assert "&lt;b&gt;" in page
    assert "“&amp;”" in page


@pytest.mark.parametrize("how", [{"editor": "none"}, {"is_local": False}])
def test_without_an_editor_or_from_elsewhere_no_file_can_be_opened(tmp_path: Path, how: dict) -> None:  # type: ignore[type-arg]
    page, links = _beside(tmp_path, **how)
    assert "vscode" not in page + links
    assert str(tmp_path) not in page
    assert "content/articles/三遍.md:3" in page


def test_only_what_is_other_is_told(tmp_path: Path) -> None:
    notes = Notes(Settings(tmp_path))
    assert notes.take([_REMARKS]) == ["articles/dushu-san-bian/index.html"]
    assert notes.take([_REMARKS]) == []
    unread = Remarks(_REMARKS.path, "", "", False, ())
    assert notes.take([unread]) == ["articles/dushu-san-bian/index.html"]


def test_warnings_of_one_code_are_folded_and_errors_never(tmp_path: Path) -> None:
    findings = [
        Diagnostic(Span(_REMARKS.path, line), code, f"{code} 第 {line} 处", "", severity)
        for code, severity in (("XK801", Severity.WARNING), ("XK101", Severity.ERROR))
        for line in range(1, 6)
    ]
    notes = Notes(Settings(tmp_path))
    notes.take([Remarks(_REMARKS.path, _REMARKS.id, _REMARKS.address, True, tuple(findings))])
    page = notes.beside(_HTML, _REMARKS.address, is_local=False)[0].decode()
    assert page.count("还有 4 处") == 1
    shown = re.sub(r"<li><details>.*?</details></li>", "", page, flags=re.DOTALL)
    assert [shown.count(f"XK101 第 {line} 处") for line in range(1, 6)] == [1] * 5
    assert shown.count("XK801 第") == 1
    assert shown.index("XK101 第 5 处") < shown.index("XK801 第 1 处")
