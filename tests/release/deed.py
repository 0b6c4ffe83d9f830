"""One deed of an operator in a process of its own, which says `ready` and then waits for a line: python -m tests.release.deed WHAT …

Where a site is built, a page for each file stands for the engine's, so that the moments of the deed itself are many among those that a test hits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def _quiet(line: str) -> None:
    pass


def _on_server(what: str, root: str, *words: str) -> Callable[[], object]:
    from xueku.release.install import install, prune, rollback
    from xueku.release.served import Served

    served = Served(Path(root))
    if what == "install":
        return lambda: install(served, Path(words[0]), tell=_quiet)
    return lambda: (
        prune(served, 1, tell=_quiet) if what == "prune" else rollback(served, again=True, tell=_quiet)
    )


def _release(config: str, out: str) -> Callable[[], object]:
    from tests.release.project import build_little
    from xueku.releasing import release

    return lambda: release(Path(config), Path(out), build_little, _quiet)


def _withdraw(root: str, id_: str, key: str) -> Callable[[], object]:
    from tests.release.project import build_little
    from xueku.release.served import Served
    from xueku.withdrawing import withdraw

    place = Path(root)
    return lambda: withdraw(
        Served(place), id_, "依据已修订", Path(key), place / "packages", build_little, _quiet
    )


_DEEDS: dict[str, Callable[..., Callable[[], object]]] = {"release": _release, "withdraw": _withdraw}

if __name__ == "__main__":
    what, *words = sys.argv[1:]
    deed = _DEEDS[what](*words) if what in _DEEDS else _on_server(what, *words)
    print("ready", flush=True)
    sys.stdin.readline()
    deed()
