"""Where words of a withdrawn record still stand, as a reader sees them."""

from __future__ import annotations

import json

import pytest

from xueku.release.records import Shown
from xueku.release.remains import Traces

LINE = "一位老人来补办手续，窗口三次没有受理。"
TEXT = f"""xueku-text 2
kind: case
title: "Q&A：窗口"
summary: 三次没有受理的手续是怎样办成的

== body
  ## 这个标题是模板里的标题
  - {LINE.replace("补办手续", "**补办手续**")}
  > 见[这份办法](xk:banfa#3)里的“第三条”和第四条
"""


def _shown(text: str, title: str = "Q&A：窗口") -> Shown:
    return Shown(title, "案例", "cases/yi/index.html", text)


def _traces(*others: str) -> Traces:
    return Traces.of("yi", _shown(TEXT), {str(n): _shown(text, "别的") for n, text in enumerate(others)})


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{LINE}</p>",
        f"<p>{LINE.replace('老人', '<strong>老人</strong>')}</p>",
        f"xuekuSearch({json.dumps([LINE])})",
        f"- {LINE.replace('窗口', '`窗口`')}",
        "<p>见<a href=x>这份办法</a>里的&ldquo;第三条&rdquo;和第四条</p>",
        'x(["见这份办法里的\\u201c第三条”和第四条"])',
    ],
)
def test_a_line_is_found_however_it_is_written(content: str) -> None:
    assert [one for one in _traces().found_in(content.encode()) if one.startswith("原话")]


@pytest.mark.parametrize("content", ["<h1>Q&amp;A：窗口</h1>", '{"t":"Q\\u0026A：窗口"}'])
def test_a_title_is_found_behind_its_escapes(content: str) -> None:
    assert [*_traces().found_in(content.encode())] == ["标题《Q&A：窗口》"]


def test_what_another_record_copied_is_told_and_what_all_have_is_not() -> None:
    copied = f"== body\n  {LINE}\n"
    for others, is_told in (([copied], True), ([copied] * 4, False)):
        assert bool([*_traces(*others).found_in(LINE.encode())]) is is_told


@pytest.mark.parametrize("content", [f"\0{LINE}", "这个标题是模板里的标题", "yi-er yin"])
def test_films_headings_and_other_ids_betray_nothing(content: str) -> None:
    assert not [*_traces().found_in(content.encode())]
