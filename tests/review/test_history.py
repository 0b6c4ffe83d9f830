"""Ledgers against git: what was made honestly once is asked for, what a tamperer wrote is not."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xueku.model.review import RETURNED, Ledger, ReviewPolicy, SignOff
from xueku.review.canon import digest_of_text
from xueku.review.history import Commit, Past, counted_in_git, follow, head_of
from xueku.review.ledger import read_ledger, write_sign_off
from xueku.review.losses import losses
from xueku.review.standing import standing_of

TEXT = "xueku-text 1\ntitle: 重温入党誓词\n"


def _git(root: Path, *words: str, check: bool = True) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    name = ["-c", "user.name=示例编辑", "-c", "user.email=a@example.cn", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *name, *words], cwd=root, capture_output=True, text=True, check=False, env=environment
    )
    assert not check or done.returncode == 0, done.stderr + done.stdout
    return done.stdout


class Repository:
    """A repository with one record's ledger, signed by 甲 in its first commit."""

    def __init__(self, root: Path) -> None:
        self.root, self.file = root, root / "content/signoffs/shici.yml"
        _git(root, "init", "--quiet")
        self.sign("初审", "甲")

    @property
    def text(self) -> str:
        return self.file.read_text("utf-8")

    def sign(self, stage: str, by: str) -> None:
        """Sign and commit, as the command does."""
        ledger = read_ledger(self.file, "shici")[0] if self.file.exists() else Ledger("")
        sign_off = SignOff(
            stage=stage,
            by=by,
            date=date(2026, 6, 20),
            text=digest_of_text(TEXT),
            before=ledger.heads,
            note="看过",
        )
        write_sign_off(self.file.parent, "shici", sign_off, TEXT)
        self.commit()

    def write(self, text: str) -> None:
        self.file.write_text(text, "utf-8")
        self.commit()

    def commit(self) -> None:
        _git(self.root, "add", "-A")
        _git(self.root, "commit", "--quiet", "--allow-empty", "-m", "一步")

    def told(self, known: tuple[str, ...] = ("shici",)) -> list[str]:
        """The findings of now, by code, with their path."""
        return [f"{one.code} {one.span.path}" for one in losses(self.root / "content", self.root, known)]

    def lost(self) -> int:
        """How many entries are missing."""
        found = [one for one in losses(self.root / "content", self.root, ["shici"]) if one.code == "XK504"]
        return int("".join(filter(str.isdecimal, found[0].message))) if found else 0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


LOST = ["XK504 content/signoffs/shici.yml"]


def test_two_branches_that_sign_in_parallel_are_joined_by_git_alone(repository: Repository) -> None:
    _git(repository.root, "switch", "--quiet", "-c", "other")
    repository.sign("复审", "乙")
    _git(repository.root, "switch", "--quiet", "main")
    repository.sign("复审", "丙")
    _git(repository.root, "merge", "--quiet", "--no-edit", "other")
    assert len(read_ledger(repository.file, "shici.yml")[0].heads) == 2
    repository.sign("终审", "丁")
    ledger, _ = read_ledger(repository.file, "shici.yml")
    signed = standing_of((digest_of_text(TEXT),), ledger, ReviewPolicy()).signed
    assert "".join(sign_off.stage[0] for sign_off in signed) == "初复终"
    assert repository.told() == []


@pytest.mark.parametrize("is_committed", [False, True])
def test_what_git_knew_and_is_gone_is_found(repository: Repository, is_committed: bool) -> None:
    repository.sign("复审", "乙")
    # The last entry: no other names it.
    repository.file.write_text(repository.text.splitlines(keepends=True)[0], "utf-8")
    assert read_ledger(repository.file, "shici.yml")[1] == []
    if is_committed:
        repository.commit()
    assert repository.told() == LOST


@pytest.mark.parametrize("is_committed", [False, True])
def test_an_altered_entry_that_was_put_back_is_told_no_more(
    repository: Repository, is_committed: bool
) -> None:
    honest = repository.text
    repository.write(honest.replace("甲", "丁"))
    assert repository.told() == LOST
    repository.file.write_text(honest, "utf-8")
    if is_committed:
        repository.commit()
    assert repository.told() == []


def test_what_is_signed_after_a_repair_counts_again(repository: Repository) -> None:
    honest = repository.text
    repository.write(honest.replace("甲", "丁"))
    repository.write(honest)
    repository.sign("复审", "乙")
    assert repository.told() == []
    repository.write(honest)
    assert repository.lost() == 1


def test_a_return_that_was_taken_out_in_two_steps_is_still_missed(repository: Repository) -> None:
    """First altered, then dropped as if it were the tampering that is put right."""
    honest = repository.text
    repository.sign(RETURNED, "乙")
    repository.write(repository.text.replace("看过", "没看"))
    repository.write(honest)
    assert repository.lost() == 1


def test_what_came_with_a_tampering_may_stay_and_may_go(repository: Repository) -> None:
    honest = repository.text
    forged = honest.replace("甲", "丁")
    repository.write(forged)
    repository.write(forged + honest)
    assert repository.told() == []
    repository.write(honest)
    assert repository.told() == []


