"""`scripts/bench rules`: seeded faults that the rules must find, clean texts where they must be silent, and what they cost."""
