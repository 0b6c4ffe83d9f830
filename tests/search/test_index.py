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

from tests.samples import examined
from tests.search.decoder import Postings, read_table, shard_of, values
from xueku.build import index
from xueku.model.settings import Settings
from xueku.search.documents import Document, Labels, Passage
from xueku.search.engine import MANIFEST
from xueku.search.impacts import heading_impacts, text_impacts, title_impacts
from xueku.search.leaves import LEAF, leaves
from xueku.search.scoring import CUTS
from xueku.search.shards import shard_count
from xueku.search.sounds import keys, stem
from xueku.search.terms import fold, is_han, key_of, runs
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


@given(st.lists(st.text(alphabet="长文，\n", max_size=3 * LEAF), min_size=1, max_size=3))
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


def test_a_very_long_line_is_parted_between_runs_and_a_run_with_one_character_in_both_parts() -> None:
    sentences, run = "借书要登记，" * 1000, "字" * 5000
    texts = [
        "".join(one.text for leaf in leaves(_document("长", text)) for one in leaf)
        for text in (sentences, run)
    ]
    assert texts == [sentences, run + "字"]
    ends = [one.text[-1] for leaf in leaves(_document("长", sentences)) for one in leaf]
    assert ends == ["，", "，"]


def test_a_long_text_is_parted_between_lines() -> None:
    lines = [f"第{n}条　{'记录' * (n % 40)}" for n in range(400)]
    parts = [one.text for leaf in leaves(_document("长", "\n".join(lines))) for one in leaf]
    assert len(parts) > 2
    assert "\n".join(parts).split("\n") == lines


def test_every_file_is_named_by_its_content_and_the_manifest_leads_to_all() -> None:
    files = _write([_document(f"示例{n}", f"正文{n}") for n in range(700)])
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
    assert any(address.startswith("assets/search/p/1/1000-") for address in named)
    directories = [
        values(files[address])[1] for address in sorted(named) if address.startswith("assets/search/d/")
    ]
    assert {
        f"assets/search/t/{name[0]}/{name}.js" for line in directories for name in line.split(" ")
    } == texts


def _changed_terms(before: list[Document], after: list[Document]) -> set[str]:
    naive, edited = _naive(before), _naive(after)
    return {term for term in {*naive, *edited} if naive.get(term) != edited.get(term)}


def _sounds(document: Document) -> dict[str, int]:
    return {key: impact for run in runs(fold(document.title)) for key, impact in keys(run)}


_FILES_OF_TWO_HUNDRED = [
    _document(f"示例{n}号规则", f"第{n}份材料由组织委员保管，用完当天放回公共柜。") for n in range(200)
]


@pytest.mark.parametrize(
    "edited",
    [
        _document("示例77号规则", "第77份材料由纪检委员保管，用完当天放回公共柜。"),
        _document("示例77号规则", "第77份材料由组织委员保管，用完当天放回公共柜。\n缺页写明。"),
        _document("示例77号规则", "第77份材料由组织委员保管。", "新的一节"),
        _document("示例77号规则", "第77份材料由组织委员保管，用完，当天放回公共柜。"),
        _document("示例77号规则", "第77份材料由组织委员保管，用完当天放回公共柜！"),
        _document("示例77号规则", ""),
        _document("示例77号办法", "第77份材料由组织委员保管，用完当天放回公共柜。"),
    ],
    ids=["改一词", "加一段", "加一节", "断一句", "换标点", "清空", "改标题"],
)
def test_an_edit_rewrites_the_shards_of_terms_whose_postings_changed_and_nothing_else(
    edited: Document,
) -> None:
    before = _write(_FILES_OF_TWO_HUNDRED)
    documents = [*_FILES_OF_TWO_HUNDRED]
    documents[77] = edited
    after = _write(documents)
    shards = {
        f"p/0/{shard_of(key_of(term), shard_count(200))}"
        for term in _changed_terms(_FILES_OF_TWO_HUNDRED, documents)
    }
    old, new = _sounds(_FILES_OF_TWO_HUNDRED[77]), _sounds(edited)
    sounds = {f"s/0/{shard_of(stem(key), shard_count(200 // 48))}" for key, _ in old.items() ^ new.items()}
    fresh = {address.removeprefix("assets/search/").partition("-")[0] for address in set(after) - set(before)}
    texts = {address for address in fresh if address.startswith("t/")}
    assert len(texts) == 1
    assert fresh - texts == shards | sounds | {"d/0/1"}
    assert [address for address in before if address in after and before[address] != after[address]] == [
        MANIFEST
    ]
    assert len(fresh) < len(after) / 3


def test_a_document_that_is_added_leaves_the_texts_of_the_others_as_they_are() -> None:
    before = _write(_FILES_OF_TWO_HUNDRED)
    documents = [
        *_FILES_OF_TWO_HUNDRED[:100],
        _document("新的办法", "新的一份"),
        *_FILES_OF_TWO_HUNDRED[100:],
    ]
    after = _write(documents)
    _assert_holds(after, documents)
    texts, more = (
        {address for address in files if address.startswith("assets/search/t/")} for files in (before, after)
    )
    assert texts < more
    assert len(more) == len(texts) + 1


def test_texts_say_what_is_shown_and_are_named_by_the_hash_of_the_rest_of_their_content() -> None:
    document = Document(
        "标题?", "page", (Passage("a.html", "", "什么?"), Passage("a.html#b", "节", "？")), "2026-01-02"
    )
    files = _write([document])
    (address,) = (address for address in files if address.startswith("assets/search/t/"))
    name, *shown = values(files[address])
    assert shown == ["标题?", "page", "2026-01-02", [["a.html", "", "什么?"], ["a.html#b", "节", "？"]]]
    unnamed = files[address].replace(name.encode(), b"?", 1)
    assert name == b32encode(hashlib.sha256(unnamed).digest()).decode().lower()[:10]
    assert address == f"assets/search/t/{name[0]}/{name}.js"


def test_the_manifest_counts_documents_leaves_and_where_handbooks_begin() -> None:
    long = _document("长", "\n".join(["字" * 100] * 90))
    help_ = Document("手册", "docs", (Passage("help.html", "", ""),))
    manifest = values(_write([_document("短", "字"), long, help_, help_])[MANIFEST])[0]
    assert (manifest["documents"], manifest["aside"]) == (4, 2)
    assert manifest["leaves"] == [[1, 3]]
    assert values(_write([long])[MANIFEST])[0]["aside"] == 1


def test_the_manifest_has_the_variants_of_the_site_and_those_that_look_simplified() -> None:
    few = values(_write([_document("党课", "借书")])[MANIFEST])[0]["variants"]
    assert {"乾干", "後后", "於于"} < {*map("".join, zip(few[::2], few[1::2], strict=True))}
    assert len(few) == 30
    own = values(_write([_document("黨課", "⾺上", keywords=("閱",))])[MANIFEST])[0]["variants"]
    assert sorted(set(own) - set(few)) == sorted("黨党課课馬马閱阅")


def test_a_single_character_in_very_many_titles_is_found_in_all_of_them() -> None:
    documents = [Document("党", "page", (Passage(f"{n}.html", "", ""),)) for n in range(CUTS[2] + 4)]
    _assert_holds(_write(documents), documents)


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
