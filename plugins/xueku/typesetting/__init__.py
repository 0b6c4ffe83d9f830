"""Typst sets documents as PDF: fonts that are known, text that prints as written, the same bytes each time."""
