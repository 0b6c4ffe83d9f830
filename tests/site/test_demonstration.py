"""The demonstration content: reviewed as a real office would, with one record left in each earlier state."""

from __future__ import annotations

import pytest

from tests.samples import REPOSITORY
from xueku.build import Checked, examine
from xueku.model.diagnostic import Severity
from xueku.model.settings import Settings
from xueku.review.board import board, counts
from xueku.review.gate import hold_back

WAITING = {"wo-zuo-zhuchiren": "草稿", "wei-gai-de-tongzhi": "初审", "dushu-dailing": "复审"}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return examine(Settings(REPOSITORY))


def test_it_has_no_finding_but_that_signatures_are_waited_for(checked: Checked) -> None:
    others = [str(finding) for finding in checked.findings if finding.code != "XK501"]
    assert others == []
    assert {finding.severity for finding in checked.findings} <= {Severity.HINT}


def test_it_needs_no_silence(checked: Checked) -> None:
    for record in checked.linked.catalog.records.values():
        texts = (*record.parts.values(), record.places, record.quiz_places)
        assert [text.silenced for text in texts if text is not None and text.silenced] == []


def test_all_is_signed_but_one_record_in_each_earlier_state(checked: Checked) -> None:
    reviewed = checked.linked.catalog.reviewed
    assert reviewed is not None
    states = {id_: reviewed.standing(id_).state for id_ in checked.linked.catalog.records}
    assert {id_: state for id_, state in states.items() if state != "终审"} == WAITING
    columns = counts(board(checked.linked.catalog.records.values(), reviewed))
    assert columns == {
        "等初审": 1,
        "等复审": 1,
        "等终审": 1,
        "依据改过，要再看": 0,
        "签完了": len(states) - 3,
    }


def test_a_release_leaves_out_just_these(checked: Checked) -> None:
    catalog = checked.linked.catalog
    assert catalog.reviewed is not None
    left = hold_back(catalog.records, (), checked.findings, catalog.reviewed, "content/signoffs")
    assert left.keys() == WAITING.keys()
    assert {one.reasons for one in left.values()} == {("还没有初审",), ("还没有复审",), ("还没有终审",)}
