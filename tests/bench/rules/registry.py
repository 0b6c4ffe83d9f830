"""All classes of seeded faults."""

from tests.bench.rules import language_faults
from tests.bench.rules.fault import FaultClass

CLASSES: tuple[FaultClass, ...] = (*language_faults.CLASSES,)
