"""What is written after edits is, byte for byte, what a build from nothing writes; and it takes little to write it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from unittest.mock import patch

import pytest

from tests.search.decoder import shard_of
from xueku.catalog.facets import FacetValue
from xueku.search import leaves as leaves_module
from xueku.search import tables, xueku_engine
from xueku.search.documents import Document, Labels, Passage
from xueku.search.engine import MANIFEST, Entry
from xueku.search.impacts import document_impacts
from xueku.search.leaves import leaves
from xueku.search.lunr_engine import LunrEngine
from xueku.search.shards import shard_count
from xueku.search.terms import key_of
from xueku.search.xueku_engine import XuekuEngine

LABELS = Labels(
    (("page", "页面"), ("case", "案例"), ("docs", "手册")), (("year", "年份"), ("topics", "主题"))
)
Documents = dict[str, Document]


class _CountingState(dict[str, bytes]):
    """Tells which keys were read and written."""

    def __init__(self) -> None:
        super().__init__()
        self.reads: list[str] = []
        self.writes: list[str] = []

    def get(self, key: str, default: bytes = b"") -> bytes:  # type: ignore[override]
        self.reads.append(key)
        return super().get(key, default)

    def __setitem__(self, key: str, value: bytes) -> None:
        self.writes.append(key)
        super().__setitem__(key, value)


@dataclass
class _Site:
    """A site's folder and what is kept between builds of it."""

    state: _CountingState = field(default_factory=_CountingState)
    files: dict[str, bytes] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    loaded: list[str] = field(default_factory=list)

    def build(self, documents: Documents, labels: Labels = LABELS) -> None:
        def load(keys: Sequence[str]) -> Iterator[Document]:
            for key in keys:
                self.loaded.append(key)
                yield documents[key]

        self.state.reads, self.state.writes = [], []
        self.loaded, self.written = [], {}
        entries = [Entry(key, _digest(document)) for key, document in documents.items()]
        addresses = XuekuEngine().update(entries, load, labels, self.state, self.written.__setitem__)
        self.files |= self.written
        assert addresses <= set(self.files)
        self.files = {address: self.files[address] for address in addresses}

    def shards(self, keys: Iterable[str]) -> set[str]:
        return {key for key in keys if key[0] in "prs" and key[1:].isdigit()}


def _digest(document: Document) -> bytes:
    return hashlib.sha256(repr(document).encode()).digest()


def _from_nothing(documents: Documents, labels: Labels = LABELS) -> dict[str, bytes]:
    return dict(XuekuEngine().index([*documents.values()], labels))


_WORDS = "主题党日 读书会 记录 值班 公共柜 会议 承诺卡 当天 归还 關於 借閱 A4纸 2026年 办法 的 第3号 𠮷祥 党".split()
_SIGNS = ["", "", "", "，", "。", "\n", " "]


