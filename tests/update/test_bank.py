"""The question bank follows the quizzes: an edit writes the shards of its own topics, and equals a clean build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import ALL_KINDS
from tests.site.conftest import tree
from tests.update.desk import Desk, differing, equals_clean

QUIZ = "courses/重温誓词/quiz.yml"
GUIDE_QUIZ = "guides/2026-q4/quiz.yml"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.begin(tmp_path)
    desk.write(QUIZ, ALL_KINDS)
    desk.write(GUIDE_QUIZ, "- {type: judgment, stem: 做摘记时照抄全文。, answer: 错, topics: [读书]}\n")
    assert not equals_clean(desk).is_refused
    return desk


def _shards(desk: Desk) -> set[str]:
    """Build; the topics whose shards became others or went, and `bank` for the manifest."""
    before = tree(desk.target)
    equals_clean(desk)
    changed = differing(before, tree(desk.target))
    names = (Path(name).stem for name in changed if name.startswith("assets/quiz/"))
    return {name if name == "bank" else name.rpartition("-")[0] for name in names}


def test_where_no_quiz_changed_no_shard_is_written(desk: Desk) -> None:
    desk.change("courses/重温誓词/index.md", "规则对时间有要求", "规则对时间也有要求")
    assert _shards(desk) == set()
    assert desk.last.get("题库分片", 0) == 0


def test_an_edited_question_writes_the_shards_of_its_topics_alone(desk: Desk) -> None:
    desk.change(GUIDE_QUIZ, "照抄全文", "照抄")
    assert _shards(desk) == {"bank", "dushu"}
    assert desk.last["题库分片"] == 1


def test_a_question_that_moves_to_another_topic_leaves_the_one_before(desk: Desk) -> None:
    desk.change(GUIDE_QUIZ, "topics: [读书]", "topics: [窗口服务]")
    assert _shards(desk) == {"bank", "dushu", "chuangkou-fuwu"}
    assert not [name for name in tree(desk.target) if name.startswith("assets/quiz/dushu")]


def test_a_quiz_or_a_record_that_goes_takes_its_questions_along(desk: Desk) -> None:
    (desk.content / GUIDE_QUIZ).unlink()
    assert "dushu" in _shards(desk)
    desk.change("courses/重温誓词/index.md", "id: chongwen-shici", "id: chongwen-shici\nstatus: draft")
    (desk.content / "paths/新任书记.md").unlink()
    _shards(desk)
    assert [name for name in tree(desk.target) if name.startswith("assets/quiz/")] == ["assets/quiz/bank.js"]
