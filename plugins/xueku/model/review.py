"""三审三校: signatures, the ledger of a record, and how far a record has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from xueku.model.declaration import Date, Line, Text, Value, as_list, declared
from xueku.model.diagnostic import Span

RETURNED = "退回"
"""The stage of an entry that gives a text back to its editor: what was signed of that text before holds no more."""

DRAFT = "草稿"
"""The state of a record of which nothing is signed."""

Digest = Annotated[str, StringConstraints(pattern=r"^(?:[2-9]:)?[0-9a-f]{64}$")]
Digests = tuple[str, ...]
"""The digests of one text, in each form that there is (`review/canon.py`), that of new signatures first; empty where there is no text."""

EntryId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class CitedText(Value):
    """A work that the record cites, as it was when the entry was made."""

    work: Line = declared("原文编号", "zhibu-gongzuo-guize")
    text: Digest = declared("指纹", "…")


class SignOff(Value):
    """One entry of a ledger: who passed which stage of which text, and when.

    `text` is the digest of what was signed (`review/canon.py`); `before` are the ids of the entries that stood last in the ledger, more
    than one where branches were merged.
    """

    stage: Line = declared("环节", "初审")
    by: Line = declared("审签人", "示例编辑甲")
    date: Date = declared("日期", "2026-06-20")
    text: Digest = declared("指纹", "…")
    before: Annotated[tuple[EntryId, ...], as_list] = declared("上一条", "[]", default=())
    proofread_by: Line | None = declared("校对人", "示例校对乙", default=None)
    note: Text | None = declared("意见", "第二节的例子换得好", default=None)
    sources: Annotated[tuple[CitedText, ...], as_list] = declared("依据", "[]", default=())
    proof: Line | None = declared("数字签名", "…", default=None)


@dataclass(frozen=True)
class Entry:
    """A sign-off with its id, which follows from all it says, and the place where it stands.

    `is_proven` says that its digital signature is one of the person that it names. One with a digital signature that is not proven counts for nothing.
    """

    id: str
    sign_off: SignOff
    span: Span
    is_proven: bool = False


@dataclass(frozen=True)
class Ledger:
    """All entries on one record, in the order of the file. `signed_text` is the text that was signed last, as far as it is kept."""

    path: str
    entries: tuple[Entry, ...] = ()
    signed_text: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The ids of the entries that none names as standing before it: what the next entry has to name."""
        named = {id_ for entry in self.entries for id_ in entry.sign_off.before}
        return tuple(dict.fromkeys(entry.id for entry in self.entries if entry.id not in named))


@dataclass(frozen=True)
class Standing:
    """How far a record has come.

    `signed` are the signatures that hold, in the order of the stages; `next_stage` is what waits, empty where all is signed.
    `voided` are signatures of a text that is another now, or that was given back by `returned`; `amended` are ids of works
    that changed after the last signature.
    """

    signed: tuple[SignOff, ...] = ()
    next_stage: str = ""
    voided: tuple[SignOff, ...] = ()
    returned: SignOff | None = None
    amended: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every stage is signed."""
        return not self.next_stage

    @property
    def state(self) -> str:
        """The last stage that is passed, or 草稿."""
        return self.signed[-1].stage if self.signed else DRAFT


@dataclass(frozen=True)
class ReviewPolicy:
    """How a site reviews. `stages` in order; one person signs one stage of a text only, unless `same_person`."""

    stages: tuple[str, ...] = ("初审", "复审", "终审")
    same_person: bool = False
    needs_proofreader: bool = False
    needs_proof: bool = False

    @property
    def unsigned(self) -> Standing:
        """Where a record stands that nobody has signed."""
        return Standing(next_stage=self.stages[0])


@dataclass(frozen=True)
class Reviewed:
    """What is known of sign-offs on a site: where records stand, and the ledgers, by id; a record without ledger is unsigned.

    `shows_progress` says whether its pages tell of records that are not yet signed at every stage.
    """

    policy: ReviewPolicy
    standings: Mapping[str, Standing]
    ledgers: Mapping[str, Ledger]
    shows_progress: bool = True

    def standing(self, id_: str) -> Standing:
        """Where a record stands."""
        return self.standings.get(id_, self.policy.unsigned)

    def shown(self, id_: str) -> Standing | None:
        """Where a record stands as its page tells it; None where it tells nothing."""
        standing = self.standing(id_)
        return standing if self.shows_progress or standing.is_complete else None
