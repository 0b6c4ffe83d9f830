from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import commit
from xueku.source.history import FALLBACK, committed_at


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
