from __future__ import annotations

from pathlib import Path

from tests.health.holdings import lines, looked_over
from tests.samples import COURSE, LIBRARY, WORK, article
from xueku.health.coverage import MOST_GAPS
from xueku.health.heat_map import heat_map


def test_each_word_of_a_record_counts_and_texts_of_the_library_do_not(tmp_path: Path) -> None:
    grids = looked_over(
        tmp_path, {"courses/重温誓词/index.md": COURSE, "library/规则.md": WORK}
    ).coverage.grids
    assert [grid.title for grid in grids] == ["主题 × 对象", "主题 × 时节", "时节 × 对象"]
    topics = grids[0]
    assert topics.rows == ("党性教育", "组织生活", "读书", "窗口服务")
    assert topics.columns == ("支部全体", "青年")
    assert topics.counts == ((1, 0), (1, 0), (0, 0), (0, 0))
    assert grids[1].columns == ("七一前后",)


def test_what_is_for_the_whole_year_is_for_each_season(tmp_path: Path) -> None:
    course = COURSE.replace("occasion: [七一前后]", "occasion: [全年]")
    found = looked_over(tmp_path, {"courses/重温誓词/index.md": course, "library/规则.md": WORK})
    assert found.coverage.grids[1].counts == ((1,), (1,), (0,), (0,))


def test_gaps_are_named_in_words_the_most_surprising_first(tmp_path: Path) -> None:
    files = {
        f"articles/{number}.md": article(
            f"biji-{number}", f"第 {number} 次笔记", "只画线。", "audience: [青年]"
        )
        for number in range(3)
    }
    found = lines(looked_over(tmp_path, {**LIBRARY, **files}), "gap")
    said = [line.what for line in found]
    # Three records are for 青年 and three on 组织生活; but one is for 支部全体.
    assert said[0] == "没有给“青年”的“组织生活”材料"
    assert "没有给“青年”的“读书”材料" not in said
    assert "没有给“青年”的“窗口服务”材料" in said
    assert len(said) <= 3 * MOST_GAPS
    assert found[0].remedy.startswith("xueku new article 编号，写上 topics: [")


def test_a_gap_of_three_words_is_told_only_where_any_two_are_there(tmp_path: Path) -> None:
    young = COURSE.replace("chongwen-shici", "qingnian-ke").replace("[支部全体]", "[青年]")
    young = young.replace("topics: [党性教育, 组织生活]", "topics: [读书]")
    book = article("biji", "读书笔记", "只画线。", "topics: [党性教育]", "audience: [青年]")
    files = {
        "courses/重温誓词/index.md": COURSE,
        "courses/青年课/index.md": young,
        "articles/笔记.md": book,
        "library/规则.md": WORK,
    }
    said = [line.what for line in lines(looked_over(tmp_path, files), "gap")]
    assert "没有“七一前后”给“青年”的“党性教育”课程包" in said
    assert "没有“七一前后”给“支部全体”的“读书”课程包" not in said


def test_a_heat_map_says_in_numbers_and_words_what_it_shows_in_shades(tmp_path: Path) -> None:
    grid = looked_over(
        tmp_path, {"courses/重温誓词/index.md": COURSE, "library/规则.md": WORK}
    ).coverage.grids[0]
    drawn = heat_map(grid)
    assert [cell.count for cell in drawn.cells] == [1, 0, 1, 0, 0, 0, 0, 0]
    assert [cell.shade for cell in drawn.cells] == [1, 0, 1, 0, 0, 0, 0, 0]
    assert drawn.summary == "主题 × 对象：8 格里有 2 格有材料，6 格还没有"
    assert max(cell.x for cell in drawn.cells) < drawn.width
    assert max(cell.y for cell in drawn.cells) < drawn.height
    assert all(0 < label.y < drawn.height for label in (*drawn.rows, *drawn.columns))
