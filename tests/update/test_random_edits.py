"""Whatever happens in between, a build over a store gives what a clean build gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.update.desk import Desk, equals_clean
from tests.update.edits import EDITS, Editors
from xueku.model.record import Mode


@pytest.mark.parametrize("mode", ["publish", "preview"])
def test_a_site_after_any_edits_equals_a_clean_build(
    tmp_path: Path, mode: Mode, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    is_long = request.config.getoption("--long")
    runs, steps = (30, 40) if is_long else (2, 12)
    count, made = 0, Counter[str]()
    for seed in range(runs):
        desk = Desk.begin(tmp_path / str(seed), mode)
        editors = Editors(desk, seed)
        refused = equals_clean(desk).is_refused
        for _ in range(steps):
            for _ in range(editors.rng.choice([1, 1, 1, 2, 4])):
                made[editors.edit(refused)] += 1
                count += 1
            try:
                refused = equals_clean(desk).is_refused
            except Exception as error:
                error.add_note(f"{seed}: {' '.join(editors.done)}")
                raise
            if not refused:
                editors.accepted()
    if is_long:
        assert count >= 1000
        assert made.keys() >= {edit.__name__ for edit in EDITS}
        with capsys.disabled():
            print(f"\n{mode}: {count} edits, each compared with a clean build\n{dict(made.most_common())}")
