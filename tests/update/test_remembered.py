"""What an edit has no part in is not read again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.update.desk import Desk, equals_clean
from xueku.source.files import stamps_below
from xueku.source.vocabularies import read_vocabularies
from xueku.update import intake, shared
from xueku.update.store import Store, Table


def test_vocabularies_are_read_again_only_when_one_of_them_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.begin(tmp_path)
    desk.build()
    read: list[Path] = []

    def counted(content: Path, root: Path) -> object:
        read.append(content)
        return read_vocabularies(content, root)

    monkeypatch.setattr(intake, "read_vocabularies", counted)
    article = next(desk.content.glob("articles/*.md"))
    article.write_text(article.read_text("utf-8") + "\n再添一句。\n", "utf-8")
    desk.build()
    assert read == []
    monkeypatch.setattr(shared, "_versions", lambda names: repr(names).encode())
    desk.build()
    assert len(read) == 1, "another library reads otherwise"
    vocabulary = desk.content / "vocab" / "topics.yml"
    vocabulary.write_text(vocabulary.read_text("utf-8") + "\n- id: duo\n  name: 多的一个\n", "utf-8")
    desk.build()
    assert len(read) == 2
    (desk.content / "vocab" / "duo.yml").write_text("- id: yi\n  name: 一\n", "utf-8")
    desk.build()
    assert len(read) == 3
    equals_clean(desk)


def test_what_is_wrong_with_a_vocabulary_is_told_until_it_is_mended(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path)
    vocabulary = desk.content / "vocab" / "topics.yml"
    right = vocabulary.read_text("utf-8")
    vocabulary.write_text(right + "\n- 不是词条\n", "utf-8")
    for _ in range(2):
        updater = desk.begun()
        updater.read()
        assert any(finding.span.path.endswith("topics.yml") for finding in updater.findings)
        updater.close()
    vocabulary.write_text(right, "utf-8")
    desk.build()
    equals_clean(desk)


def test_values_that_are_known_with_their_digest_are_not_read_again() -> None:
    store = Store(None)
    table: Table[str] = store.table("table")
    table.put({"乙": "二", "甲": "一", "丙": "三", "戊": "五", "己": "六"})
    first = table.all_since({})
    assert {name: value for name, (_, value) in first.items()} == table.all()
    table.put({"甲": "另一"})
    table.drop(["丙"])
    table.put({"丁": "四"})
    marked = {name: (digest, f"{value}，记得") for name, (digest, value) in first.items()}
    again = table.all_since(marked)
    assert list(again) == list(table.all())
    assert {name: value for name, (_, value) in again.items()} == {
        "乙": "二，记得",
        "戊": "五，记得",
        "己": "六，记得",
        "甲": "另一",
        "丁": "四",
    }
    assert {name: digest for name, (digest, _) in again.items()} == table.digests
    store.close()


def test_a_file_that_may_not_be_looked_at_is_another_than_one_that_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "topics.yml").write_text("", "utf-8")
    looked = stamps_below(tmp_path)

    def refused(path: Path) -> os.stat_result:
        raise PermissionError(errno.EACCES, "no", str(path))

    monkeypatch.setattr(os, "lstat", refused)
    assert len({looked, stamps_below(tmp_path), ()}) == 3
