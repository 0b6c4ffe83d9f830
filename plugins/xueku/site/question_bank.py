"""The questions of a whole site, by topic: classic scripts that the page of the examination loads, also from file://.

`assets/quiz/bank.js`, whose name never changes, calls `xuekuQuizBank` with what there is to choose from; a shard for each topic, named
by its content, calls `xuekuQuizShard` with its name and the questions. A question of several topics stands in the shard of each.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.site.question_data import compact_json, question_data
from xueku.site.records import shown_questions

FORMAT = 1
FOLDER = "assets/quiz"
MANIFEST = f"{FOLDER}/bank.js"
EXAM = "exam.html"


@dataclass(frozen=True)
class BankQuestion:
    """A question with the ids of its topics; `data` is JSON."""

    topics: tuple[str, ...]
    data: str


@dataclass(frozen=True)
class RecordQuestions:
    """All questions of one record that readers see; `topics` are (id, name) of those that they have."""

    title: str
    topics: tuple[tuple[str, str], ...]
    questions: tuple[BankQuestion, ...]


@dataclass(frozen=True)
class Holding:
    """What the manifest says of a record: its title, its topics (id, name), and how many questions each of them and all have."""

    title: str
    topics: tuple[tuple[str, str], ...]
    by_topic: Mapping[str, int]
    count: int


def record_questions(shown: Linked, record: Record) -> RecordQuestions | None:
    """The questions of a record's quiz, with links as the page of the examination writes them; None where it has no quiz."""
    if record.quiz is None:
        return None
    names: dict[str, str] = {}
    found = []
    for question in shown_questions(shown, record, EXAM):
        words = question.question.topics or record.resource.topics
        terms = [term for word in words if (term := shown.catalog.vocabularies["topics"].find(word))]
        names.update({term.id: term.name for term in terms})
        source = question.source
        data = {
            **question_data(record.id, question.number, question.question),
            "stem": question.stem,
            "explanation": question.explanation,
            "answer": question.question.told_answer,
            "source": [source.address, source.title, source.note] if source else None,
        }
        found.append(BankQuestion(tuple(term.id for term in terms), compact_json(data)))
    return RecordQuestions(record.resource.title, tuple(names.items()), tuple(found))


def holding(record: RecordQuestions) -> Holding:
    """What the manifest says of these questions."""
    counts = Counter(topic for question in record.questions for topic in question.topics)
    return Holding(record.title, record.topics, dict(counts), len(record.questions))


def shard(topic: str, records: Iterable[RecordQuestions]) -> tuple[str, bytes]:
    """The script with the questions of one topic, and its address; `records` in order of their ids."""
    questions = (
        question.data for record in records for question in record.questions if topic in question.topics
    )
    content = _script("xuekuQuizShard", f"{compact_json(topic)},[{','.join(questions)}]")
    return f"{FOLDER}/{topic}-{hashlib.sha256(content).hexdigest()[:12]}.js", content


def manifest(records: Mapping[str, Holding], shards: Mapping[str, str]) -> bytes:
    """The script that says what there is; `records` by id, `shards` the address of each topic's."""
    names = {id_: name for record in records.values() for id_, name in record.topics}
    counts = Counter[str]()
    for record in records.values():
        counts.update(record.by_topic)
    topics = sorted(shards)
    value = {
        "format": FORMAT,
        "topics": [
            {"id": id_, "name": names[id_], "count": counts[id_], "file": shards[id_].rpartition("/")[2]}
            for id_ in topics
        ],
        "records": [
            {
                "id": id_,
                "title": record.title,
                "count": record.count,
                "topics": [topics.index(t) for t in sorted(record.by_topic)],
            }
            for id_, record in sorted(records.items())
        ],
    }
    return _script("xuekuQuizBank", compact_json(value))


def bank_files(shown: Linked) -> dict[str, bytes]:
    """All files of the bank over all shown records: address → bytes."""
    found = {
        id_: questions
        for id_, record in sorted(shown.catalog.records.items())
        if (questions := record_questions(shown, record))
    }
    holdings = {id_: holding(record) for id_, record in found.items()}
    topics = {topic for record in holdings.values() for topic in record.by_topic}
    shards = {topic: shard(topic, found.values()) for topic in topics}
    files = dict(shards.values())
    files[MANIFEST] = manifest(holdings, {topic: address for topic, (address, _) in shards.items()})
    return files


def _script(function: str, values: str) -> bytes:
    # U+2028 and U+2029 end a line in scripts of before ES2019.
    return f"{function}({values});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
