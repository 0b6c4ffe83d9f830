from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.papers import press_at
from xueku.cli import main
from xueku.model.diagnostic import XuekuError
from xueku.typesetting.engine import program


def _run(project: Path, *words: str) -> str:
    return CliRunner().invoke(main, ["fonts", *words, "--config", str(project / "mkdocs.yml")]).output


def test_fonts_are_shown_and_locked_and_a_difference_is_told(tmp_path: Path) -> None:
    song = press_at(tmp_path).fonts.family("song")
    assert f"宋体　{song}" in _run(tmp_path)
    assert not (tmp_path / "fonts.lock").exists()
    assert "写好了 fonts.lock" in _run(tmp_path, "--lock")
    assert "警告" not in _run(tmp_path)
    lock = tmp_path / "fonts.lock"
    lock.write_text(lock.read_text("utf-8").replace('sha256 = "', 'sha256 = "0', 1), "utf-8")
    assert f"警告：宋体 {song} 400 和锁定的不是同一个版本" in _run(tmp_path)
    _run(tmp_path, "--lock")
    assert "警告" not in _run(tmp_path)


@pytest.mark.parametrize("name", ["typst", "segno"])
def test_without_the_extra_one_line_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(XuekuError, match="没有安装排版程序") as told:
        program(name)
    assert told.value.remedy == "运行 pip install 'xueku[pdf]'"
