"""What is signed: every visible character counts, and nothing else does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import LIBRARY, examined, record, write_content
from xueku.build import examine
from xueku.model.settings import Settings
from xueku.render.markdown import Converter, Job
from xueku.review.canon import canonical_markdown, canonical_text, digest_of_text, short_code

COURSE = "courses/重温誓词/index.md"
QUIZ = "courses/重温誓词/quiz.yml"
HANDOUT = "courses/重温誓词/handout.md"
IMAGE = "courses/重温誓词/media/墙.txt"


def _digest(folder: Path, **changes: tuple[str, str]) -> str:
    """The digest of the course after changes: file → (old, new)."""
    names = {"course": COURSE, "quiz": QUIZ, "handout": HANDOUT}
    files = {**LIBRARY, COURSE: LIBRARY[COURSE] + "\n[誓词墙](media/墙.txt)\n", IMAGE: "墙"}
    for name, (old, new) in changes.items():
        path = names.get(name, IMAGE)
        assert old in files[path], old
        files[path] = files[path].replace(old, new, 1)
    return digest_of_text(canonical_text(record(examine(write_content(folder, files)), "chongwen-shici")))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("course", "title: 重温入党誓词", "title: 重温入党誓言"),
        ("course", "三位同志各讲六分钟。", "三位同志各讲七分钟。"),
        ("course", "会后七日内形成记录。", "会后七日内，形成记录。"),
        ("course", "keywords: [承诺卡, 七一]", "keywords: [七一, 承诺卡]"),
        ("course", "- [x] 第七日", "- [ ] 第七日"),
        ("course", "[誓词墙]", "[誓词]"),
        ("quiz", "    source:", "    topics: [读书]\n    source:"),
        ("image", "墙", "牆"),
        ("handout", "\n", "\n补一句。\n\n"),
    ],
)
def test_a_visible_change_changes_the_digest(tmp_path: Path, name: str, old: str, new: str) -> None:
    assert _digest(tmp_path / "一", **{name: (old, new)}) != _digest(tmp_path / "二")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("course", "title: 重温入党誓词\n", 'title: "重温入党誓词"\n'),
        ("course", "date: 2026-06-05\n", "# 待核\ndate: 2026-06-05\n"),
        (
            "course",
            "unit: 示例单位第一支部\ndate: 2026-06-05\n",
            "date: 2026-06-05\nunit: 示例单位第一支部\n",
        ),
        ("course", "keywords: [承诺卡, 七一]", "keywords:\n  - 承诺卡\n  - 七一"),
        ("course", "id: chongwen-shici", "id: chongwen-shici\nstatus: published\nsample: false"),
        ("course", "\n## 会后七日\n", "\n\n\n## 会后七日   \n\n"),
        ("course", "\n## 会后七日\n", "\n<!-- 这一节待核\n两行 -->\n## 会后七日<!-- 小节 -->\n"),
        ("quiz", "questions:", "# 题目\nquestions:"),
    ],
)
def test_an_invisible_change_does_not(tmp_path: Path, name: str, old: str, new: str) -> None:
    assert _digest(tmp_path / "一", **{name: (old, new)}) == _digest(tmp_path / "二")


def test_line_ends_a_byte_order_mark_and_the_name_of_the_file_do_not_count(tmp_path: Path) -> None:
    plain = _digest(tmp_path / "一")
    files = {**LIBRARY, COURSE: LIBRARY[COURSE] + "\n[誓词墙](media/墙.txt)\n", IMAGE: "墙"}
    moved = {path.replace("重温誓词", "誓词"): text for path, text in files.items()}
    settings_root = tmp_path / "二"
    examined(settings_root, moved)
    for file in settings_root.rglob("*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_text("utf-8").replace("\n", "\r\n").encode())
    again = record(examine(Settings(settings_root)), "chongwen-shici")
    assert digest_of_text(canonical_text(again)) == plain


def test_a_stored_canonical_text_is_still_the_same(tmp_path: Path) -> None:
    """Whoever changes this file voids the signatures of every site: that takes another FORM and a decision."""
    stored = Path(__file__).with_name("stored.txt")
    files = {**LIBRARY, COURSE: LIBRARY[COURSE] + "\n[誓词墙](media/墙.txt)\n", IMAGE: "墙"}
    assert canonical_text(record(examined(tmp_path, files), "chongwen-shici")) == stored.read_text("utf-8")


_PIECES = st.sampled_from(
    [
        "三日",
        "**五日**",
        "  ",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "> ",
        "```\n",
        "| a | b |\n",
        "\t",
        "`码  码`",
        "\u200b",
        "　",
        "1. ",
        "# ",
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join), st.lists(_PIECES, max_size=14).map("".join))
def test_texts_that_look_different_are_never_signed_as_one(one: str, other: str) -> None:
    if canonical_markdown(one) == canonical_markdown(other):
        assert _look(one) == _look(other)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_the_canonical_form_of_a_text_is_its_own(text: str) -> None:
    once = canonical_markdown(text)
    assert canonical_markdown(once) == once


def test_a_short_code_has_only_signs_that_cannot_be_mistaken() -> None:
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", short_code("0f" * 32))
    assert short_code("0f" * 32) != short_code("1f" * 32)


def test_the_canonical_text_says_in_json_words_what_fields_hold(tmp_path: Path) -> None:
    text = canonical_text(record(examined(tmp_path), "chongwen-shici"))
    assert "agenda.2.title: 一件小事的检验" in text.split("\n")
    assert "status" not in text
    json.dumps(text)


def _look(markdown: str) -> str:
    """What a browser shows: the page with runs of white space outside code as one."""
    html = Converter({}).convert(Job(markdown.replace("\u200b", ""))).html
    pieces = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    return "".join(
        re.sub(r"[ \t]+(?=\n|$)", "", piece, flags=re.MULTILINE).strip("\n")
        if piece.startswith("<pre")
        else re.sub(r"\s+", " ", piece).replace("> ", ">").replace(" <", "<")
        for piece in pieces
    )


def test_a_zero_width_character_beside_a_mark_changes_the_page_and_so_the_text() -> None:
    assert canonical_markdown("!\u200b[图](a.png)") != canonical_markdown("![图](a.png)")
