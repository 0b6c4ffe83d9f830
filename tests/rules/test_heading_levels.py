"""A heading of a wrong level is mended only where what stands below it stays below the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.samples import article, write_content
from xueku.cli import main


def _mended(root: Path, body: str) -> str:
    write_content(root, {"articles/三遍.md": article("dushu-san-bian", "一本书读三遍", body)})
    CliRunner().invoke(
        main, ["check", "--fix", "--yes", "--config", str(root / "mkdocs.yml")], catch_exceptions=False
    )
    return (
        (root / "content/articles/三遍.md")
        .read_text("utf-8")
        .partition("某同志\n---\n\n")[2]
        .removesuffix("\n")
    )


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        (
            "# 一本书读三遍\n\n## 甲\n\n画线。\n\n## 乙\n\n写旁批。\n",
            "\n\n## 甲\n\n画线。\n\n## 乙\n\n写旁批。\n",
        ),
        ("# 一本书读三遍 #\n\n先读。\n", "\n\n先读。\n"),
        ("## 甲\n\n画线。\n\n# 乙\n\n写旁批。\n", "## 甲\n\n画线。\n\n## 乙\n\n写旁批。\n"),
        (
            "# 甲\n\n画线。\n\n### 丙\n\n写。\n\n# 乙\n\n写旁批。\n",
            "## 甲\n\n画线。\n\n### 丙\n\n写。\n\n## 乙\n\n写旁批。\n",
        ),
    ],
)
def test_a_heading_of_level_one_is_mended_where_nothing_below_it_moves(
    tmp_path: Path, body: str, mended: str
) -> None:
    assert _mended(tmp_path, body) == mended


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("## 甲\n\n画线。\n\n# 乙\n\n写。\n\n## 丙\n\n写旁批。\n", "丙 is below 乙, and would be beside it"),
        ("# 甲\n\n画线。\n\n### 乙\n\n写。\n\n## 丙\n\n写旁批。\n", "so is what comes later"),
        ("# 甲\n\n画线。\n\n# 乙\n\n## 丙\n\n写旁批。\n", "乙 would be above 甲, which is like it"),
        ("先读。\n\n# 一本书读三遍\n\n## 甲\n\n画线。\n", "the title does not stand first"),
        ("# 一本书读三遍\n\n## 甲\n\n见[开头](#一本书读三遍)。\n", "a link leads to it"),
        ("# 一本书读三遍 { #kaitou }\n\n## 甲\n\n画线。\n", "it has a name that others may know"),
    ],
)
def test_a_heading_of_level_one_is_left_where_it_is_not_plain_what_is_meant(
    tmp_path: Path, body: str, why: str
) -> None:
    assert _mended(tmp_path, body) == body, why