class _Editor:
    """Edits a site at random."""

    def __init__(self, seed: int, size: int) -> None:
        self.chance = random.Random(seed)
        self.serial = 0
        self.documents: Documents = {}
        for _ in range(size):
            self.add()

    def text(self, words: int) -> str:
        return "".join(self.chance.choice(_WORDS) + self.chance.choice(_SIGNS) for _ in range(words))

    def add(self) -> None:
        self.serial += 1
        key = f"pages/{self.serial}.html"
        rows = [*self.documents.items()]
        new = Document(self.text(3), "page", (Passage(key, "", self.text(20)),), f"2026-01-{self.serial:02}")
        # The handbooks are the last ones.
        limit = next((n for n, (_, one) in enumerate(rows) if one.kind == "docs"), len(rows))
        rows.insert(self.chance.randint(0, limit), (key, new))
        self.documents = dict(rows)

    def add_handbook(self) -> None:
        self.serial += 1
        key = f"help/{self.serial}.html"
        self.documents[key] = Document(self.text(3), "docs", (Passage(key, "", self.text(20)),))

    def remove(self) -> None:
        if self.documents:
            del self.documents[self.any()]

    def replace_one(self) -> None:
        rows = [*self.documents.items()]
        at = self.chance.randrange(len(rows))
        self.serial += 1
        key = f"pages/{self.serial}.html"
        rows[at] = key, replace(rows[at][1], title=self.text(2), passages=(Passage(key, "", self.text(9)),))
        self.documents = dict(rows)

    def swap(self) -> None:
        shown = [(key, one) for key, one in self.documents.items() if one.kind != "docs"]
        self.chance.shuffle(shown)
        self.documents = dict(shown) | self.documents

    def any(self) -> str:
        return self.chance.choice([*self.documents])

    def change(self, **changed: object) -> None:
        key = self.any()
        self.documents[key] = replace(self.documents[key], **changed)  # type: ignore[arg-type]

    def change_body(self) -> None:
        key = self.any()
        first, *others = self.documents[key].passages
        text = first.text.replace(self.chance.choice(_WORDS), self.chance.choice(_WORDS))
        self.change_passages(key, [replace(first, text=text + self.text(1)), *others])

    def change_heading(self) -> None:
        key = self.any()
        passages = [*self.documents[key].passages]
        if len(passages) > 1:
            passages[-1] = replace(passages[-1], heading=self.text(2))
        else:
            passages.append(Passage(f"{key}#b", self.text(2), self.text(5)))
        self.change_passages(key, passages)

    def grow(self) -> None:
        key = self.any()
        first, *others = self.documents[key].passages
        self.change_passages(key, [replace(first, text=first.text + self.text(100)), *others])

    def shrink(self) -> None:
        key = self.any()
        self.change_passages(key, [replace(self.documents[key].passages[0], text=self.text(3))])

    def change_passages(self, key: str, passages: list[Passage]) -> None:
        self.documents[key] = replace(self.documents[key], passages=tuple(passages))

    def change_title(self) -> None:
        self.change(title=self.text(self.chance.randint(0, 4)))

    def change_keywords(self) -> None:
        self.change(keywords=tuple(self.chance.sample(_WORDS, self.chance.randint(0, 2))))

    def change_facets(self) -> None:
        year, topic = self.chance.randint(2020, 2026), self.chance.choice(_WORDS)
        self.change(
            facets={
                "year": (FacetValue(-year, str(year), f"{year}年"),),
                "topics": (FacetValue(0, topic, topic),),
            }
        )

    def change_day(self) -> None:
        self.change(day=f"2026-02-{self.chance.randint(1, 28):02}", kind=self.chance.choice(["page", "case"]))

    def edit(self) -> str:
        ways: list[Callable[[], None]] = [
            self.add, self.add_handbook, self.remove, self.replace_one, self.swap, self.change_body, self.change_heading,
            self.grow, self.shrink, self.change_title, self.change_keywords, self.change_facets, self.change_day,
        ]  # fmt: skip
        way = self.chance.choice(ways)
        if self.documents or way == self.add:
            way()
        return way.__name__


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    return 40 if request.config.getoption("--long") else 2


@pytest.mark.parametrize("size", [0, 3, 25, 120])
@pytest.mark.parametrize("spare", [40, 10_000], ids=["随时重读", "只读改动"])
def test_a_build_after_edits_is_byte_for_byte_a_build_from_nothing(
    size: int, spare: int, rounds: int
) -> None:
    for seed in range(rounds):
        editor, site = _Editor(seed, size), _Site()
        with (
            patch.object(leaves_module, "LEAF", 150),
            patch.object(xueku_engine, "_SPARE_SLOTS", spare),
            patch("xueku.search.cuts.CUTS", (9, 5, 7)),
            patch.object(tables, "_BATCH", 5),
        ):
            site.build(editor.documents)
            for _ in range(12):
                before = dict(editor.documents)
                ways = [editor.edit() for _ in range(editor.chance.choice([1, 1, 1, 2, 5]))]
                site.build(editor.documents)
                assert site.files == _from_nothing(editor.documents), (seed, ways)
                changed = [key for key, one in editor.documents.items() if before.get(key) != one]
                assert site.loaded == changed or spare == 40, (seed, ways)


def _sample_site(size: int = 200) -> tuple[_Editor, _Site]:
    editor, site = _Editor(5, size), _Site()
    site.build(editor.documents)
    return editor, site


def _says(document: Document) -> set[tuple[str, str, int, int]]:
    return {
        (term, field_.name, leaf, impact)
        for field_, leaf, impacts in document_impacts(document, leaves(document))
        for term, impact in impacts.items()
    }


def test_an_edit_of_one_body_loads_one_document_and_touches_the_shards_of_its_changed_terms() -> None:
    editor, site = _sample_site()
    key = [*editor.documents][77]
    before = editor.documents[key]
    text = f"{before.passages[0].text}\n缺页写明"
    editor.change_passages(key, [replace(before.passages[0], text=text)])
    site.build(editor.documents)
    terms = {term for term, *_ in _says(before) ^ _says(editor.documents[key])}
    shards = {f"p{shard_of(key_of(term), shard_count(200))}" for term in terms}
    assert site.loaded == [key]
    assert site.shards(site.state.reads) == site.shards(site.state.writes) == shards
    assert len(site.state.reads) == len({*site.state.reads})
    assert {*site.state.reads} - shards == {"inventory", f"document {key}"}
    folders = sorted(address.split("/")[2] for address in site.written)
    assert folders == sorted(["d", "manifest.js", "t", *"p" * len(shards)])
    assert site.files == _from_nothing(editor.documents)


