from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import examined

BLOCKED = """
import sys
for name in ("mkdocs", "material", "properdocs", "mkdocs.plugins"):
    sys.modules[name] = None
"""


def _run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + code], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_core_needs_no_engine(tmp_path: Path) -> None:
    examined(tmp_path)
    code = """
from pathlib import Path
from xueku.build import build, examine, index
from xueku.model.settings import Settings
settings = Settings(Path.cwd())
built = build(settings, examine(settings), "publish")
print(len(list(built.pages)), len(index(settings, built.shown)))
"""
    pages, files = map(int, _run(code, tmp_path).stdout.split())
    assert pages > 20
    assert files > 20


def test_check_and_new_need_no_engine(tmp_path: Path) -> None:
    examined(tmp_path)
    result = _run("from xueku.cli import main; main(['check'])", tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "读了 6 份材料，没有要改的地方\n")
    assert _run("from xueku.cli import main; main(['new', 'case', 'xin-anli'])", tmp_path).returncode == 0


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_without_an_engine_says_how_to_get_one(tmp_path: Path, command: str) -> None:
    examined(tmp_path)
    result = _run(f"from xueku.cli import main; main([{command!r}])", tmp_path)
    assert result.returncode == 2
    assert "没有安装网站引擎" in result.stderr
    assert "pip install" in result.stderr
    assert "Traceback" not in result.stderr
