from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from tests.bench.rules import language_faults
from tests.bench.rules.clean_texts import clean_texts, demonstration_texts, parts
from tests.bench.rules.fault import FaultClass, replacing
from tests.bench.rules.registry import CLASSES
from tests.bench.rules.report import as_json, clean_table, is_reached, recall_table, time_table
from tests.bench.rules.run import Workbench, seed_all
from tests.samples import article
from xueku.rules import RULES

SENTENCES = (
    "支部每月安排一次主题党日，提前三天公布议题；会后形成记录，并把没有议完的事项转到下一次。",
    "小林问：“谁先说？”大家都说“听老周的”，老周应当先讲。",
    "《示例读本》（节选）共二十页，和《示例手册》《关于〈示例读本〉的说明》放在桌上等。",
    "2026年6月1日开始，2026年6月30日交小结，三个人一组，读15天，用A4纸记下来。",
    "二〇二六年一月三日印发的那一版，二月四日停用。",
)
CLEAN = "\n\n".join(
    [
        *(f"## 第{number}次讨论\n\n{''.join(SENTENCES)}" for number in "一二"),
        "一、会前\n\n二、会中\n\n三、会后",
        "（一）发通知\n\n（二）借活动室",
        "当事人，国家，任何人都可以提出，并且应当进行登记。",
        "对于：国家，机关，人民政府应当公开。",
    ]
)
FILES = {f"articles/t{number}.md": article(f"t{number}", f"第{number}份", CLEAN) for number in range(1, 4)}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("bench"), FILES)


def test_the_clean_texts_are_clean(bench: Workbench) -> None:
    assert [str(finding) for finding in bench.checked.findings] == []


def test_every_class_on_language_alters_one_line_and_nothing_of_the_fields(bench: Workbench) -> None:
    for fault in language_faults.CLASSES:
        altered = fault.alter(Random(1), FILES["articles/t1.md"])
        if altered is None:
            continue
        text, line = altered
        before, after = FILES["articles/t1.md"].split("\n"), text.split("\n")
        assert len(before) == len(after), fault.name
        differing = [
            number for number, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]
        ]
        assert differing == [line], fault.name


def test_every_class_on_language_is_found_in_the_made_texts(bench: Workbench) -> None:
    classes = [fault for fault in CLASSES if fault.code.startswith("XK8")]
    recalls = [*seed_all(bench, classes, 3 * len(classes), seed=1)]
    assert [one.fault.name for one in recalls if one.seeded == 0] == []
    assert [(one.fault.name, one.missed) for one in recalls if not is_reached(one)] == []


def test_a_fault_that_no_rule_finds_is_missed_and_marked(bench: Workbench) -> None:
    harmless = FaultClass("XK801", "换一个字", replacing("大家", "众人"))
    (one,) = seed_all(bench, [harmless], 4, seed=1)
    assert (one.seeded, one.found, len(one.missed)) == (4, 0, 4)
    assert "✗" in recall_table([one])


def test_the_same_seed_gives_the_same_faults(bench: Workbench) -> None:
    harmless = FaultClass("XK801", "删一个字", replacing("[一-鿿]", ""))
    first, again = (next(seed_all(bench, [harmless], 5, seed)) for seed in (4, 4))
    other = next(seed_all(bench, [harmless], 5, seed=5))
    assert first.missed == again.missed != other.missed


def test_tables_and_figures_name_every_rule_and_every_clean_finding(tmp_path: Path) -> None:
    bench = Workbench(tmp_path, {"articles/t1.md": article("t1", "第1份", "他说,好.")})
    times = dict(bench.times())
    assert set(times) == {"texts", *(rule.code for rule in RULES)}
    assert "| warning | XK801 | 2 |" in clean_table(bench)
    assert "**all**" in time_table(times)
    figures = as_json(bench, [], times)
    assert [finding["code"] for finding in figures["clean"]] == ["XK801", "XK801"]


def test_a_law_becomes_parts_with_its_headings_above_their_words() -> None:
    law = (
        "# 示例条例\n\n## 第一章 总则\n\n### 第一节 目的\n\n第一条 为了<b>把事办好</b>。\n\n"
        + "第二条 办好。" * 600
    )
    first, second = parts(law)
    assert first == "## 示例条例 第一章 总则 第一节 目的\n\n第一条 为了b把事办好/b。"
    assert second.startswith("第二条")


def test_without_a_corpus_the_demonstration_content_is_taken() -> None:
    texts = clean_texts(None, 5)
    assert texts == demonstration_texts()
    assert all(re.match(r"---\nid: t\d+\n", text) for text in texts.values())
    assert len(texts) > 5