def test_an_entry_that_a_merge_dropped_is_found_until_it_is_put_back(repository: Repository) -> None:
    _git(repository.root, "switch", "--quiet", "-c", "other")
    repository.sign("复审", "乙")
    whole = repository.text
    _git(repository.root, "switch", "--quiet", "main")
    _git(repository.root, "merge", "--quiet", "--no-edit", "--strategy", "ours", "other")
    assert repository.told() == LOST
    repository.write(whole)
    assert repository.told() == []


def test_a_branch_that_was_tampered_with_and_one_that_was_not_are_joined(repository: Repository) -> None:
    honest = repository.text
    _git(repository.root, "switch", "--quiet", "-c", "other")
    repository.write(honest.replace("甲", "丁"))
    _git(repository.root, "switch", "--quiet", "main")
    repository.sign("复审", "乙")
    whole = repository.text
    _git(repository.root, "merge", "--quiet", "--no-edit", "--no-commit", "other", check=False)
    repository.write(whole)
    assert repository.told() == []
    repository.write(honest)
    assert repository.lost() == 1


def test_a_ledger_may_go_with_its_record_and_a_folder_below_the_repository_is_looked_at(
    tmp_path: Path,
) -> None:
    below = Repository(tmp_path)
    (tmp_path / "站点").mkdir()
    _git(tmp_path, "mv", "content", "站点/content")
    below.commit()
    below.root, below.file = tmp_path / "站点", tmp_path / "站点/content/signoffs/shici.yml"
    below.file.unlink()
    assert below.told(()) == []
    assert below.told() == LOST


def test_line_ends_of_windows_are_no_tampering(repository: Repository) -> None:
    repository.sign("复审", "乙")
    repository.file.write_bytes(repository.text.replace("\n", "\r\n").encode())
    assert repository.told() == []


def test_settings_and_replacements_of_one_clone_hide_nothing(repository: Repository) -> None:
    honest = repository.text
    repository.sign("复审", "乙")
    signed = _git(repository.root, "rev-parse", "HEAD:content/signoffs/shici.yml").strip()
    repository.write(honest)
    for setting in ("log.showRoot", "diff.relative"):
        _git(repository.root, "config", setting, "false" if setting.endswith("Root") else "true")
    before = _git(repository.root, "rev-parse", "HEAD:content/signoffs/shici.yml").strip()
    _git(repository.root, "replace", signed, before)
    assert repository.lost() == 1


def test_a_shallow_clone_says_so_and_a_whole_one_does_not(repository: Repository, tmp_path: Path) -> None:
    repository.sign("复审", "乙")
    shallow = tmp_path / "浅"
    _git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}", str(shallow))
    assert [one.code for one in losses(shallow / "content", shallow, ["shici"])] == ["XK507"]
    _git(shallow, "fetch", "--quiet", "--unshallow")
    assert losses(shallow / "content", shallow, ["shici"]) == []


def test_a_folder_that_is_no_repository_says_so_once(tmp_path: Path) -> None:
    folder = tmp_path / "content/signoffs"
    for id_ in ("shici", "dushu"):
        sign_off = SignOff(stage="初审", by="甲", date=date(2026, 6, 20), text=digest_of_text(TEXT))
        write_sign_off(folder, id_, sign_off, TEXT)
    found = losses(tmp_path / "content", tmp_path, ["shici", "dushu"])
    assert [(one.code, one.span.path) for one in found] == [("XK507", "content/signoffs")]
    assert losses(tmp_path, tmp_path, []) == []


def test_git_names_every_honest_entry(repository: Repository) -> None:
    repository.sign("复审", "乙")
    counted = counted_in_git(repository.root, repository.file.parent, head_of(repository.root))
    assert counted == {"shici": frozenset(repository.text.splitlines())}


_NAMES = st.frozensets(st.sampled_from("甲乙丙丁"), max_size=4)


@given(st.lists(st.tuples(_NAMES, st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=7))
def test_histories_of_any_shape_are_followed_as_the_rule_is_written(
    steps: list[tuple[frozenset[str], int, int]],
) -> None:
    """A naive twin walks up from each commit anew. Git does not name a ledger that is as in each parent."""
    commits: list[Commit] = []
    for number, (lines, one, other) in enumerate(steps):
        ways = {number - 1, *(up for up in (one, other) if up < number)} if number else set()
        is_other = not ways or any(steps[way][0] != lines for way in ways)
        parents = tuple(str(way) for way in sorted(ways))
        commits.append(Commit(str(number), parents, {"shici": lines} if is_other else {}))
    by_id = {commit.id: commit for commit in commits}

    def past_of(id_: str) -> Past:
        commit = by_id[id_]
        above = [past_of(parent) for parent in commit.parents]
        must = {line for past in above for line in past.count}
        doubted = {line for past in above for line in past.doubtful} - must
        lines = steps[int(id_)][0]
        if must - lines:
            return Past(frozenset(must), frozenset(doubted | (lines - must)))
        return Past(frozenset(lines - doubted), frozenset(doubted))

    assert follow(commits)["shici"] == past_of(commits[-1].id)
