"""Every case in tests/**/cases/*.md: `xueku check` says exactly what the case expects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cases import Case, accept, find_cases
from xueku.cli import main

CASES = find_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}-{case.title}")
def test_check_says_what_the_case_expects(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case.write_to(tmp_path)
    result = CliRunner().invoke(
        main, ["check", "--config", str(tmp_path / "mkdocs.yml")], catch_exceptions=False
    )
    assert result.exit_code in (0, 1), result.output
    if request.config.getoption("--accept") and result.stdout != case.answer:
        accept(case, result.stdout)
        pytest.fail("写入了新的诊断，请逐行核对")
    assert result.stdout == case.answer


def test_case_titles_are_unique_and_each_case_has_one_answer() -> None:
    titles = Counter((case.file, case.title) for case in CASES)
    headings = sum(text.count("\n## ") for file in {c.file for c in CASES} for text in [_prose(file)])
    assert max(titles.values()) == 1
    assert headings == len(CASES)


def _prose(file: Path) -> str:
    """The file without its blocks, so that headings inside them are not counted."""
    outside, fence = [], ""
    for line in file.read_text("utf-8").split("\n"):
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith(("````", "~~~~")):
            fence = line[: len(line) - len(line.lstrip("`~"))]
        else:
            outside.append(line)
    return "\n".join(outside)
