"""`content/redirects.yml`: what is told of records that are gone, each mistake at its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.samples import LIBRARY, REPOSITORY, write_content
from xueku.build import examine
from xueku.source.moved import check_moves, read_moves
from xueku.source.settings import read_settings
from xueku.update.examining import examined

THERE = ("chongwen-shici", "dushu-san-bian")
CASES = {
    "there again": (
        "- {id: dushu-san-bian, kind: article, reason: 内容已过时}",
        "1:8: 错误 XK309 “dushu-san-bian”又有这份材料了",
    ),
    "nowhere": (
        "- {id: jiu, kind: course, to: chongwen-shic}",
        "1:31: 错误 XK309 没有编号是“chongwen-shic”的材料\n    改法：改成 to: chongwen-shici",
    ),
    "twice": (
        "- {id: jiu, kind: course, reason: 合并}\n- {id: jiu, kind: course, to: chongwen-shici}",
        "2:8: 错误 XK309 “jiu”写了两次，第 1 行已经有了",
    ),
    "both": ("- {id: jiu, kind: course, to: chongwen-shici, reason: 合并}", "只写一个"),
    "neither": ("- {id: jiu, kind: course}", "没有写换到哪里，也没有写为什么撤下"),
    "chain": (
        "- {id: yi, kind: course, to: er}\n- {id: er, kind: course, to: chongwen-shici}",
        "1:30: 错误 XK309 转了两次：yi → er → chongwen-shici\n    改法：直接写 to: chongwen-shici",
    ),
    "loop": (
        "- {id: yi, kind: course, to: er}\n- {id: er, kind: course, to: yi}",
        "转来转去又回到原处：yi → er → yi",
    ),
    "itself": ("- {id: yi, kind: course, to: yi}", "转来转去又回到原处：yi → yi"),
    "to what is gone": (
        "- {id: yi, kind: course, to: er}\n- {id: er, kind: course, reason: 合并}",
        "转到的“er”自己也撤下了",
    ),
    "kind": ("- {id: jiu, kind: 课程, reason: 合并}", "XK103"),
    "no id": ("- {kind: course, reason: 合并}", "XK101"),
    "key": ("- {id: jiu, kind: course, becuase: 合并}", "XK102"),
    "no list": ("id: jiu", "这里应是一个列表"),
    "no YAML": ("- {id: jiu", "XK0"),
}


def _told(folder: Path, text: str) -> str:
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / "redirects.yml").write_text(text, "utf-8")
    moves, findings = read_moves(content, folder)
    return "\n".join(map(str, [*findings, *check_moves(moves, THERE)]))


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, case: str) -> None:
    text, told = CASES[case]
    found = _told(tmp_path, text + "\n")
    assert told in found
    assert found.startswith("content/redirects.yml:")


def test_what_is_right_is_read_and_nothing_is_told(tmp_path: Path) -> None:
    assert (
        _told(
            tmp_path,
            "- {id: jiu, kind: course, to: chongwen-shici}\n- {id: lao, kind: case, reason: 内容已过时}\n",
        )
        == ""
    )
    assert read_moves(tmp_path / "content", tmp_path)[0].by_id.keys() == {"jiu", "lao"}
    assert read_moves(tmp_path, tmp_path)[0].by_id == {}


def test_a_check_from_nothing_and_one_that_knows_the_last_tell_the_same(tmp_path: Path) -> None:
    write_content(tmp_path, LIBRARY)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    settings, _ = read_settings(tmp_path / "mkdocs.yml")
    for text in (
        "- {id: jiu, kind: course, to: mei-you}\n",
        "- {id: chongwen-shici, kind: course, reason: 合并}\n",
        "",
    ):
        right = "- {id: jiu, kind: course, reason: 合并}\n"
        (tmp_path / "content/redirects.yml").write_text(text or right, "utf-8")
        with examined(settings) as found:
            quick = [one for one in map(str, found.findings) if "redirects" in one]
        assert quick == [one for one in map(str, examine(settings).findings) if "redirects" in one]
        assert bool(quick) == bool(text)
