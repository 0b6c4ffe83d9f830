from __future__ import annotations

from xueku.archive import unzipped, zip_of

FILES = {"文件/教案.docx": b"PK", "index.html": "重温誓词".encode() * 99}


def test_an_archive_gives_back_what_was_put_in_it() -> None:
    assert unzipped(zip_of(FILES)) == FILES


def test_the_bytes_follow_from_the_files_alone() -> None:
    assert zip_of(FILES) == zip_of(dict(FILES))


def test_chinese_names_are_marked_as_utf_8() -> None:
    assert "文件/教案.docx".encode() in zip_of(FILES)
