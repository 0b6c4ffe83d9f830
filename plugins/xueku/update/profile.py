"""Where the time of a run went, and how much was done."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from xueku.render.pool import give_back

_LONG = 1.0


@dataclass
class Profile:
    """Seconds of each stage, and counts: records prepared and made, pages rendered, files written and removed."""

    stages: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of what happens within. The memory that a long stage had is there for the next one."""
        started = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - started
            self.stages[name] = self.stages.get(name, 0) + seconds
            if seconds > _LONG:
                give_back()

    def count(self, name: str, number: int) -> None:
        """Add to a count."""
        self.counts[name] = self.counts.get(name, 0) + number

    def to_json(self) -> str:
        """Stages in seconds and counts, as JSON."""
        stages = {name: round(seconds, 4) for name, seconds in self.stages.items()}
        return json.dumps({"stages": stages, "counts": self.counts}, ensure_ascii=False, indent=2)

    @classmethod
    def from_json(cls, content: str) -> Profile:
        """The profile that `to_json` gave."""
        return cls(**json.loads(content))

    def to_table(self) -> str:
        """Stages and counts for a terminal."""
        lines = [f"{seconds:9.3f} 秒  {name}" for name, seconds in self.stages.items()]
        return "\n".join([*lines, *(f"{number:9}     {name}" for name, number in self.counts.items())])
