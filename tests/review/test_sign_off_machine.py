"""Editing, signing, returning, tampering and merging in any order: what holds is what was signed, and nothing else."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from xueku.model.diagnostic import XuekuError
from xueku.model.review import RETURNED, Entry, Ledger, ReviewPolicy, SignOff, Standing
from xueku.review.canon import canonical_markdown, digest_of_text
from xueku.review.history import Commit, Past, entries_in, follow
from xueku.review.ledger import entry_line, read_ledger
from xueku.review.signing import Request, make_sign_off
from xueku.review.standing import standing_of

POLICY = ReviewPolicy()
PEOPLE = st.sampled_from(["甲", "乙", "丙", "丁"])
STAGES = st.sampled_from([*POLICY.stages, *POLICY.stages, RETURNED])
WORDS = st.sampled_from(["会后三日内形成记录。", "会后七日内形成记录。", "提前三日公布议题。"])
NOTES = st.sampled_from(["再看一遍", "再看一遍", None, "。"])
INVISIBLE = st.sampled_from(["\n", "  \n\n", "　\n"])


class SignOffs(RuleBasedStateMachine):
    """One record on two branches. A branch is its text and the lines of its ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(prefix="xueku-")
        self.texts = ["会后三日内形成记录。", "会后三日内形成记录。"]
        self.lines: list[list[str]] = [[], []]
        self.made: set[str] = set()
        self.commits: list[Commit] = []
        self.tips: list[tuple[str, ...]] = [(), ()]

    @initialize(text=WORDS)
    def begin(self, text: str) -> None:
        self.texts = [text, text]

    @rule(branch=st.integers(0, 1), text=WORDS)
    def edit(self, branch: int, text: str) -> None:
        self.texts[branch] = text

    @rule(branch=st.integers(0, 1), mark=INVISIBLE)
    def edit_what_nobody_sees(self, branch: int, mark: str) -> None:
        before = self._standing(branch)
        self.texts[branch] = self.texts[branch] + mark
        assert self._standing(branch) == before

    @rule(branch=st.integers(0, 1), stage=STAGES, by=PEOPLE, note=NOTES)
    def sign(self, branch: int, stage: str, by: str, note: str | None) -> None:
        """What was returned and is unchanged takes a word of answer, as a return takes a reason."""
        standing, ledger = self._standing(branch), self._ledger(branch)
        people = [sign_off.by for sign_off in standing.signed]
        needs_note = stage == RETURNED or standing.returned is not None
        counts = (stage == RETURNED or (stage == standing.next_stage and by not in people)) and not (
            needs_note and note in (None, "。")
        )
        request = Request(stage, by, date(2026, 6, 20), note=note)
        try:
            sign_off = make_sign_off(request, "shici", (self._digest(branch),), standing, ledger, POLICY, {})
        except XuekuError:
            assert not counts
            return
        assert counts
        self._add(branch, sign_off)
        after = self._standing(branch)
        if stage == RETURNED:
            assert after.signed == ()
        else:
            assert [one.by for one in after.signed] == [*people, by]

    @rule(into=st.integers(0, 1))
    def merge(self, into: int) -> None:
        """As git joins lines that were added: ours, then those of theirs that we have not."""
        ours, theirs = self.lines[into], self.lines[1 - into]
        best = max(len(self._standing(into).signed), self._signed(theirs, into))
        merged = [*ours, *(line for line in theirs if line not in ours)]
        returns = any(RETURNED in line for line in {*ours} ^ {*theirs})
        self.lines[into] = merged
        self.tips[into] = tuple(dict.fromkeys([*self.tips[into], *self.tips[1 - into]]))
        self._commit(into)
        assert self._findings(into) == []
        assert returns or len(self._standing(into).signed) >= best

    @precondition(lambda self: len(self.lines[0]) > 2)
    @rule(data=st.data())
    def take_out_of_the_middle(self, data: st.DataObject) -> None:
        """Found at once, where a later entry names what is gone; then put back."""
        whole = [*self.lines[0]]
        number = data.draw(st.integers(0, len(whole) - 2))
        id_ = self._ledger(0).entries[number].id
        named = any(id_ in line for line in whole)
        self.lines[0] = whole[:number] + whole[number + 1 :]
        assert bool(self._findings(0)) == named
        self.lines[0] = whole

    @precondition(lambda self: len(self.lines[0]) > 1)
    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        """An order in which nobody signed is found, or says nothing that was not said."""
        whole = [*self.lines[0]]
        self.lines[0] = data.draw(st.permutations(whole))
        assert self._findings(0) or self._ledger(0).heads
        self._only_what_was_made(self._standing(0))
        self.lines[0] = whole

    @precondition(lambda self: self.lines[0])
    @rule(data=st.data(), by=PEOPLE)
    def alter(self, data: st.DataObject, by: str) -> None:
        """Another name in an entry that a later one names is found."""
        whole = [*self.lines[0]]
        number = data.draw(st.integers(0, len(whole) - 1))
        entry = self._ledger(0).entries[number]
        self.lines[0][number] = entry_line(entry.sign_off.model_copy(update={"by": by}))
        if self.lines[0] != whole and any(entry.id in line for line in whole):
            assert self._findings(0) != []
        self.lines[0] = whole

    @precondition(lambda self: self.lines[0])
    @rule(data=st.data(), by=PEOPLE, reaches_the_other=st.booleans())
    def commit_a_tampering_and_put_it_right(
        self, data: st.DataObject, by: str, reaches_the_other: bool
    ) -> None:
        """What is altered or cut is missed, on every branch that it reaches, until it is there again; the altered line is never asked for."""
        whole = [*self.lines[0]]
        number = data.draw(st.integers(0, len(whole) - 1))
        entry = self._ledger(0).entries[number]
        altered = entry_line(entry.sign_off.model_copy(update={"by": by, "note": "改过"}))
        is_cut = data.draw(st.booleans())
        tampered = [*whole[:number], *([] if is_cut else [altered]), *whole[number + 1 :]]
        self.lines[0] = tampered
        self._commit(0)
        assert self._lost(0) == {whole[number]} - {altered}
        if reaches_the_other:
            self.tips[1] = (*self.tips[1], *self.tips[0])
            ours = [*self.lines[1]]
            self.lines[1] = [*ours, *(line for line in tampered if line not in ours)]
            self._commit(1)
            assert self._lost(1) == ({whole[number]} - {altered}) - {*self.lines[1]}
            self.lines[1] = [*ours, *(line for line in whole if line not in ours)]
            self._commit(1)
        self.lines[0] = whole
        self._commit(0)

    @invariant()
    def git_asks_for_just_what_was_signed(self) -> None:
        for branch in (0, 1):
            assert self._past(branch).count == {line.strip() for line in self.lines[branch]}
            assert self._lost(branch) == set()

    @invariant()
    def what_holds_is_what_was_signed_of_this_text(self) -> None:
        for branch in (0, 1):
            standing = self._standing(branch)
            self._only_what_was_made(standing)
            assert all(sign_off.text == self._digest(branch) for sign_off in standing.signed)
            people = [sign_off.by for sign_off in standing.signed]
            assert len(set(people)) == len(people)
            assert tuple(sign_off.stage for sign_off in standing.signed) == POLICY.stages[: len(people)]
            assert len(people) == _most(self._ledger(branch), self._digest(branch))

    def teardown(self) -> None:
        self.folder.cleanup()

    def _add(self, branch: int, sign_off: SignOff) -> None:
        line = entry_line(sign_off)
        self.made.add(line)
        self.lines[branch].append(line)
        self._commit(branch)

    def _commit(self, branch: int) -> None:
        id_ = str(len(self.commits))
        ledger = entries_in("".join(self.lines[branch]))
        self.commits.append(Commit(id_, self.tips[branch], {"shici": ledger}))
        self.tips[branch] = (id_,)

    def _past(self, branch: int) -> Past:
        """What the ledger was up to the last commit of a branch."""
        above = {*self.tips[branch]}
        for commit in reversed(self.commits):
            above |= {*commit.parents} if commit.id in above else set()
        return follow(commit for commit in self.commits if commit.id in above).get("shici", Past())

    def _lost(self, branch: int) -> set[str]:
        there = {line.strip() for line in self.lines[branch]}
        return {f"{line}\n" for line in self._past(branch).count - there}

    def _only_what_was_made(self, standing: Standing) -> None:
        assert {entry_line(sign_off) for sign_off in standing.signed} <= self.made

    def _digest(self, branch: int) -> str:
        return digest_of_text(canonical_markdown(self.texts[branch]))

    def _file(self, branch: int) -> Path:
        file = Path(self.folder.name, f"{branch}.yml")
        file.write_text("".join(self.lines[branch]) or "# 还没有\n", "utf-8")
        return file

    def _ledger(self, branch: int) -> Ledger:
        return read_ledger(self._file(branch), "shici.yml")[0]

    def _findings(self, branch: int) -> list[str]:
        return [finding.code for finding in read_ledger(self._file(branch), "shici.yml")[1]]

    def _standing(self, branch: int) -> Standing:
        return standing_of((self._digest(branch),), self._ledger(branch), POLICY)

    def _signed(self, lines: list[str], branch: int) -> int:
        """How many stages these lines sign of a branch's text."""
        kept, self.lines[branch] = self.lines[branch], lines
        found = len(self._standing(branch).signed)
        self.lines[branch] = kept
        return found


def _most(ledger: Ledger, text: str) -> int:
    """How many stages are signed, by looking at every choice of entries."""
    current = [entry for entry in ledger.entries if entry.sign_off.text == text]
    returns = [entry.id for entry in current if entry.sign_off.stage == RETURNED]
    by_id = {entry.id: entry for entry in ledger.entries}
    informed = [entry for entry in current if all(_knows(entry, back, by_id) for back in returns)]
    for number in range(len(POLICY.stages), 0, -1):
        for chosen in combinations([one for one in informed if one.sign_off.stage != RETURNED][:9], number):
            stages = tuple(entry.sign_off.stage for entry in chosen)
            people = {entry.sign_off.by for entry in chosen}
            if stages == POLICY.stages[:number] and len(people) == number:
                return number
    return 0


def _knows(entry: Entry, id_: str, by_id: dict[str, Entry]) -> bool:
    return any(
        before == id_ or (before in by_id and _knows(by_id[before], id_, by_id))
        for before in entry.sign_off.before
    )


TestSignOffs = SignOffs.TestCase
