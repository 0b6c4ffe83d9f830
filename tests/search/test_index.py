from __future__ import annotations

import hashlib
import random
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples import LIBRARY, article, examined
from tests.search.decoder import Postings, read_table, values
from xueku.build import index
from xueku.model.record import Mode
from xueku.model.settings import Settings
from xueku.review.publish import publish
from xueku.search.documents import Document, Labels, Passage
from xueku.search.engine import MANIFEST
from xueku.search.impacts import heading_impacts, text_impacts, title_impacts
from xueku.search.postings import LEAF, leaves
from xueku.search.shards import shard_count, shard_of
from xueku.search.terms import is_han, key_of
from xueku.search.xueku_engine import XuekuEngine

LABELS = Labels((("page", "页面"), ("docs", "手册")))


def _document(title: str, *texts: str, keywords: tuple[str, ...] = ()) -> Document:
    address = f"pages/{hashlib.sha256(title.encode()).hexdigest()[:6]}.html"
    return Document(
        title,
        "page",
        tuple(
            Passage(f"{address}#s{n}" if n else address, f"第{n}节" if n else "", text)
            for n, text in enumerate(texts)
        ),
        keywords=keywords,
    )


def _write(documents: Iterable[Document]) -> dict[str, bytes]:
    return dict(XuekuEngine().index([*documents], LABELS))


def _naive(documents: list[Document]) -> dict[str, dict[str, Postings]]:
    found: dict[str, dict[str, Postings]] = defaultdict(lambda: defaultdict(dict))
    for number, document in enumerate(documents):
        for term, impact in title_impacts(document).items():
            found[term]["title"][number, 0] = impact
        for leaf, passages in enumerate(leaves(document)):
            fields = {"heading": heading_impacts(document, leaf, passages), "text": text_impacts(passages)}
            for field, impacts in fields.items():
                for term, impact in impacts.items():
                    found[term][field][number, leaf] = impact
    return found


def _assert_holds(files: Mapping[str, bytes], documents: list[Document]) -> None:
    """The tables of best postings and of the rest hold all postings, each once, the best ones first."""
    counts = {number: len(leaves(document)) for number, document in enumerate(documents)}
    best, rest = (read_table(files, letter, len(documents), counts) for letter in "pr")
    naive = _naive(documents)
    assert set(best) == set(naive)
    for term, fields in naive.items():
        assert set(best[term][1]) == set(fields)
        for field, postings in fields.items():
            size, kept = best[term][1][field]
            assert size == len(postings)
            others = rest.get(term, ([], {}))[1].get(field, (0, {}))[1]
            order = sorted(postings, key=lambda place: (-postings[place], place))
            assert set(kept) == set(order[: len(kept)])
            if len(term) == 1 and is_han(term) and field == "text":
                assert kept.items() <= postings.items()
                assert others == {}
            else:
                assert kept | others == postings
                assert not set(kept) & set(others)


_texts = st.text(alphabet="党日活动记录a7 ，\n", max_size=60)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.text(alphabet="党日规则b", max_size=8), st.lists(_texts, min_size=1, max_size=3)),
        max_size=6,
    )
)
def test_what_is_written_is_what_a_plain_reader_reads(written: list[tuple[str, list[str]]]) -> None:
    documents = [_document(title, *texts) for title, texts in written]
    _assert_holds(_write(documents), documents)


def test_long_texts_are_parted_into_leaves_and_long_lists_are_cut_and_kept_whole() -> None:
    chance = random.Random(7)
    long = "\n".join(
        f"第{n}条　{''.join(chance.sample('组织生活会议记录归档通知公布', 9))}。" for n in range(900)
    )
    documents = [_document(f"示例{n}号规则", "记录" * (1 + n % 5) + f"第{n}份") for n in range(600)]
    documents[300] = _document("很长的规则", "开头", long, "结尾")
    assert len(leaves(documents[300])) > 2
    files = _write(documents)
    assert any(address.startswith("assets/search/r/") for address in files)
    _assert_holds(files, documents)