def test_a_build_without_an_edit_writes_only_the_manifest_and_touches_no_shard() -> None:
    editor, site = _sample_site()
    site.build(editor.documents)
    assert [*site.written] == [MANIFEST]
    assert site.loaded == []
    assert site.state.reads == site.state.writes == ["inventory"]


@pytest.mark.parametrize(
    "edit", [_Editor.swap, _Editor.remove, _Editor.add, _Editor.replace_one, _Editor.grow]
)
def test_documents_that_did_not_change_are_not_loaded(edit: Callable[[_Editor], None]) -> None:
    editor, site = _sample_site()
    before = dict(editor.documents)
    edit(editor)
    site.build(editor.documents)
    assert site.loaded == [key for key, one in editor.documents.items() if before.get(key) != one]
    assert site.files == _from_nothing(editor.documents)


def test_a_site_that_doubles_is_filed_anew_without_loading_what_it_had() -> None:
    editor, site = _sample_site(20)
    before = [*editor.documents]
    for _ in range(60):
        editor.add()
    site.build(editor.documents)
    assert not {*site.loaded} & {*before}
    assert site.files == _from_nothing(editor.documents)
    assert len(site.shards(site.state)) == shard_count(80) + 2 * shard_count(1)


def _truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _altered(content: bytes) -> bytes:
    return content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]


@pytest.mark.parametrize("damage", [_truncated, _altered, lambda _: b""], ids=["半截", "改一位", "空"])
@pytest.mark.parametrize("kind", ["inventory", "document ", "p", "s"])
def test_a_state_that_was_damaged_is_noticed_and_all_is_read_again(
    damage: Callable[[bytes], bytes], kind: str
) -> None:
    editor, site = _sample_site(30)
    for key, content in [*site.state.items()]:
        if key.startswith(kind) and (kind not in "ps" or key[1:].isdigit()):
            site.state[key] = damage(content)
    site.state["inventory of another"] = b"?"
    editor.change_title()
    site.build(editor.documents)
    assert site.loaded[-len(editor.documents) :] == [*editor.documents]
    assert site.files == _from_nothing(editor.documents)
    assert "inventory of another" not in site.state
    site.build(editor.documents)
    assert site.loaded == []


def test_a_state_with_an_older_shard_in_it_is_noticed() -> None:
    editor, site = _sample_site(30)
    older = dict(site.state)
    for _ in range(2):
        editor.change_body()
        site.build(editor.documents)
    site.state.update({key: older[key] for key in site.shards(older)})
    for key in [*editor.documents]:
        editor.change_passages(key, [Passage(key, "", "读书会")])
    site.build(editor.documents)
    assert len(site.loaded) > len(editor.documents)
    assert site.files == _from_nothing(editor.documents)


def test_a_build_that_stopped_half_way_leaves_no_state() -> None:
    editor, site = _sample_site(30)
    editor.grow()

    def stop(address: str, content: bytes) -> None:
        if "/p/" in address:
            raise InterruptedError

    entries = [Entry(key, _digest(document)) for key, document in editor.documents.items()]
    with pytest.raises(InterruptedError):
        XuekuEngine().update(
            entries, lambda keys: (editor.documents[key] for key in keys), LABELS, site.state, stop
        )
    site.build(editor.documents)
    assert len(site.loaded) == len(editor.documents)
    assert site.files == _from_nothing(editor.documents)


def test_other_code_makes_another_state() -> None:
    editor, site = _sample_site(30)
    with patch("xueku.search.inventory._mark", lambda: b"another"):
        site.build(editor.documents)
    assert len(site.loaded) == 30


def test_labels_that_change_are_written() -> None:
    editor, site = _sample_site(30)
    labels = Labels((("page", "網頁"), *LABELS.kinds[1:]), (("topics", "题目"),))
    site.build(editor.documents, labels)
    assert site.loaded == []
    assert site.files == _from_nothing(editor.documents, labels)


@pytest.mark.parametrize("engine", [XuekuEngine(), LunrEngine()], ids=["xueku", "lunr"])
def test_what_was_written_is_what_there_is(engine: XuekuEngine | LunrEngine) -> None:
    documents = _Editor(1, 9).documents
    files: dict[str, bytes] = {}
    entries = [Entry(key, _digest(document)) for key, document in documents.items()]
    addresses = engine.update(
        entries, lambda keys: map(documents.__getitem__, keys), LABELS, {}, files.__setitem__
    )
    assert addresses == set(files)
    assert files == engine.index([*documents.values()], LABELS)


def test_two_documents_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        XuekuEngine().update([Entry("a", b""), Entry("a", b"1")], lambda _: [], LABELS, {}, lambda *_: None)
