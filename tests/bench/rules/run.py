"""Faults are seeded one by one and looked for; clean texts are checked and timed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.bench.rules.fault import FaultClass
from tests.bench.rules.registry import NEEDED
from tests.samples import write_content
from xueku.build import Checked, examine
from xueku.kinds.article import Article
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.rules import RULES, check_record
from xueku.rules.base import Rule, TextRule, Texts
from xueku.source.files import RecordFiles
from xueku.source.records import read_record

_ROUNDS = 4


@dataclass
class Recall:
    """How many faults of one class were seeded and found; `missed` has the altered line of each that was not."""

    fault: FaultClass
    seeded: int = 0
    found: int = 0
    severity: Severity | None = None
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The part that was found; 0 where nothing could be seeded."""
        return self.found / self.seeded if self.seeded else 0.0


class Workbench:
    """Clean record files, checked, beside a place for altered ones."""

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self._altered = folder / "altered"
        self.files = files
        self.checked: Checked = examine(write_content(folder / "clean", {**files, **NEEDED}))
        self.findings: dict[str, list[Diagnostic]] = defaultdict(list)
        for finding in self.checked.findings:
            self.findings[finding.span.path.removeprefix("content/")].append(finding)

    @property
    def characters(self) -> int:
        """How many characters all the clean files have."""
        return sum(map(len, self.files.values()))

    def recall(self, fault: FaultClass, count: int, random: Random) -> Recall:
        """Seed up to `count` faults of this class, each alone in a text that is clean for its code, and look for each."""
        result = Recall(fault)
        names = [name for name in self.files if all(one.code != fault.code for one in self.findings[name])]
        for _ in range(_ROUNDS):
            random.shuffle(names)
            for name in names:
                if result.seeded == count:
                    return result
                if altered := fault.alter(random, self.files[name]):
                    self._look(result, name, *altered)
        return result

    def _look(self, result: Recall, name: str, text: str, line: int) -> None:
        found = [one for one in self._check(name, text) if one.code == result.fault.code]
        hit = next((one for one in found if one.span.line == line), None)
        result.seeded += 1
        if hit:
            result.found += 1
            result.severity = hit.severity
        else:
            result.missed.append(text.split("\n")[line - 1])

    def _check(self, name: str, text: str) -> list[Diagnostic]:
        place = self._altered / "content" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        files = RecordFiles("articles", f"content/{name}", str(place), ((place.name, 0, 0, 0),))
        read = read_record(files, Article, self._altered)
        in_record = check_record(self.checked.linked, read.record, {}) if read.record else []
        return [*read.findings, *in_record]

    def times(self, rules: Sequence[Rule] = RULES) -> Iterator[tuple[str, float]]:
        """For each rule its code and its microseconds per 10,000 characters; first, as `texts`, gathering what readers see."""
        records = [*self.checked.linked.catalog.records.values()]
        start = time.process_time()
        texts = [Texts.of(record) for record in records]
        yield "texts", self._part(start)
        for rule in rules:
            start = time.process_time()
            if isinstance(rule, TextRule):
                for found in texts:
                    for _ in rule.check_texts(self.checked.linked, found):
                        pass
            else:
                for record in records:
                    for _ in rule.check(self.checked.linked, record):
                        pass
            yield rule.code, self._part(start)

    def _part(self, start: float) -> float:
        return (time.process_time() - start) * 1e6 * 10_000 / self.characters


def seed_all(bench: Workbench, classes: Sequence[FaultClass], faults: int, seed: int) -> Iterator[Recall]:
    """The recall of each class; the faults are shared evenly among them. The same seed gives the same faults."""
    each = -(-faults // len(classes))
    for number, fault in enumerate(classes):
        yield bench.recall(fault, each, Random(f"{seed}-{number}-{fault.name}"))
