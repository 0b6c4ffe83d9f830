from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.samples import ARTICLE, COURSE, LIBRARY, examined, record, write_content
from xueku.build import examine
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError
from xueku.source.records import read_records


def test_a_folder_and_its_parts_are_one_record(tmp_path: Path) -> None:
    course = record(examined(tmp_path), "chongwen-shici")
    assert course.path == "content/courses/重温誓词/index.md"
    assert course.folder == "content/courses/重温誓词"
    assert set(course.parts) == {"body", "handout", "host", "quiz.0.stem", "quiz.0.explanation"}
    assert course.quiz is not None
    assert course.address == "courses/chongwen-shici/index.html"


def test_folders_without_an_index_only_group(tmp_path: Path) -> None:
    checked = examined(tmp_path, {"articles/2026/春/三遍.md": ARTICLE.replace("xk:chongwen-shici", "#")})
    assert record(checked, "dushu-san-bian").path == "content/articles/2026/春/三遍.md"


def test_one_broken_file_leaves_the_others_alone(tmp_path: Path) -> None:
    checked = examine(write_content(tmp_path, {**LIBRARY, "articles/坏.md": "没有属性区"}))
    assert len(checked.linked.catalog.records) == 6
    assert [finding.code for finding in checked.findings] == ["XK003"]


def test_the_order_of_files_on_disk_changes_nothing(tmp_path: Path) -> None:
    first = examined(tmp_path / "甲")
    second = examined(tmp_path / "乙", dict(reversed(list(LIBRARY.items()))))
    assert list(first.linked.catalog.records) == list(second.linked.catalog.records)
    assert first.linked.rendered == second.linked.rendered


def test_without_a_content_folder_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(XuekuError) as caught:
        read_records(tmp_path / "content", KINDS, tmp_path)
    assert caught.value.place == "content"


def test_a_record_with_a_wrong_quiz_is_still_a_record(tmp_path: Path) -> None:
    checked = examine(write_content(tmp_path, {**LIBRARY, "courses/重温誓词/quiz.yml": "questions: 三道\n"}))
    assert record(checked, "chongwen-shici").quiz is None
    assert {finding.span.path for finding in checked.findings} == {"content/courses/重温誓词/quiz.yml"}


def test_content_may_stand_outside_the_project(tmp_path: Path) -> None:
    write_content(tmp_path / "内容库", {"courses/重温誓词/index.md": COURSE})
    shutil.move(tmp_path / "内容库" / "content", tmp_path / "content")
    records, _, findings = read_records(tmp_path / "content", KINDS, tmp_path / "内容库")
    assert findings == []
    assert records[0].path == f"{tmp_path}/content/courses/重温誓词/index.md"
