"""The handbook says what the code does: its tables come from the declarations, its codes are all codes."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.handbook.tables import table
from xueku.cli import main
from xueku.model.settings import SiteSettings

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("docs/*手册/*.md"))
_TABLE = re.compile(
    r"(?P<start><!-- 生成：(?P<name>规则|字段 \w+) -->\n)(?P<body>.*?)(?P<end><!-- 生成结束 -->)", re.DOTALL
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_tables_are_made_from_the_declarations(page: Path, pytestconfig: pytest.Config) -> None:
    text = page.read_text("utf-8")
    fresh = _TABLE.sub(lambda match: f"{match['start']}\n{table(match['name'])}\n\n{match['end']}", text)
    if pytestconfig.getoption("--accept"):
        page.write_text(fresh, "utf-8")
    else:
        assert fresh == text


def test_every_code_that_can_be_found_is_explained_and_no_other() -> None:
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "plugins").rglob("*.py"))
    used = set(re.findall(r'"(XK\d{3})"', sources))
    explained = re.findall(r"^\| (XK\d{3})", (ROOT / "docs/编辑手册/检查与改错.md").read_text("utf-8"), re.M)
    assert sorted(explained) == sorted(used)


def test_every_command_and_every_setting_is_in_a_handbook() -> None:
    handbook = "".join(page.read_text("utf-8") for page in PAGES)
    assert [name for name in main.list_commands(click.Context(main)) if f"xueku {name}" not in handbook] == []
    assert [name for name in SiteSettings.model_fields if f"`{name}" not in handbook] == []
