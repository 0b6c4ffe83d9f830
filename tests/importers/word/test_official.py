"""Papers in the manner of GB/T 9704 are read with the figures that are promised, and no character is lost."""

from __future__ import annotations

import pytest

from tests.importers.word import held_out, ours
from tests.importers.word.official import PAPERS_BY_NAME, Paper
from tests.importers.word.scoring import Score
from xueku.importers.account import differences
from xueku.importers.docx.conversion import convert
from xueku.importers.docx.counting import characters_of
from xueku.importers.docx.package import Package
from xueku.model.diagnostic import XuekuError

PAPERS = PAPERS_BY_NAME


def test_structure_is_found() -> None:
    score = Score()
    for paper in PAPERS.values():
        found = ours.read(paper.name, paper.content, accepts_changes=paper.accepts_changes)
        score.add(paper.name, paper.answer, found, characters_of(Package(paper.name, paper.content)))
    figures = {what: score.f1(what) for what in score.wanted}
    told = "\n".join(score.misses)
    assert len(PAPERS) >= 40
    assert figures["headings"] >= 0.97, told
    assert figures["levels"] >= 0.97, told
    assert figures["tables"] == figures["pictures"] == 1.0, told
    assert figures["signatures"] >= 0.95, told
    assert figures["attachments"] >= 0.95, told
    assert score.lost == 0, told


def _doubts(paper: Paper) -> str:
    return "\n".join(
        map(str, convert(paper.name, paper.content, accepts_changes=paper.accepts_changes).doubts)
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("跳号", "序号“三、”跳号了，前面是第 1 个"),
        ("重号", "序号“二、”重复了"),
        ("全角数字", "序号“１．”写法和标准不同"),
        ("手工换行", "手工换行连起来了 1 处"),
        ("一句拆成两段", "已连成一段"),
        ("表格横向合并", "合并的单元格拆开了"),
        ("没有序号的黑体", "没有序号，凭字体（黑体）判断"),
    ],
)
def test_what_was_guessed_is_told(name: str, words: str) -> None:
    assert words in _doubts(PAPERS[name])


def test_a_plain_paper_has_nothing_to_doubt_but_its_title_and_foot() -> None:
    assert [line.split("取")[0] for line in _doubts(PAPERS["标准三级"]).split("\n") if "取" in line] == [
        "第 1 段：标题",
        "第 18 段：落款单位",
        "第 19 段：落款日期",
    ]


def test_changes_are_refused_until_they_are_accepted_and_then_listed() -> None:
    paper = PAPERS["修订"]
    with pytest.raises(XuekuError, match="有2 处修订"):
        convert(paper.name, paper.content)
    found = convert(paper.name, paper.content, accepts_changes=True)
    assert found.changes == ("修订：甲删去“周一”", "修订：乙加上“周二”")
    assert any("定于周二开会" in row.markdown for row in found.rows)


def test_the_account_tells_of_a_lost_and_of_an_added_character() -> None:
    counts = {"清": 1, "单": 2}
    assert differences(counts, "清单", [], []) == ("单", "")
    assert differences(counts, "清单单面", [], []) == ("", "面")
    assert differences(counts, "1.清单", ["单"], ["1."]) == ("", "")


def test_what_the_first_held_out_papers_missed_is_found() -> None:
    by_name = {paper.name: paper for paper in held_out.papers()}
    for name in ("随手打的小结", "自定样式"):
        paper = by_name[name]
        found = ours.read(paper.name, paper.content)
        assert [words for _, words in found.headings] == [words for _, words in paper.answer.headings]
