"""学库 xueku: a git repository of Markdown becomes an intranet learning site."""

import gc
import os

__version__ = "0.1.0"


def spare_the_processor() -> None:
    """To be called where a command begins, before it loads much: a fifth of a small build is saved."""
    # Nearly everything that a command loads and makes it also keeps: looking for what nobody has any more takes a tenth of its time.
    gc.set_threshold(200_000, 20, 20)
    # We do no linear algebra: numpy's threads for it would be started, and wait, in every process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
