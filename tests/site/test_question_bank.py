"""The bank of a whole site: what is shown, by topic, as scripts that call a function of the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.samples import ALL_KINDS, LIBRARY, examined
from xueku.review.publish import publish
from xueku.site.question_bank import MANIFEST, bank_files

GUIDE_QUIZ = "- {type: judgment, stem: 做摘记时照抄全文。, answer: 错}\n"


def _bank(root: Path, **changes: str) -> dict[str, Any]:
    """The files of the bank by name: what each hands over."""
    files = {
        **LIBRARY,
        "courses/重温誓词/quiz.yml": ALL_KINDS,
        "guides/2026-q4/quiz.yml": GUIDE_QUIZ,
    }
    for old, new in changes.items():
        files["courses/重温誓词/index.md"] = files["courses/重温誓词/index.md"].replace(old, new)
    found = bank_files(publish(examined(root, files).linked, "publish"))
    return {name: json.loads(f"[{_arguments(content)}]") for name, content in found.items()}


def _arguments(script: bytes) -> str:
    function, _, rest = script.decode().partition("(")
    assert function in ("xuekuQuizBank", "xuekuQuizShard")
    assert rest.endswith(");\n")
    return rest[:-3]


def test_questions_stand_with_their_topics_and_records_with_their_counts(tmp_path: Path) -> None:
    files = _bank(tmp_path)
    (bank,) = files.pop(MANIFEST)
    assert [(record["id"], record["count"]) for record in bank["records"]] == [
        ("2026-q4", 1),
        ("chongwen-shici", 7),
    ]
    counts = {topic["name"]: topic["count"] for topic in bank["topics"]}
    # One question of the course names a topic of its own, and with it none of the course's.
    assert counts == {"党性教育": 6, "组织生活": 7, "读书": 1, "窗口服务": 1}
    assert {f"assets/quiz/{topic['file']}" for topic in bank["topics"]} == files.keys()
    for name, questions in files.values():
        topic = next(topic for topic in bank["topics"] if topic["id"] == name)
        assert len(questions) == topic["count"]
    shards = dict(files.values())
    for record in bank["records"]:
        topics = [bank["topics"][position]["id"] for position in record["topics"]]
        own = {q["key"] for topic in topics for q in shards[topic] if q["key"].startswith(record["id"] + "#")}
        assert len(own) == record["count"]


def test_links_are_written_from_the_page_of_the_examination(tmp_path: Path) -> None:
    files = _bank(tmp_path)
    first = next(q for _, qs in list(files.values())[:-1] for q in qs if q["key"] == "chongwen-shici#1")
    assert '<a href="library/zhibu-gongzuo-guize/index.html#1">' in first["explanation"]
    assert first["source"][:2] == ["library/zhibu-gongzuo-guize/index.html", "《示例单位支部工作规则》第1条"]
    assert first["choices"][first["right"][0]] == "三日"


def test_nothing_of_a_draft_is_in_the_bank(tmp_path: Path) -> None:
    files = _bank(tmp_path, **{"id: chongwen-shici": "id: chongwen-shici\nstatus: draft"})
    (bank,) = files[MANIFEST]
    assert [record["id"] for record in bank["records"]] == ["2026-q4"]
    assert "chongwen-shici" not in json.dumps(files)
