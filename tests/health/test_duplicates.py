from __future__ import annotations

from pathlib import Path

from tests.health.holdings import lines, looked_over
from tests.samples import COURSE, WORK, article

PASSAGE = """\
窗口每天第一件事是把昨天没有办结的件数一遍，写在值班本的第一行，谁接的、卡在哪一步、今天找谁，三样都写。
写不出来的，由值班组长当面问清。一个月下来，同一件事被问两遍的情形少了，来办事的人也不用把话再说一遍，
值班本翻到哪一页都看得懂，换班的人接过来就能往下办。
"""
ALTERED = (
    PASSAGE.replace("第一件事", "头一件事")
    .replace("当面问清", "当面问明白")
    .replace("一个月下来", "两个月下来")
)


def _article(id_: str, body: str, date: str = "2026-04-23") -> str:
    return article(id_, f"{id_} 的做法", body, date=date)


def test_a_passage_with_a_few_words_altered_is_told_on_the_later_record_with_both_places(
    tmp_path: Path,
) -> None:
    files = {
        "articles/早.md": _article("zhiban-ben", f"先说值班本。\n\n{PASSAGE}", "2026-03-01"),
        "articles/晚.md": _article(
            "jiaojie", f"交接要清楚，这是另一篇的开头。\n\n再说一遍。\n\n{ALTERED}", "2026-05-01"
        ),
    }
    found = lines(looked_over(tmp_path, files), "duplicate")
    assert [(line.record, line.span and line.span.path, line.span and line.span.line) for line in found] == [
        ("jiaojie", "content/articles/晚.md", 15)
    ]
    assert "和 content/articles/早.md:13 的一段几乎一样" in found[0].what
    assert found[0].remedy == "留一处，这里改成链接：见[zhiban-ben 的做法](xk:zhiban-ben)"


def test_two_passages_of_two_records_are_one_line(tmp_path: Path) -> None:
    between = (
        "这里隔着很长的一段别的话，"
        + "，".join(f"第{number}位同志说了自己的看法" for number in range(20))
        + "。\n\n"
    )
    other = PASSAGE[::-1]
    files = {
        "articles/早.md": _article("zhiban-ben", f"{PASSAGE}\n\n{between}{other}", "2026-03-01"),
        "articles/晚.md": _article("jiaojie", f"{PASSAGE}\n\n另起一段，短。\n\n{other}", "2026-05-01"),
    }
    found = lines(looked_over(tmp_path, files), "duplicate")
    assert len(found) == 1
    assert found[0].what.endswith("一字不差）；另有 1 段也是")


def test_a_quotation_is_no_duplicate_marked_or_not(tmp_path: Path) -> None:
    rule = "".join(WORK.split("\n\n")[-4:]).replace("\n", "") * 2
    work = WORK + f"\n第二十五条　{rule}\n"
    quoted = "\n".join(f"> {line}" for line in PASSAGE.splitlines())
    files = {
        "library/规则.md": work,
        "articles/甲.md": _article("jia", f"规则说：{rule}\n\n{quoted}"),
        "articles/乙.md": _article("yi", f"大家都读到：{rule}\n\n{quoted}"),
    }
    assert lines(looked_over(tmp_path, files), "duplicate") == []


def test_texts_of_the_library_may_share_an_article_but_not_be_there_twice(tmp_path: Path) -> None:
    shared = f"第二十五条　{PASSAGE.replace(chr(10), '')}\n"
    own = (
        "\n\n".join(
            f"第{number}条　档案室的钥匙由管理员保管，借阅第{number}号柜的材料先登记再取。"
            for number in range(30, 45)
        ),
        "\n\n".join(
            f"第{number}条　每逢{number}日清点阅览室图书，缺损的写进清单，当月报给支部委员。"
            for number in range(30, 45)
        ),
    )
    again = WORK.replace("zhibu-gongzuo-guize", "zhibu-gongzuo-guize-2")
    two = {
        "library/一.md": f"{WORK}\n\n{shared}\n{own[0]}\n",
        "library/二.md": f"{again}\n\n{shared}\n{own[1]}\n",
    }
    assert lines(looked_over(tmp_path / "异", two), "duplicate") == []
    two = {"library/一.md": f"{WORK}\n\n{own[0]}\n", "library/二.md": f"{again}\n\n{own[0]}\n"}
    assert len(lines(looked_over(tmp_path / "同", two), "duplicate")) == 1


def test_one_record_that_repeats_itself_is_not_two(tmp_path: Path) -> None:
    files = {"articles/早.md": _article("zhiban-ben", f"{PASSAGE}\n\n另一段。\n\n{PASSAGE}")}
    assert lines(looked_over(tmp_path, files), "duplicate") == []
    course = {
        "courses/课/index.md": f"{COURSE}\n\n{PASSAGE}",
        "courses/课/handout.md": PASSAGE,
        "library/规则.md": WORK,
    }
    assert lines(looked_over(tmp_path / "课", course), "duplicate") == []


def test_a_turn_of_phrase_is_no_passage(tmp_path: Path) -> None:
    phrase = PASSAGE.replace("\n", "")[:58]
    files = {
        "articles/甲.md": _article("jia", f"先说这一句。{phrase}后面是甲自己的话，和别人不相干。"),
        "articles/乙.md": _article("yi", f"开头不同。{phrase}乙接着说的完全是另一回事。"),
    }
    assert lines(looked_over(tmp_path, files), "duplicate") == []
