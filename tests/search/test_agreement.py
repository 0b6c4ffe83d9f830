"""The browser's engine, run by Node over written files, against the plain searcher: on random texts, and on real ones."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.bench.texts import ROOT, find_corpus
from xueku.search.documents import Document, Labels, Passage
from xueku.search.engine import FOLDER
from xueku.search.searcher import Searcher
from xueku.search.sounds import spoken
from xueku.search.terms import fold, runs
from xueku.search.xueku_engine import XuekuEngine

LABELS = Labels((("course", "课程包"), ("case", "案例"), ("docs", "手册")))
_WEB = ROOT / "web"
_BUNDLE = """
import { build } from "esbuild";
await build({ entryPoints: ["test/answers.ts"], bundle: true, platform: "node", format: "esm", outfile: process.argv[1], logLevel: "warning" });
"""

Answer = Callable[[Sequence[Document], Sequence[str]], list[dict[str, Any]]]

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """What the browser's engine answers to queries over documents."""
    found = subprocess.run(["scripts/find-node"], cwd=ROOT, capture_output=True, text=True)
    if found.returncode or not (_WEB / "node_modules").is_dir():
        pytest.skip("needs Node and web/node_modules: scripts/build-web")
    node = f"{found.stdout.strip()}/node"
    folder = tmp_path_factory.mktemp("浏览器")
    bundle = folder / "answers.mjs"
    subprocess.run([node, "--input-type=module", "-e", _BUNDLE, str(bundle)], cwd=_WEB, check=True)

    def run(documents: Sequence[Document], queries: Sequence[str]) -> list[dict[str, Any]]:
        root = Path(folder / f"site{len(list(folder.iterdir()))}")
        for address, content in XuekuEngine().index(documents, LABELS).items():
            (root / address).parent.mkdir(parents=True, exist_ok=True)
            (root / address).write_bytes(content)
        (folder / "queries.json").write_text(json.dumps(queries), "utf-8")
        command = [node, str(bundle), str(root / FOLDER), str(folder / "queries.json")]
        done = subprocess.run(command, cwd=_WEB, check=True, capture_output=True, text=True)
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers

    return run


def _assert_agree(documents: Sequence[Document], queries: Sequence[str], answer: Answer) -> None:
    searcher = Searcher(documents, LABELS)
    differing = []
    for typed, own in zip(queries, answer(documents, queries), strict=True):
        expected = searcher.search(typed)
        addresses = [documents[one.document].address for one in expected.found]
        assert own["troubles"] == []
        if (own["addresses"], own["correction"]) != (addresses, expected.correction):
            differing.append(
                (typed, own["addresses"][:3], addresses[:3], own["correction"], expected.correction)
            )
    assert differing == []


_UNITS = [*"党日活动记录会议组织读书纸重隆的怎么谁黨書後乾𠮷⾺", "a4", "7", "shu", "Ａ", "é"]


@pytest.mark.parametrize("seed", range(20))
def test_random_queries_over_random_texts(seed: int, answer: Answer) -> None:
    chance = random.Random(seed)
    documents = [*_random_documents(chance)]
    _assert_agree(documents, [_random_query(documents, chance) for _ in range(80)], answer)


def _text(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(_UNITS) + chance.choice(["", "", "", "，", " ", "\n"]) for _ in range(count))


def _random_documents(chance: random.Random) -> list[Document]:
    count = chance.choice([1, 3, 10, 60])
    found = []
    for number in range(count):
        address = f"{number}.html"
        texts = [_text(chance, chance.randrange(40)) for _ in range(chance.randrange(1, 4))]
        if chance.random() < 0.1:
            texts.append(_text(chance, 5000))
        passages = [
            Passage(f"{address}#{at}" if at else address, _text(chance, 3) if at else "", text)
            for at, text in enumerate(texts)
        ]
        kind = "docs" if number >= count * 0.8 else chance.choice(["course", "case"])
        keywords = tuple(_text(chance, 2) for _ in range(chance.randrange(2)))
        found.append(Document(_text(chance, chance.randrange(8)), kind, tuple(passages), keywords=keywords))
    return found


def _random_query(documents: list[Document], chance: random.Random) -> str:
    """A stretch of a text, as it is or with a sign of the query language, a mistake or a question; or a title's sound."""
    document = chance.choice(documents)
    source = chance.choice([document.title, *(passage.text for passage in document.passages)])
    start = chance.randrange(max(1, len(source)))
    word = source[start : start + chance.randrange(1, 9)]
    at = chance.randrange(max(1, len(word)))
    syllables = [syllable for run in runs(fold(document.title))[:1] for syllable in spoken(run)]
    forms: list[str] = [
        word,
        f'"{word}"',
        f"{word} -{_text(chance, 2)}",
        f"title:{word}",
        f"kind:案例 -{word}",
        f"{word} kind:{chance.choice(['案例', 'case', '手册', '没有'])}",
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word[:at] + chance.choice(_UNITS) + word[at + 1 :],
        "".join(syllables),
        "".join(syllable[0] for syllable in syllables),
        f"{word}怎么？",
    ]
    return chance.choice(forms)


def test_three_hundred_real_queries_over_a_thousand_real_texts(answer: Answer) -> None:
    corpus = find_corpus()
    if corpus is None:
        pytest.skip("no corpus: XUEKU_CORPUS")
    with gzip.open(corpus / "search/s1k.pages.jsonl.gz", "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    documents = [
        Document(page["title"], "case", (Passage(f"{page['id']}.html", "", page["text"]),)) for page in pages
    ]
    with (corpus / "search/s1k.queries-dev.jsonl").open(encoding="utf-8") as file:
        queries = [json.loads(line)["query"] for line in file]
    random.Random(1).shuffle(queries)
    _assert_agree(documents, queries[:300], answer)
