"""In a preview the pages of a record with which something is wrong stay as they were, and no longer than that."""

from __future__ import annotations

from pathlib import Path

from tests.update.desk import Desk, Preview


def test_a_record_whose_fault_went_with_another_record_gets_the_page_that_was_held_back(
    tmp_path: Path,
) -> None:
    desk = Desk.begin(tmp_path, "preview")
    preview = Preview(desk)
    preview.equals_clean()
    article = desk.content / "articles" / "三遍.md"
    twin = desk.content / "articles" / "又一遍.md"
    twin.write_text(article.read_text("utf-8"), "utf-8")
    article.write_text(article.read_text("utf-8") + "\n这一句还没有人看见。\n", "utf-8")
    preview.equals_clean()
    page = desk.target / "articles" / "dushu-san-bian" / "index.html"
    assert "这一句还没有人看见" not in page.read_text("utf-8")
    twin.unlink()
    preview.equals_clean()
    assert "这一句还没有人看见" in page.read_text("utf-8")
    preview.end(is_killed=False)
