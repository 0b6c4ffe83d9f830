"""公文格式: the grid of GB/T 9704-2012, counted on the page."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from tests.papers import press_at
from tests.samples import LIBRARY, article, examined, record
from xueku.exports.official import official

_MILLIMETRE = 72 / 25.4
_PARAGRAPH = "会后七日内形成记录讨论时先听意见后作小结先听后说是规矩也是办法" * 12
_BODY = "\n\n".join([_PARAGRAPH, "## 一、怎样开会", _PARAGRAPH, "### （一）怎样记录", *[_PARAGRAPH] * 3])


def _lines(page: Any) -> dict[float, list[float]]:
    """For each base line from the top of the page, in millimetres, where its characters start."""
    found: dict[float, list[float]] = defaultdict(list)

    def see(text: str, page_matrix: list[float], matrix: list[float], *_: object) -> None:
        if text.strip():
            top = (float(page.mediabox.height) - page_matrix[5] - matrix[5] * page_matrix[3]) / _MILLIMETRE
            found[round(top, 1)] += [(page_matrix[4] + matrix[4]) / _MILLIMETRE] * len(text.strip())

    page.extract_text(visitor_text=see)
    return dict(sorted(found.items()))


def test_a_page_has_twenty_two_lines_of_twenty_eight_characters(tmp_path: Path) -> None:
    checked = examined(
        tmp_path, {**LIBRARY, "articles/b.md": article("gongwen", "关于做好记录的通知", _BODY)}
    )
    made = official(checked.linked, record(checked, "gongwen"), press_at(tmp_path))
    page = PdfReader(BytesIO(made)).pages[1]
    assert [round(float(side) / _MILLIMETRE) for side in page.mediabox[2:]] == [210, 297]
    *text, (number_at, number) = _lines(page).items()
    assert len(text) == 22
    assert max(len(characters) for _, characters in text) == 28
    assert sum(len(characters) == 28 for _, characters in text) >= 15
    tops = [top for top, _ in text]
    assert all(10 < after - before < 10.4 for before, after in pairwise(tops))
    assert 37 < tops[0] < 37 + 6
    assert 297 - 35 - 10.2 < tops[-1] < 297 - 35
    assert min(start for _, characters in text for start in characters) >= 27.9
    assert 297 - 35 + 5 < number_at < 297 - 35 + 14
    assert len(number) == 5


def test_page_numbers_stand_outside_right_on_odd_pages_and_left_on_even_ones(tmp_path: Path) -> None:
    checked = examined(
        tmp_path, {**LIBRARY, "articles/b.md": article("gongwen", "关于做好记录的通知", _BODY)}
    )
    made = official(checked.linked, record(checked, "gongwen"), press_at(tmp_path))
    starts = [[*_lines(page).values()][-1][0] for page in PdfReader(BytesIO(made)).pages]
    assert all((start > 105) == (number % 2 == 1) for number, start in enumerate(starts, 1))
    assert len(starts) >= 3
