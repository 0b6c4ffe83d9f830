"""All classes of seeded faults, and the texts that they need beside them."""

from collections.abc import Mapping

from tests.bench.rules import language_faults, leak_faults, source_faults, structure_faults, term_faults
from tests.bench.rules.fault import FaultClass

CLASSES: tuple[FaultClass, ...] = (
    *language_faults.CLASSES,
    *leak_faults.CLASSES,
    *term_faults.CLASSES,
    *structure_faults.CLASSES,
    *source_faults.CLASSES,
)

NEEDED: Mapping[str, str] = source_faults.NEEDED
"""Below the content folder: path → text."""