@given(st.lists(st.text(alphabet="长文\n", max_size=3 * LEAF), min_size=1, max_size=3))
@settings(max_examples=20)
def test_leaves_hold_all_of_a_text_and_none_is_much_too_long(texts: list[str]) -> None:
    document = _document("长文", *texts)
    found = leaves(document)
    for number in range(len(texts)):
        parts = [
            one.text
            for leaf in found
            for one in leaf
            if one.address.endswith(f"#s{number}" if number else ".html")
        ]
        assert "".join(parts).replace("\n", "") == texts[number].replace("\n", "")
    assert all(sum(len(one.text) for one in leaf) <= LEAF + len(leaf) * LEAF // 100 for leaf in found)


def test_every_file_is_named_by_its_content_and_the_manifest_leads_to_all() -> None:
    files = _write([_document(f"示例{n}", f"正文{n}") for n in range(100)])
    manifest = values(files[MANIFEST])[0]
    named = {MANIFEST}
    for letter in "prsdfv":
        hashes = [manifest[letter][at : at + 6] for at in range(0, len(manifest[letter]), 6)]
        named |= {f"assets/search/{letter}/{n // 1000}/{n}-{digest}.js" for n, digest in enumerate(hashes)}
    texts = {address for address in files if address.startswith("assets/search/t/")}
    assert set(files) == named | texts
    for address in named - {MANIFEST}:
        digest = b32encode(hashlib.sha256(files[address]).digest()).decode().lower()[:6]
        assert address.endswith(f"-{digest}.js")
    directories = [
        values(files[address])[1] for address in sorted(named) if address.startswith("assets/search/d/")
    ]
    assert {
        f"assets/search/t/{name[0]}/{name}.js" for line in directories for name in line.split(" ")
    } == texts


def test_an_edit_of_a_body_rewrites_the_shards_of_its_terms_and_nothing_else() -> None:
    documents = [
        _document(f"示例{n}号规则", f"第{n}份材料由组织委员保管，用完当天放回公共柜。") for n in range(200)
    ]
    before = _write(documents)
    edited = [*documents]
    edited[77] = _document("示例77号规则", "第77份材料由纪检委员保管，用完当天放回公共柜。")
    after = _write(edited)
    changed = {
        term
        for term in {*_naive(documents), *_naive(edited)}
        if _naive([documents[77]]).get(term) != _naive([edited[77]]).get(term)
    }
    shards = {f"p/0/{shard_of(key_of(term), shard_count(200))}" for term in changed}
    fresh = {address.removeprefix("assets/search/").partition("-")[0] for address in set(after) - set(before)}
    texts = {address for address in fresh if address.startswith("t/")}
    assert len(texts) == 1
    assert fresh - texts == shards | {"d/0/1"}
    assert {address for address in before if before[address] != after.get(address)} >= {MANIFEST}
    assert len(fresh) < len(after) / 4


def test_shards_grow_as_the_root_of_a_large_site_and_hardly_ever_in_number() -> None:
    counts = [shard_count(places) for places in (0, 1, 60, 1000, 5300, 50000)]
    assert counts == [1, 2, 128, 2048, 4096, 11585]
    assert len({shard_count(places) for places in range(1000, 2000)}) <= 3


@pytest.mark.parametrize(
    "documents",
    [
        [],
        [_document("", "")],
        [_document("。！？", "😀 🖼 —— ……")],
        [_document("𠮷祥 ABC", "𠮷 GB/T 7714—2015，A4纸3张 é ß")],
        [_document("很大", "字" * 100_000)],
        [_document("引号", "\u2028\"'\\</script>", keywords=("\\u2029",))],
    ],
    ids=["无", "空", "符号", "中英", "十万字", "引号"],
)
def test_odd_documents_are_indexed(documents: list[Document]) -> None:
    files = _write(documents)
    _assert_holds(files, documents)
    assert b"\xe2\x80\xa8" not in b"".join(files.values())


def test_facets_and_days_stand_in_columns(tmp_path: Path) -> None:
    files = index(Settings(tmp_path), examined(tmp_path).linked)
    _, columns, days = next(
        values(content) for address, content in files.items() if address.startswith("assets/search/f/")
    )
    kind = columns[0]
    assert [kind[0], kind[1]] == ["kind", "类别"]
    by_label = {label: values_ for _, label, values_, _ in columns}
    assert "党性教育" in {label for _, label in by_label["主题"]}
    assert len(days.split(";")) == len(kind[3].split(";"))


def test_no_file_of_the_index_holds_a_word_of_a_draft(tmp_path: Path) -> None:
    secret = "尚未公布的承诺卡样张"
    draft = article("caogao", secret, f"## 一节\n\n{secret}要改三处。", "status: draft")
    checked = examined(tmp_path, {**LIBRARY, "articles/草稿.md": draft})
    modes: tuple[Mode, ...] = ("preview", "publish")
    previewed, published = (
        b"".join(index(Settings(tmp_path), publish(checked.linked, mode)).values()).decode() for mode in modes
    )
    assert secret in previewed
    assert secret not in published
    assert "caogao" not in published
