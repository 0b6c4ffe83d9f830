from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.health.holdings import TODAY, lines, looked_over, on
from tests.samples import ARTICLE, CASE, COURSE, LIBRARY, WORK, article, write_content
from xueku.build import examine, health
from xueku.health.due import MOST_A_MONTH


def _with(name: str, text: str) -> dict[str, str]:
    return {**LIBRARY, name: text}


@pytest.mark.parametrize(
    ("day", "concern", "said"),
    [
        ("2026-11-23", "overdue", "2026-11-23 应当复核，过了 1 天"),
        ("2026-11-24", "overdue", "2026-11-24 应当复核"),
        ("2026-11-25", "soon-due", "2026-11-25 应当复核，还有 1 天"),
        ("2026-12-24", "soon-due", "2026-12-24 应当复核，还有 30 天"),
        ("2026-12-25", "", ""),
    ],
)
def test_a_record_is_due_on_its_day_and_told_of_a_month_before(
    tmp_path: Path, day: str, concern: str, said: str
) -> None:
    text = article("dushu-san-bian", "一本书读三遍", "第一遍只画线。", f"review_by: {day}")
    found = looked_over(tmp_path, _with("articles/三遍.md", text))
    due = [*lines(found, "overdue"), *lines(found, "soon-due")]
    assert [(line.concern.name, line.what) for line in due] == ([(concern, said)] if concern else [])
    assert all(line.span and line.span.line == 7 and line.record == "dushu-san-bian" for line in due)


def test_what_was_due_can_be_put_off_by_a_year_with_a_line_to_paste(tmp_path: Path) -> None:
    text = article("dushu-san-bian", "一本书读三遍", "只画线。", "review_by: 2026-06-30")
    found = looked_over(tmp_path, _with("articles/三遍.md", text), date(2028, 2, 29))
    assert [line.remedy for line in lines(found, "overdue")] == ["review_by: 2029-02-28"]


def test_a_month_in_which_too_many_fall_due_says_where_there_is_room(tmp_path: Path) -> None:
    def notes(count: int, month: str) -> dict[str, str]:
        return {
            f"articles/{month}-{number:02}.md": article(
                f"biji-{month}-{number:02}", f"第 {number} 次读书笔记", "只画线。", f"review_by: {month}-15"
            )
            for number in range(count)
        }

    just_enough = looked_over(tmp_path / "够", notes(MOST_A_MONTH, "2027-03"))
    assert lines(just_enough, "crowded-month") == []
    crowded = looked_over(
        tmp_path / "挤", {**notes(MOST_A_MONTH + 5, "2027-03"), **notes(MOST_A_MONTH - 2, "2027-02")}
    )
    assert [(line.record, line.what, line.remedy) for line in lines(crowded, "crowded-month")] == [
        (
            "biji-2027-03-20",
            "2027年3月有 25 份要复核，超过 20 份",
            "从这一份起改 review_by：2027年2月 2 份、2027年1月 3 份",
        )
    ]


def test_only_texts_of_the_library_need_no_day_of_review(tmp_path: Path) -> None:
    found = looked_over(
        tmp_path,
        {
            "library/规则.md": WORK,
            "cases/清单.md": CASE.replace("../library/规则.md", "xk:zhibu-gongzuo-guize"),
        },
    )
    assert on(found, "undated") == ["qing-dan-dang-mian-gou"]


def test_a_broken_link_is_told_with_its_record_place_and_remedy(tmp_path: Path) -> None:
    text = article("dushu-san-bian", "一本书读三遍", "接着看[课程包](xk:chongwen-shic)。")
    found = looked_over(tmp_path, _with("articles/三遍.md", text))
    line = found.lines[0]
    assert (line.concern.name, line.record, line.remedy) == (
        "broken-link",
        "dushu-san-bian",
        "改成 xk:chongwen-shici",
    )
    assert str(line.span) == "content/articles/三遍.md:11:10"


def test_a_record_that_cannot_be_read_is_told_first_with_a_command_that_can_be_pasted(tmp_path: Path) -> None:
    found = looked_over(tmp_path, {"articles/读 三遍.md": ARTICLE.replace("date: 2026-04-23", "date: 七月")})
    assert found.lines[0].concern.name == "unread"
    assert found.lines[0].remedy == 'xueku check "content/articles/读 三遍.md"'
    assert found.lines[0].what.startswith("有 1 处错误，这份材料读不出来：")


def test_a_record_is_owned_by_a_unit_or_by_authors(tmp_path: Path) -> None:
    bare = article("dushu-san-bian", "一本书读三遍", "只画线。")
    for number, (field, owned) in enumerate(
        [("keywords: [读书]", False), ("unit: 示例单位", True), ("authors: [示例编写组]", True)]
    ):
        text = bare.replace("topics: [读书]", f"topics: [读书]\n{field}")
        found = looked_over(tmp_path / str(number), _with("articles/三遍.md", text))
        assert ("dushu-san-bian" in on(found, "no-owner")) is not owned


def test_a_record_is_led_to_by_another_by_a_path_or_by_a_page_of_docs(tmp_path: Path) -> None:
    alone = {"articles/三遍.md": article("dushu-san-bian", "一本书读三遍", "只画线。")}
    assert on(looked_over(tmp_path / "一", alone), "never-linked") == ["dushu-san-bian"]
    other = article("dushu-huigu", "读书会回顾", "见[另一篇](xk:dushu-san-bian)。")
    assert on(looked_over(tmp_path / "二", {**alone, "articles/回顾.md": other}), "never-linked") == [
        "dushu-huigu"
    ]
    settings = write_content(tmp_path / "三", alone)
    (settings.docs_dir / "说明").mkdir(parents=True)
    (settings.docs_dir / "说明/index.md").write_text("从[这一篇](xk:dushu-san-bian)读起。\n", "utf-8")
    assert on(health(settings, examine(settings), TODAY), "never-linked") == []


