"""The kit of a course, as the one who unpacks it finds it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.samples import COURSE, LIBRARY, article, examined, record
from xueku.archive import unzipped
from xueku.kinds import Course
from xueku.model.settings import Settings
from xueku.release.kit import compose, kit
from xueku.release.papers import PAPERS, Source
from xueku.release.readiness import press_of
from xueku.review.publish import publish

ATTACHED = COURSE.replace("related:", "attachments:\n  - {file: media/情景卡.csv, title: 情景卡}\nrelated:")


def _source(root: Path, course: str = COURSE) -> Source:
    folder = root / "content/courses/重温誓词/media"
    folder.mkdir(parents=True)
    (folder / "情景卡.csv").write_text("卡,事\n一,下班前十分钟\n", "utf-8")
    checked = examined(root, {**LIBRARY, "courses/重温誓词/index.md": course})
    found = record(checked, "chongwen-shici")
    assert isinstance(found.resource, Course)
    return Source(publish(checked.linked, "publish"), found, found.resource, press_of(Settings(root)))


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return _source(tmp_path, ATTACHED)


@pytest.fixture
def files(source: Source) -> dict[str, bytes]:
    unpacked = unzipped(kit(source, compose(source)))
    return {name.removeprefix("重温入党誓词/"): content for name, content in unpacked.items()}


def _links(html: str) -> set[str]:
    found = re.findall(r'\s(?:href|src)="([^"#?]+)', html)
    return {target for target in found if not re.match("[a-z]+:", target)}


def test_every_link_of_every_page_leads_to_a_file_that_came_along(files: dict[str, bytes]) -> None:
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    assert "index.html" in pages
    for name, html in pages.items():
        for target in _links(html):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(target))) in files, name


def test_no_page_asks_another_host_for_anything(files: dict[str, bytes]) -> None:
    html = b"".join(content for name, content in files.items() if name.endswith((".html", ".css"))).decode()
    assert not re.findall(r'(?:src="|url\(|<link[^>]* href=")(?:https?:)?//[^")]*', html)


def test_papers_and_attachments_are_named_on_the_first_page(files: dict[str, bytes], source: Source) -> None:
    first = files["index.html"].decode()
    for paper in PAPERS:
        if paper.suits(source):
            assert f"文件/{paper.file}" in files
            assert paper.file in first
    attached = source.press.root / "content/courses/重温誓词/media/情景卡.csv"
    assert files["courses/chongwen-shici/media/情景卡.csv"] == attached.read_bytes()
    assert "情景卡" in first


def test_the_text_to_be_read_first_opens_in_an_old_editor(files: dict[str, bytes]) -> None:
    text = files["请先读我.txt"]
    assert text.startswith("\ufeff重温入党誓词\r\n".encode())
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_the_same_course_gives_the_same_bytes(source: Source) -> None:
    assert kit(source, compose(source)) == kit(source, compose(source))


def test_another_record_that_links_to_the_course_changes_no_kit(tmp_path: Path) -> None:
    one = compose(_source(tmp_path / "一"))
    folder = tmp_path / "二"
    (folder / "content/articles").mkdir(parents=True)
    text = article("ling-yi-pian", "另一篇", "先看[课程包](xk:chongwen-shici)。", "topics: [党性教育]")
    (folder / "content/articles/另一篇.md").write_text(text, "utf-8")
    assert compose(_source(folder)).pages == one.pages


def test_a_draft_that_the_course_links_to_is_no_link_in_the_kit(files: dict[str, bytes]) -> None:
    page = files["courses/chongwen-shici/index.html"].decode()
    assert "library/" not in page
    assert "《示例单位支部工作规则》第十二条" in page
