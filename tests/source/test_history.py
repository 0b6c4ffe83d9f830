from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import commit
from xueku.source.history import COMMIT, FALLBACK, commit_text, committed_at, committed_on


def test_the_date_of_a_commit_is_the_committers(tmp_path: Path) -> None:
    (tmp_path / "三遍.md").write_text("只画线。", "utf-8")
    commit(tmp_path, "2026-02-03T04:05:06+08:00")
    assert committed_at(tmp_path) == 1_770_062_706


def test_a_folder_without_a_commit_has_a_fixed_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert committed_at(tmp_path) == FALLBACK


def test_without_git_there_is_a_fixed_date_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert committed_at(tmp_path) == FALLBACK


def test_files_that_left_their_repository_keep_its_date(tmp_path: Path) -> None:
    repository, elsewhere = tmp_path / "仓库", tmp_path / "别处"
    for folder in (repository, elsewhere):
        folder.mkdir()
        (folder / "三遍.md").write_text("只画线。", "utf-8")
    commit(repository, "2026-02-03T04:05:06+08:00")
    # Another repository around them is not theirs.
    commit(tmp_path, "2020-01-01T00:00:00Z")
    (elsewhere / COMMIT).write_text(commit_text(repository), "utf-8")
    assert committed_at(elsewhere) == committed_at(repository)
    assert committed_on(elsewhere) == committed_on(repository)
    (elsewhere / COMMIT).write_text("damaged", "utf-8")
    assert committed_at(elsewhere) == 1_577_836_800
