"""What single edits do: which pages are made anew, and what random edits found once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.samples import WORK, article
from tests.site.conftest import tree
from tests.update.desk import Desk, Preview, codes, differing, equals_clean
from tests.update.edits.of_records import swap_ids
from xueku.model.settings import SiteSettings
from xueku.search import engine, inventory
from xueku.update import shared

COURSE = "courses/重温誓词/index.md"
_PAGES = ("index", "handout", "script", "host/index", "host/projector")
COURSE_PAGES = {f"courses/chongwen-shici/{name}.html" for name in _PAGES}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The library with more articles, built."""
    desk = Desk.begin(tmp_path)
    for number in range(4):
        text = article(f"pian-{number}", f"第{number}篇", "只画线。", date=f"2026-01-1{number}")
        desk.write(f"articles/{number}.md", text)
    assert not equals_clean(desk).is_refused
    return desk


def _written(desk: Desk) -> set[str]:
    """Build; which files became others or were removed. The counts that the build gives say the same."""
    before = tree(desk.target)
    equals_clean(desk)
    after = tree(desk.target)
    assert desk.last.get("写出的文件", 0) == len([name for name in after if after[name] != before.get(name)])
    assert desk.last.get("删除的文件", 0) == len(before.keys() - after.keys())
    return {*differing(before, after)}


def _without_search(names: set[str]) -> set[str]:
    return {name for name in names if not name.startswith("assets/search/")}


def test_where_nothing_changed_nothing_is_made_or_written(desk: Desk) -> None:
    assert _written(desk) == set()
    assert desk.last["生成的网页"] == desk.last["生成的材料"] == desk.last["读取的材料"] == 0


def test_a_touched_file_is_looked_at_and_nothing_written(desk: Desk) -> None:
    (desk.content / COURSE).touch()
    assert _written(desk) == set()
    assert desk.last["读取的材料"] == 0


def test_an_edited_body_makes_the_pages_of_that_record_and_no_list(desk: Desk) -> None:
    desk.change(COURSE, "规则对时间有要求", "规则对时间也有要求")
    written = _written(desk)
    assert _without_search(written) == {"courses/chongwen-shici/index.html"}
    assert desk.last["生成的网页"] == len(COURSE_PAGES)
    assert desk.last["生成的材料"] == desk.last["读取的材料"] == 1


def test_an_edited_body_changes_no_site_map(desk: Desk) -> None:
    desk.change("articles/1.md", "只画线。", "画线，再做批注。")
    assert not any("sitemap" in name for name in _written(desk))


def test_a_retitled_record_is_made_anew_with_the_lists_and_the_pages_that_name_it(desk: Desk) -> None:
    desk.change("articles/三遍.md", "title: 一本书读三遍", "title: 一本书读四遍")
    assert _without_search(_written(desk)) == {
        "articles/dushu-san-bian/index.html",
        "index.html",
        "articles/index.html",
        "topics/dushu.html",
        # These name it as related, or as what links to them.
        "courses/chongwen-shici/index.html",
        "guides/2026-q4/index.html",
        *(f"articles/pian-{number}/index.html" for number in range(4)),
    }
    assert desk.last["读取的材料"] == 1


def test_a_retitled_article_that_no_one_names_makes_only_its_own_page_and_its_lists(desk: Desk) -> None:
    lonely = article("du-zi", "独自一篇", "没有同伴。", "topics: [窗口服务]")
    (desk.content / "cases/清单.md").unlink()
    desk.change("paths/新任书记.md", "  - record: qing-dan-dang-mian-gou\n    minutes: 20\n", "")
    desk.write("articles/独自.md", lonely)
    _written(desk)
    desk.change("articles/独自.md", "title: 独自一篇", "title: 独自两篇")
    assert _without_search(_written(desk)) == {
        "articles/du-zi/index.html",
        "index.html",
        "articles/index.html",
        "topics/chuangkou-fuwu.html",
    }
    assert desk.last["生成的材料"] == 1


def test_a_new_link_is_told_on_the_page_that_it_leads_to(desk: Desk) -> None:
    desk.change("articles/1.md", "只画线。", "见[清单](xk:qing-dan-dang-mian-gou)。")
    assert _without_search(_written(desk)) == {
        "articles/pian-1/index.html",
        "cases/qing-dan-dang-mian-gou/index.html",
    }


def test_a_described_term_is_described_on_its_own_pages(desk: Desk) -> None:
    desk.change("vocab/topics.yml", "name: 窗口服务", "name: 窗口服务\n  description: 大厅里的事")
    assert _without_search(_written(desk)) == {"topics/index.html", "topics/chuangkou-fuwu.html"}
    assert desk.reasons == ["词表变了"]


def test_a_changed_meaning_changes_only_pages_with_that_word(desk: Desk) -> None:
    desk.change("vocab/glossary.yml", "合称。", "总称。")
    assert _without_search(_written(desk)) == {"glossary.html", "library/zhibu-gongzuo-guize/index.html"}
    assert "词语解释变了" in desk.reasons