def test_the_steps_of_a_path_are_led_to_and_the_path_is_a_way_in_itself(tmp_path: Path) -> None:
    assert set(on(looked_over(tmp_path), "never-linked")) == {"2026-q4"}


def test_a_link_from_what_readers_do_not_see_leads_nowhere(tmp_path: Path) -> None:
    files = {
        "articles/三遍.md": article("dushu-san-bian", "一本书读三遍", "只画线。"),
        "articles/回顾.md": article(
            "dushu-huigu", "读书会回顾", "见[另一篇](xk:dushu-san-bian)。", "status: draft"
        ),
    }
    assert on(looked_over(tmp_path, files), "never-linked") == ["dushu-san-bian"]


def test_a_file_that_nothing_attaches_links_to_shows_or_includes_is_unused(tmp_path: Path) -> None:
    course = COURSE.replace("related:", "attachments: [{file: media/情景卡.pdf, title: 情景卡}]\nrelated:")
    course += '\n![会场的座位图](media/座位.png)\n\n--8<-- "附录.md"\n\n见[签到表](media/签到.xlsx)。\n'
    settings = write_content(tmp_path, _with("courses/重温誓词/index.md", course))
    folder = settings.content_dir / "courses/重温誓词"
    (folder / "media").mkdir()
    (folder / "附录.md").write_text("附录里的一句话。\n", "utf-8")
    for name in ("情景卡.pdf", "座位.png", "签到.xlsx", "旧 海报.png"):
        (folder / "media" / name).write_bytes(b"0" * 234_567)
    found = lines(health(settings, examine(settings), TODAY), "unused-file")
    assert [(line.record, line.what, line.remedy) for line in found] == [
        ("chongwen-shici", "235 KB，没有一处用到", 'git rm -- "content/courses/重温誓词/media/旧 海报.png"')
    ]


def test_a_file_that_records_of_one_folder_share_is_told_once_and_only_if_none_uses_it(
    tmp_path: Path,
) -> None:
    settings = write_content(
        tmp_path,
        {
            "articles/三遍.md": article("dushu-san-bian", "一本书读三遍", "![书架](media/书架.png)"),
            "articles/回顾.md": article("dushu-huigu", "读书会回顾", "只画线。"),
        },
    )
    media = settings.content_dir / "articles/media"
    media.mkdir()
    (media / "书架.png").write_bytes(b"0")
    (media / "窗台.png").write_bytes(b"0")
    found = lines(health(settings, examine(settings), TODAY), "unused-file")
    assert [line.remedy for line in found] == ["git rm -- content/articles/media/窗台.png"]
    # What a record that cannot be read uses is not known.
    (settings.content_dir / "articles/坏.md").write_text(ARTICLE.replace("date:", "riqi:"), "utf-8")
    assert lines(health(settings, examine(settings), TODAY), "unused-file") == []


def test_a_record_with_few_words_is_thin_wherever_they_stand(tmp_path: Path) -> None:
    short = article("dushu-san-bian", "一本书读三遍", "字" * 170)
    assert [
        line.what for line in lines(looked_over(tmp_path / "一", {"articles/三遍.md": short}), "thin")
    ] == ["只有 177 字，文章一般不少于 200 字"]
    enough = article("dushu-san-bian", "一本书读三遍", "字 " * 200)
    assert lines(looked_over(tmp_path / "二", {"articles/三遍.md": enough}), "thin") == []


def test_nobody_in_particular_is_told_with_the_words_to_choose_from(tmp_path: Path) -> None:
    found = looked_over(tmp_path)
    assert "zhibu-gongzuo-guize" not in on(found, "no-audience")
    assert "chongwen-shici" not in on(found, "no-audience")
    line = next(line for line in lines(found, "no-audience") if line.record == "dushu-san-bian")
    assert (line.what, line.remedy) == ("没有写 audience（对象）", "audience: [支部全体, 青年]，选一个")


def test_words_outside_the_vocabulary_sort_a_record_nowhere(tmp_path: Path) -> None:
    text = article("dushu-san-bian", "一本书读三遍", "只画线。", "topics: [随便写的]", "audience: [大家]")
    found = looked_over(tmp_path, {"articles/三遍.md": text})
    assert (on(found, "no-topic"), on(found, "no-audience")) == (["dushu-san-bian"], ["dushu-san-bian"])
    assert lines(found, "no-topic")[0].span == lines(found, "no-topic")[0].span
    assert str(lines(found, "no-topic")[0].span).startswith("content/articles/三遍.md:6:")


def test_of_a_withdrawn_record_nothing_is_asked(tmp_path: Path) -> None:
    text = article("dushu-san-bian", "一本书读三遍", "只画线。", "status: withdrawn", "review_by: 2020-01-01")
    found = looked_over(tmp_path, {"articles/三遍.md": text})
    assert [line for line in found.lines if line.record] == []


def test_the_most_urgent_comes_first_and_lines_of_one_concern_stay_together(tmp_path: Path) -> None:
    text = article("dushu-san-bian", "一本书读三遍", "接着看[课程包](xk:mei-you)。", "review_by: 2026-01-31")
    found = looked_over(tmp_path, _with("articles/三遍.md", text))
    urgencies = [line.concern.urgency for line in found.lines]
    assert urgencies == sorted(urgencies, reverse=True)
    concerns = [line.concern.name for line in found.lines]
    assert len(found.by_concern()) == 1 + sum(one != other for one, other in pairwise(concerns))
    assert concerns[:2] == ["broken-link", "overdue"]
