"""A corpus of broken files: what each holds, and what must be found. See `case.py`."""
