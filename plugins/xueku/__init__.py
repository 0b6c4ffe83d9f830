"""学库 xueku: a git repository of Markdown becomes an intranet learning site."""

import gc

__version__ = "0.1.0"


def collect_rarely() -> None:
    """Look rarely for objects that nobody has any more: nearly everything that a command loads and makes it also keeps, and looking takes a tenth of its time."""
    gc.set_threshold(100_000, 20, 20)
