"""A quiz as a paper: in which order questions, options, right sides and items stand, by a seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from xueku.model.quiz import TYPE_LABELS, Question, QuestionType
from xueku.model.seeded_order import mixed_order, seeded_order

_TRIES = 17
"""So many orders are tried for a variant."""


@dataclass(frozen=True)
class Placed:
    """A question of a paper. `number` is that in its quiz, from 1; `choices` is what there is to choose from, as it stands on the paper.

    Choices are the texts of the options, the different right sides of a matching, or the items of an ordering; none of other questions.
    """

    number: int
    question: Question
    choices: tuple[str, ...]

    @property
    def key(self) -> str:
        """The answer in the letters of the paper's choices: `B`, `AC`, for a matching one letter a left side; else in words."""
        letters = {choice: "ABCDEFGHIJ"[position] for position, choice in enumerate(self.choices)}
        match self.question.type:
            case "single" | "multiple":
                right = {option.text for option in self.question.options if option.correct}
                return "".join(letter for choice, letter in letters.items() if choice in right)
            case "matching":
                return "".join(letters[pair.right] for pair in self.question.pairs)
            case "ordering":
                return "".join(letters[item] for item in self.question.items)
            case _:
                return self.question.told_answer


def placed(question: Question, key: str, number: int, seed: str = "") -> Placed:
    """One question as it stands on the paper of this seed; without one its options stand as written. `key` tells it from all others."""
    choices = choices_of(question)
    if question.type in ("matching", "ordering"):
        order: Sequence[int] = mixed_order(len(choices), f"{seed}/{key}")
    else:
        order = seeded_order(len(choices), f"{seed}/{key}") if seed else range(len(choices))
    return Placed(number, question, tuple(choices[position] for position in order))


def paper(record: str, questions: Sequence[Question], seed: str) -> Iterator[Placed]:
    """All questions of a record's quiz as the paper of this seed has them, in its order; without a seed as written."""
    order: Sequence[int] = seeded_order(len(questions), seed) if seed else range(len(questions))
    for position in order:
        yield placed(questions[position], question_key(record, position + 1), position + 1, seed)


def question_key(record: str, number: int) -> str:
    """What tells a question from all others of a site; `number` counts from 1."""
    return f"{record}#{number}"


def choices_of(question: Question) -> tuple[str, ...]:
    """What there is to choose from, as declared; of equal right sides one."""
    if question.type == "matching":
        return tuple(dict.fromkeys(pair.right for pair in question.pairs))
    return question.items or tuple(option.text for option in question.options)


def printed(record: str, questions: Sequence[Question], variant: str) -> dict[QuestionType, list[Placed]]:
    """The paper of a variant as it is printed: questions by type, types in the order of `TYPE_LABELS`.

    Each variant has its own order; of several that its name gives, the one in which most answers stand elsewhere than in A.
    """
    first = _by_type(paper(record, questions, f"{record}/A"))
    if variant == "A":
        return first
    names = (variant, *(f"{variant}{number}" for number in range(2, _TRIES)))
    tried = (_by_type(paper(record, questions, f"{record}/{name}")) for name in names)
    return max(tried, key=lambda found: _differing(found, first))


def _by_type(placed: Iterable[Placed]) -> dict[QuestionType, list[Placed]]:
    found: dict[QuestionType, list[Placed]] = {type_: [] for type_ in TYPE_LABELS}
    for each in placed:
        found[each.question.type].append(each)
    return {type_: group for type_, group in found.items() if group}


def _differing(one: Mapping[QuestionType, list[Placed]], other: Mapping[QuestionType, list[Placed]]) -> int:
    """How many places of two papers have different answers."""
    pairs = zip(chain(*one.values()), chain(*other.values()), strict=True)
    return sum(left.key != right.key for left, right in pairs)
