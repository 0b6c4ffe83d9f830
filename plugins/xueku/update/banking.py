"""The question bank of a site: only shards of topics whose questions changed are written again."""

from __future__ import annotations

from collections.abc import Mapping

from xueku.site.question_bank import MANIFEST, Holding, RecordQuestions, holding, manifest, shard
from xueku.update.addresses import Addresses
from xueku.update.outputs import Outputs
from xueku.update.profile import Profile
from xueku.update.shared import code_digest
from xueku.update.store import Store, Table, digest_of

Row = tuple[bytes, Holding]
"""The digest of a record's questions, and what the manifest says of them."""


def write_bank(
    store: Store,
    questions: Table[RecordQuestions],
    addresses: Addresses,
    outputs: Outputs,
    profile: Profile,
) -> None:
    """Stage what changed of the bank over these questions by record id."""
    about, rows, shards = store.table("bank"), store.table("bank records"), store.table("bank shards")
    digests = questions.digests
    digest = digest_of(code_digest(), *digests, *digests.values())
    if about.get("digest") == digest:
        return
    if about.get("code") != code_digest():
        rows.clear()
        shards.clear()
    before: Mapping[str, Row] = rows.all()
    changed = {id_ for id_, value in digests.items() if id_ not in before or before[id_][0] != value}
    now = {id_: row for id_, row in before.items() if id_ in digests}
    now.update({id_: (digests[id_], holding(questions[id_])) for id_ in changed})
    rows.put({id_: now[id_] for id_ in changed})
    rows.drop(before.keys() - digests.keys())
    touched = {
        topic
        for id_ in changed | (before.keys() - digests.keys())
        for rows_ in (before, now)
        if id_ in rows_
        for topic in rows_[id_][1].by_topic
    }
    written = _write_shards(touched, now, questions, outputs)
    shards.put(written)
    shards.drop(touched - written.keys())
    profile.count("题库分片", len(written))
    holdings = {id_: row[1] for id_, row in now.items()}
    outputs.stage([(MANIFEST, manifest(holdings, shards.all()))])
    addresses.own("/bank", [MANIFEST, *shards.all().values()])
    about.update(digest=digest, code=code_digest())


def _write_shards(
    topics: set[str], rows: Mapping[str, Row], questions: Table[RecordQuestions], outputs: Outputs
) -> dict[str, str]:
    """Stage the shards of these topics; gives the address of each that still has a question."""
    written = {}
    for topic in sorted(topics):
        ids = [id_ for id_ in sorted(rows) if topic in rows[id_][1].by_topic]
        if ids:
            written[topic], content = shard(topic, (questions[id_] for id_ in ids))
            outputs.stage([(written[topic], content)])
    return written
