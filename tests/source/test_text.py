from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.source.text import read_text


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_finding(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "三遍.md"
    file.write_bytes(data)
    text, findings = read_text(file, "三遍.md")
    assert (text is None) == bool(findings)
    assert text is None or "\r" not in text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_becomes_a_line_feed(tmp_path: Path, end: str) -> None:
    file = tmp_path / "三遍.md"
    file.write_bytes(f"第一遍{end}第二遍{end}".encode())
    assert read_text(file, "三遍.md") == ("第一遍\n第二遍\n", [])


def test_bytes_that_are_no_text_are_found_in_their_line(tmp_path: Path) -> None:
    file = tmp_path / "三遍.md"
    file.write_bytes("第一遍\n第二遍".encode() + b"\xff\xff\xff\n")
    assert [str(finding.span) for finding in read_text(file, "三遍.md")[1]] == ["三遍.md:2:1"]


def test_a_file_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    text, findings = read_text(tmp_path / "没有.md", "没有.md")
    assert text is None
    assert [finding.code for finding in findings] == ["XK001"]
