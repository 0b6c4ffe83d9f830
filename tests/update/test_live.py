from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.long import long_but
from tests.preview import PAGE, Preview, answers, previewing, until, without_notes
from tests.samples import article


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewing(tmp_path) as running:
        yield running


def test_an_edit_is_on_its_page_and_on_no_other(preview: Preview) -> None:
    others = {
        file: file.stat().st_mtime_ns
        for file in (preview.project / ".xueku/preview").rglob("*.html")
        if PAGE not in str(file)
    }
    preview.file.write_text(preview.file.read_text("utf-8") + "\n新添的一句话。\n", "utf-8")
    until(lambda: "新添的一句话" in preview.get(PAGE))
    assert {file: file.stat().st_mtime_ns for file in others} == others


def test_a_mistake_is_told_with_its_place_and_the_last_good_page_stays(preview: Preview) -> None:
    good = preview.file.read_text("utf-8")
    before = preview.get(PAGE)
    preview.file.write_text(good + "\n见[规则](xk:mei-you)。\n", "utf-8")
    until(lambda: "XK302" in preview.told("faults"))
    assert re.search(r"content/articles/[^:]+\.md:\d+:\d+", preview.told("faults"))
    assert without_notes(preview.get(PAGE)) == without_notes(before)
    preview.file.write_text(good + "\n改好了。\n", "utf-8")
    until(lambda: "改好了" in preview.get(PAGE))
    until(lambda: "XK302" not in preview.told("faults"))


def test_a_new_file_and_a_removed_one_are_seen(preview: Preview) -> None:
    new = preview.project / "content/articles/新.md"
    new.write_text(article("xin-de", "新的一篇", "正文在这里。"), "utf-8")
    until(lambda: answers(f"{preview.address}/articles/xin-de/index.html"))
    assert "新的一篇" in preview.get("articles/index.html")
    new.unlink()
    until(lambda: not answers(f"{preview.address}/articles/xin-de/index.html"))
    until(lambda: "新的一篇" not in preview.get("articles/index.html"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_however_a_preview_ends_nothing_goes_on_answering(preview: Preview, number: int) -> None:
    os.kill(preview.process.pid, number)
    preview.process.wait(20)
    until(lambda: not answers(f"{preview.address}/index.html"))


def test_an_edit_of_a_file_of_fields_is_on_the_page(preview: Preview) -> None:
    folder = preview.project / "content/articles/新"
    folder.mkdir()
    _, fields, body = article("xin-de", "新的一篇", "正文在这里。").split("---\n")
    (folder / "meta.yml").write_text(fields, "utf-8")
    (folder / "index.md").write_text(body, "utf-8")
    page = "articles/xin-de/index.html"
    until(lambda: answers(f"{preview.address}/{page}"))
    (folder / "meta.yml").write_text(fields.replace("新的一篇", "改了题的一篇"), "utf-8")
    until(lambda: "改了题的一篇" in preview.get(page))
    (folder / "meta.yml").write_text(fields.replace("date: 2026", "date: 去年"), "utf-8")
    until(lambda: "content/articles/新/meta.yml:4" in preview.told("faults"))


def test_a_draft_is_seen_before_all_is_filled_in_and_stops_no_other_edit(preview: Preview) -> None:
    draft = preview.project / "content/cases/草稿.md"
    draft.write_text(
        "---\nid: cao-gao\ntitle: 一份草稿\nstatus: draft\n---\n\n## 背景\n\n先写一段。\n", "utf-8"
    )
    page = "cases/cao-gao/index.html"
    until(lambda: answers(f"{preview.address}/{page}"))
    assert "先写一段" in preview.get(page)
    assert "缺少“领域”" in preview.get(page)
    assert "XK" not in preview.told("faults")
    preview.file.write_text(preview.file.read_text("utf-8") + "\n别处改了一句。\n", "utf-8")
    until(lambda: "别处改了一句" in preview.get(PAGE))
    draft.write_text(draft.read_text("utf-8") + "\n又写一段。\n", "utf-8")
    until(lambda: "又写一段" in preview.get(page))


@pytest.mark.parametrize(
    "broken",
    long_but(
        ['title: "没有收尾', "topics：[读书]", "status: Draft", "date: 明天"],
        'title: "没有收尾',
        "date: 明天",
    ),
)
def test_a_record_that_cannot_be_read_stays_as_it_was_and_stops_no_other_edit(
    preview: Preview, broken: str
) -> None:
    other, page = preview.project / "content/cases/清单.md", "cases/qing-dan-dang-mian-gou/index.html"
    good = other.read_text("utf-8")
    name = broken[:4]
    other.write_text(
        "\n".join(broken if line.startswith(name) else line for line in good.split("\n")), "utf-8"
    )
    if broken not in other.read_text("utf-8"):
        other.write_text(good.replace("\nfield:", f"\n{broken}\nfield:"), "utf-8")
    until(lambda: "清单.md" in preview.told("faults"))
    preview.file.write_text(preview.file.read_text("utf-8") + "\n别处改了一句。\n", "utf-8")
    until(lambda: "别处改了一句" in preview.get(PAGE))
    assert "再问的人少了三十三人" in preview.get(page)
    assert "清单当面勾" in preview.get("cases/index.html")
    other.write_text(good.replace("再问的人", "又来问的人"), "utf-8")
    until(lambda: "又来问的人少了三十三人" in preview.get(page))
    until(lambda: "清单.md" not in preview.told("faults"))


def test_what_is_known_is_kept_where_nothing_happens_for_a_while(preview: Preview) -> None:
    preview.file.write_text(preview.file.read_text("utf-8") + "\n新添的一句话。\n", "utf-8")
    until(lambda: "新添的一句话" in preview.get(PAGE))
    until(lambda: "索引也写好了" in (preview.project / "log").read_text("utf-8"))
    time.sleep(2)
    (preview.project / "content/articles/新.md").write_text(
        article("xin-de", "新的一篇", "正文在这里。"), "utf-8"
    )
    until(lambda: answers(f"{preview.address}/articles/xin-de/index.html"))
    assert "网站文件夹里的文件被改动过" not in (preview.project / "log").read_text("utf-8")
