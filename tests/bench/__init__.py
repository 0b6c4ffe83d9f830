"""Benchmarks on real text: measured, never asserted. Run by scripts/bench."""
