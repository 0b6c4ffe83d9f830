from __future__ import annotations

from xueku.model.quiz import Option, Pair, Question
from xueku.model.quiz_paper import paper, placed, printed

CHOICE = Question(
    type="multiple",
    stem="清单上要写明哪几样？",
    options=(
        Option(text="所缺材料", correct=True),
        Option(text="补交方式", correct=True),
        Option(text="家庭情况"),
        Option(text="办事人的单位"),
    ),
)
MATCHING = Question(
    type="matching",
    stem="每件事在什么时候做？",
    pairs=(
        Pair(left="公布议题", right="会前三日"),
        Pair(left="形成记录", right="会后七日"),
        Pair(left="记录归档", right="会后七日"),
    ),
)
ORDERING = Question(type="ordering", stem="按先后排好。", items=("公布议题", "开会", "形成记录"))
JUDGMENT = Question(type="judgment", stem="承诺登记以后要排出名次。", answer=("错",))


def test_without_a_seed_options_stand_as_written_and_nothing_else_gives_its_answer_away() -> None:
    assert placed(CHOICE, "a#1", 1).choices == ("所缺材料", "补交方式", "家庭情况", "办事人的单位")
    assert placed(MATCHING, "a#2", 2).choices == ("会后七日", "会前三日")
    for key in "甲乙丙丁戊":
        assert placed(ORDERING, key, 3).choices != ORDERING.items


def test_the_key_names_the_letters_of_the_paper() -> None:
    assert placed(CHOICE, "a#1", 1).key == "AB"
    assert placed(MATCHING, "a#2", 2).key == "BAA"
    found = placed(ORDERING, "a#3", 3, "B 卷")
    assert [found.choices["ABC".index(letter)] for letter in found.key] == list(ORDERING.items)
    assert placed(JUDGMENT, "a#4", 4).key == "错"


def test_a_seed_gives_one_paper_and_another_seed_another() -> None:
    questions = (CHOICE, MATCHING, ORDERING, JUDGMENT)
    numbers = {seed: [one.number for one in paper("a", questions, seed)] for seed in ("A", "B", "")}
    assert [*paper("a", questions, "A")] == [*paper("a", questions, "A")]
    assert numbers[""] == [1, 2, 3, 4]
    assert sorted(numbers["A"]) == sorted(numbers["B"]) == [1, 2, 3, 4]
    assert numbers["A"] != numbers["B"]


def test_every_answer_can_be_told_in_words() -> None:
    blank = Question(type="blank", stem="不超过____。", answer=("三分之一｜1/3",))
    told = [question.told_answer for question in (CHOICE, MATCHING, ORDERING, blank)]
    assert told == [
        "所缺材料；补交方式",
        "公布议题——会前三日；形成记录——会后七日；记录归档——会后七日",
        "公布议题 → 开会 → 形成记录",
        "三分之一（或 1/3）",
    ]


def test_neighbours_with_different_variants_have_different_answers() -> None:
    pairs = (*MATCHING.pairs, Pair(left="收齐承诺卡", right="当日"))
    questions = [CHOICE, MATCHING.model_copy(update={"pairs": pairs}), ORDERING, JUDGMENT]
    for record in ("chongwen-shici", "qiyi-jiuwu", "zou-liucheng"):
        one, other = (
            [placed.key for group in printed(record, questions, variant).values() for placed in group]
            for variant in "AB"
        )
        assert [left == right for left, right in zip(one, other, strict=True)].count(True) == 1