def test_an_attachment_of_equal_size_is_copied_again_and_no_page_written(desk: Desk) -> None:
    file = desk.write("courses/重温誓词/media/卡.pdf", "一号卡")
    desk.change(COURSE, "date: ", "attachments:\n  - file: media/卡.pdf\n    title: 情景卡\ndate: ")
    equals_clean(desk)
    file.write_text("二号卡", "utf-8")
    assert _written(desk) == {"courses/chongwen-shici/media/卡.pdf"}


def test_an_altered_output_is_put_right_and_nothing_else_written(desk: Desk) -> None:
    page = desk.target / "courses/index.html"
    page.write_text("改过", "utf-8")
    (desk.target / "别人的.txt").write_text("别人的", "utf-8")
    assert _written(desk) == {"courses/index.html", "别人的.txt"}
    assert desk.reasons == ["网站文件夹里的文件被改动过"]
    assert _written(desk) == set()
    assert desk.last["生成的网页"] == 0


def test_without_its_store_a_site_that_is_right_is_not_written_again(desk: Desk) -> None:
    (desk.root / ".xueku/publish.db").unlink()
    assert _written(desk) == set()
    assert _written(desk) == set()
    assert desk.last["生成的网页"] == 0


def test_two_records_swap_their_ids(desk: Desk) -> None:
    swap_ids(desk, random.Random(0))
    written = _written(desk)
    assert not any(name.endswith(".html") and name not in tree(desk.target) for name in written)


def test_an_included_file_of_any_name_is_read_again_at_equal_size(desk: Desk) -> None:
    file = desk.write("courses/重温誓词/共用.inc", "甲种说法。")
    desk.change(COURSE, "## 会后七日", '--8<-- "共用.inc"\n\n## 会后七日')
    _written(desk)
    file.write_text("乙种说法。", "utf-8")
    assert "courses/chongwen-shici/index.html" in _written(desk)


def test_there_and_back_between_search_engines_no_file_of_the_index_is_lost(desk: Desk) -> None:
    first = tree(desk.target)
    for name in ("lunr", "xueku"):
        desk.site = SiteSettings(engine=name)
        _written(desk)
    assert tree(desk.target) == first


def test_the_second_of_one_id_leaves_and_the_page_of_the_first_stays(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path, "preview")
    desk.write("articles/又一篇.md", article("dushu-san-bian", "同一个编号", "不该有两篇。"))
    for _ in range(2):
        findings = equals_clean(desk).findings
        assert [finding.code for finding in findings] == ["XK104", "XK104"]
    (desk.content / "articles/又一篇.md").unlink()
    assert not equals_clean(desk).findings
    assert "articles/dushu-san-bian/index.html" in tree(desk.target)


def test_many_edited_bodies_are_made_by_many_processes_from_what_is_kept(desk: Desk) -> None:
    for number in range(70):
        text = article(f"duo-{number}", f"第{number}篇", "见[规则](xk:zhibu-gongzuo-guize#12)。")
        desk.write(f"articles/多{number}.md", text)
    _written(desk)
    for number in range(70):
        desk.change(f"articles/多{number}.md", "见[规则]", "先看[规则]")
    pages = {f"articles/duo-{number}/index.html" for number in range(70)}
    assert _without_search(_written(desk)) == pages


def test_a_preview_that_is_killed_leaves_no_wrong_site(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path, "preview")
    preview = Preview(desk)
    preview.equals_clean()
    desk.change(COURSE, "规则对时间有要求", "规则对时间也有要求")
    preview.equals_clean()
    preview.end(is_killed=True)
    desk.change(COURSE, "规则对时间也有要求", "规则对时间有要求")
    equals_clean(desk)


def test_another_version_of_the_program_makes_everything_anew_the_index_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = desk.target / "assets/search/manifest.js"
    monkeypatch.setattr(shared, "code_digest", lambda: b"another")
    monkeypatch.setattr(engine, "FORMAT", engine.FORMAT + 1)
    monkeypatch.setattr(inventory, "_mark", lambda: b"another")
    equals_clean(desk)
    assert f'"format":{engine.FORMAT}' in manifest.read_text("utf-8")
    assert desk.last["读取的材料"] == desk.last["生成的材料"] > 0
    assert "学库程序变了" in desk.reasons


def test_a_new_text_of_the_library_makes_those_that_asked_for_its_title_anew(desk: Desk) -> None:
    desk.write("articles/0.md", article("pian-0", "第0篇", "照《示例单位考勤办法》办。"))
    equals_clean(desk)
    assert codes(desk) == ["XK608"]
    before = _rows(desk)
    desk.write(
        "library/考勤.md", WORK.replace("zhibu-gongzuo-guize", "kaoqin").replace("支部工作规则", "考勤办法")
    )
    equals_clean(desk)
    assert codes(desk) == []
    assert "titles:示例单位考勤办法" in before["content/articles/0.md"]
    asked = {path for path, read in before.items() if "titles:示例单位考勤办法" in read}
    assert asked == {"content/articles/0.md"}
    assert not any("titles:*" in read for read in before.values())


def _rows(desk: Desk) -> dict[str, tuple[str, ...]]:
    """By path, the facts that each record was made from."""
    updater = desk.begun()
    try:
        return dict(updater.store.table("made from").all())
    finally:
        updater.close()
