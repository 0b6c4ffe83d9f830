"""Work on one page has to end: what takes ten seconds of a processor is broken off."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MOST_SECONDS = 10.0
"""Of processor time: a busy machine, or one that slept, is no fault of the page."""
_GRACE = 1.5
_CAN_LIMIT = hasattr(signal, "setitimer")


class OverTimeError(BaseException):
    """The time is over. No page's own trouble, so nobody takes it for that: `except Exception` does not catch it."""


@contextmanager
def limited(seconds: float = MOST_SECONDS, *, may_die: bool = False) -> Iterator[None]:
    """Raise OverTimeError if what happens within takes longer; a pattern that finds no end is left as well.

    With `may_die` the process is ended by the system if even that cannot be raised. Without effect outside of the main thread, and where there are no such timers.
    """
    if not _CAN_LIMIT or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    if may_die:
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds * _GRACE)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if may_die:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGPROF, before)


def _over(number: int, frame: object) -> None:
    raise OverTimeError
