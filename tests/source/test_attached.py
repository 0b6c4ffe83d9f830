"""What files that go with a record say beside their content."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image
from pypdf import PdfWriter

from tests.samples import COURSE, write_content
from xueku.build import examine
from xueku.model.attachment import FileFacts
from xueku.model.diagnostic import Span
from xueku.source import packed
from xueku.source.attached import _facts, attached_names

PLACE = Span("content/courses/会/index.md", 3, 5)
CORE = "<cp:coreProperties><dc:creator>{}</dc:creator><cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"


def _look(file: Path, place: Span) -> FileFacts:
    status = file.stat()
    stamp = (file.name, status.st_mtime_ns, status.st_size, status.st_ctime_ns)
    return replace(_facts(file, stamp), place=place)


def _archive(file: Path, entries: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return file


@pytest.mark.parametrize(
    ("name", "entries", "expected"),
    [
        ("议程.docx", {"word/document.xml": "<w:p><w:r><w:t>议程</w:t></w:r></w:p>"}, FileFacts(PLACE)),
        (
            "议程.docx",
            {"word/document.xml": "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"},
            FileFacts(PLACE),
        ),
        (
            "议程.docx",
            {"word/document.xml": '<w:del w:id="1"><w:r><w:delText>不提</w:delText></w:r></w:del>'},
            FileFacts(PLACE, has_tracked_changes=True),
        ),
        (
            "议程.docx",
            {"word/header1.xml": '<w:ins w:id="1"/>', "word/comments.xml": '<w:comment w:id="0">先别发</w:comment>'},
            FileFacts(PLACE, has_tracked_changes=True, has_comments=True),
        ),
        ("议程.docx", {"word/comments.xml": "<w:comments></w:comments>"}, FileFacts(PLACE)),
        ("表.xlsx", {"xl/comments1.xml": "<comments><comment ref='A1'/></comments>"}, FileFacts(PLACE, has_comments=True)),
        (
            "表.xlsx",
            {"xl/threadedComments/threadedComment1.xml": "<threadedComment ref='A1'/>"},
            FileFacts(PLACE, has_comments=True),
        ),
        (
            "表.xlsx",
            {"xl/revisions/revisionHeaders.xml": "<headers><header guid='1' userName='x'/></headers>"},
            FileFacts(PLACE, has_tracked_changes=True),
        ),
        ("演示.pptx", {"ppt/comments/comment1.xml": "<p:cm authorId='0'/>"}, FileFacts(PLACE, has_comments=True)),
        (
            "议程.odt",
            {"content.xml": "<text:changed-region/><office:annotation>", "meta.xml": "<dc:creator>示例甲</dc:creator>"},
            FileFacts(PLACE, True, True, ("示例甲",)),
        ),
        ("议程.docx", {"docProps/core.xml": CORE.format("示例甲", "示例乙")}, FileFacts(PLACE, authors=("示例甲", "示例乙"))),
        ("议程.docx", {"docProps/core.xml": CORE.format("python-docx", "Administrator")}, FileFacts(PLACE)),
        (
            "议程.docx",
            {"docProps/app.xml": "<Company>示例单位 &amp; 支部</Company><Manager></Manager>"},
            FileFacts(PLACE, authors=("示例单位 & 支部",)),
        ),
    ],
)  # fmt: skip
def test_office_files(tmp_path: Path, name: str, entries: Mapping[str, str], expected: FileFacts) -> None:
    assert _look(_archive(tmp_path / name, entries), PLACE) == expected


def test_an_archive_made_to_do_damage_is_told(tmp_path: Path) -> None:
    bomb = _archive(tmp_path / "炸.docx", {"word/document.xml": "0" * 60_000_000})
    assert _look(bomb, PLACE).dangers == ("展开有 60 MB，太大了（上限 200 MB，100 倍）",)
    many = _archive(tmp_path / "多.docx", {f"{number}": "" for number in range(packed.MOST_ENTRIES + 1)})
    assert "2,001 个文件" in _look(many, PLACE).dangers[0]


def test_an_archive_that_states_a_wrong_size_is_told(tmp_path: Path) -> None:
    file = _archive(tmp_path / "谎.docx", {"word/document.xml": "0" * 60_000_000})
    content = file.read_bytes()
    file.write_bytes(content.replace((60_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little")))
    assert _look(file, PLACE).problem


@pytest.mark.parametrize("name", ["甲.docx", "甲.xlsx", "甲.odt", "甲.pdf", "甲.png", "甲.jpg"])
@pytest.mark.parametrize("start", ["", "504b0304", "255044462d312e370a", "89504e470d0a1a0a", "ffd8ffe0"])
def test_a_broken_file_is_told(tmp_path: Path, name: str, start: str) -> None:
    file = tmp_path / name
    file.write_bytes(bytes.fromhex(start))
    assert _look(file, PLACE).problem


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "密码" in _look(tmp_path / "甲.docx", PLACE).problem
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("示例", algorithm="RC4-128")
    writer.write(tmp_path / "甲.pdf")
    assert "密码" in _look(tmp_path / "甲.pdf", PLACE).problem


@given(some.binary(max_size=200), some.integers(0, 400))
def test_damage_is_no_traceback(tmp_path_factory: pytest.TempPathFactory, damage: bytes, at: int) -> None:
    folder = tmp_path_factory.mktemp("坏")
    whole = _archive(
        folder / "甲.docx", {"word/document.xml": "<w:ins/>", "docProps/core.xml": CORE}
    ).read_bytes()
    for name in ("甲.docx", "甲.pdf", "甲.png", "甲.jpg"):
        (folder / name).write_bytes(whole[:at] + damage + whole[at + len(damage) :])
        _look(folder / name, PLACE)


def test_a_pdf_that_names_its_author(tmp_path: Path) -> None:
    for author in ("示例甲", ""):
        writer = PdfWriter()
        writer.add_blank_page(72, 72)
        if author:
            writer.add_metadata({"/Author": author})
        writer.write(tmp_path / "甲.pdf")
        assert _look(tmp_path / "甲.pdf", PLACE) == FileFacts(PLACE, authors=(author,) if author else ())


@pytest.mark.parametrize("name", ["甲.jpg", "甲.png", "甲.webp"])
def test_a_photograph_that_names_who_took_it_and_where(tmp_path: Path, name: str) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Shili Jia"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    image = Image.new("RGB", (4, 4))
    image.save(tmp_path / name, exif=exif)
    assert _look(tmp_path / name, PLACE) == FileFacts(PLACE, authors=("Shili Jia",), has_place=True)
    image.save(tmp_path / name)
    assert _look(tmp_path / name, PLACE) == FileFacts(PLACE)


def test_a_photograph_that_names_who_took_it_in_xmp(tmp_path: Path) -> None:
    xmp = "<dc:creator><rdf:Seq><rdf:li>示例甲</rdf:li></rdf:Seq></dc:creator><x exif:GPSLatitude='30,15N'/>"
    Image.new("RGB", (4, 4)).save(tmp_path / "甲.jpg", xmp=xmp.encode())
    assert _look(tmp_path / "甲.jpg", PLACE) == FileFacts(PLACE, authors=("示例甲",), has_place=True)


def test_files_are_those_that_the_record_attaches_or_links(tmp_path: Path) -> None:
    course = COURSE.replace(
        "related:", "attachments: [{file: 卡.docx, title: 卡}, {file: 无.pdf, title: 无}]\nrelated:"
    )
    course += "\n看[表](./%E8%A1%A8.xlsx#一)，再看[卡](卡.docx)和![图](media/图.png)。\n"
    settings = write_content(tmp_path, {"courses/誓词/index.md": course})
    folder = tmp_path / "content/courses/誓词"
    (folder / "media").mkdir()
    for name in ("卡.docx", "表.xlsx", "闲置.docx"):
        _archive(folder / name, {"docProps/core.xml": CORE.format("示例甲", name)})
    Image.new("RGB", (4, 4)).save(folder / "media/图.png")
    record = examine(settings).linked.catalog.records["chongwen-shici"]
    assert attached_names(record.resource, record.parts, record.files) == (
        "卡.docx",
        "表.xlsx",
        "media/图.png",
    )
    assert [*record.file_facts] == ["卡.docx", "表.xlsx"]
    lines = course.split("\n")
    for name in record.file_facts:
        place = record.file_facts[name].place
        assert lines[place.line - 1][place.column - 1 :].startswith(("卡.docx", "./%E8"))
