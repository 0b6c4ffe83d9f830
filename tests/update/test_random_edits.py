"""Whatever happens in between, a build over a store gives what a clean build gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.update.desk import Desk, Preview, codes, equals_clean
from tests.update.edits import BEHIND_THE_BACK, EDITS, Edit, Editors
from xueku.model.record import Mode
from xueku.update.run import Outcome

Report = Callable[[str, "Counter[str]", set[Edit]], None]


@pytest.fixture
def long_runs(request: pytest.FixtureRequest) -> tuple[int, int]:
    """How many projects are edited, and how often each is built."""
    return (30, 40) if request.config.getoption("--long") else (2, 8)


@pytest.fixture
def report(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Report:
    """Says with `--long` how many edits of which sort were made; enough, and all of them."""

    def tell(title: str, made: Counter[str], edits: set[Edit]) -> None:
        if request.config.getoption("--long"):
            assert made.total() >= 1000
            assert made.keys() >= {edit.__name__ for edit in edits}
            with capsys.disabled():
                print(f"\n{title}: {made.total()} edits compared with clean builds\n{dict(made)}")

    return tell


def _edits(editors: Editors, go: Callable[[], Outcome], builds: int) -> Iterator[Outcome]:
    """So many builds with `go`, which compares, after one or some edits each."""
    refused = go().is_refused
    for _ in range(builds):
        for _ in range(editors.rng.choice([1, 1, 1, 2, 4])):
            editors.edit(refused)
        try:
            outcome = go()
        except Exception as error:
            error.add_note(" ".join(editors.done))
            raise
        refused = outcome.is_refused
        if not refused:
            editors.accepted()
        yield outcome


@pytest.mark.parametrize("mode", ["publish", "preview"])
def test_a_site_after_any_edits_equals_a_clean_build(
    tmp_path: Path, mode: Mode, long_runs: tuple[int, int], report: Report
) -> None:
    runs, builds = long_runs
    made = Counter[str]()
    for seed in range(runs):
        desk = Desk.begin(tmp_path / str(seed), mode)
        editors = Editors(desk, seed)
        for _ in _edits(editors, lambda desk=desk: equals_clean(desk), builds):  # type: ignore[misc]
            pass
        made.update(editors.done)
    report(mode, made, {*EDITS})


def test_a_preview_after_any_edits_equals_a_clean_build(
    tmp_path: Path, long_runs: tuple[int, int], report: Report
) -> None:
    runs, builds = long_runs
    made = Counter[str]()
    for seed in range(runs):
        desk = Desk.begin(tmp_path / str(seed), "preview")
        editors, preview = Editors(desk, seed, BEHIND_THE_BACK), Preview(desk)
        for _ in _edits(editors, preview.equals_clean, builds):
            if editors.rng.random() < 0.05:
                preview.end(is_killed=editors.rng.random() < 0.5)
                editors.done.append("end")
        preview.end(is_killed=True)
        made.update(editors.done)
    report("served", made, {*EDITS} - BEHIND_THE_BACK)


def test_a_check_after_any_edits_says_what_a_clean_check_says(
    tmp_path: Path, long_runs: tuple[int, int], report: Report
) -> None:
    runs, builds = long_runs
    made = Counter[str]()
    for seed in range(runs):
        desk = Desk.begin(tmp_path / str(seed))
        editors = Editors(desk, 1000 + seed)
        for _ in range(builds):
            editors.edit(was_refused=False)
            codes(desk)
        made.update(editors.done)
    report("checked", made, {*EDITS})
