"""kill -9 at random moments: what is served is whole, the old release or the new one, and the next run leaves no orphan.

A build into `site/` is killed in tests/update/test_faults.py; here are the deeds on releases.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.release.project import COURSE, WORK, change, git, make_project, sign
from tests.release.releases import keys, package, server
from tests.samples import REPOSITORY
from xueku.release.durable import PASSING
from xueku.release.install import install
from xueku.release.manifest import SUMS
from xueku.release.served import Served
from xueku.release.signature import sign_manifest
from xueku.release.verify import verify_folder


def _begin(*words: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.release.deed", *words]
    deed = subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe, stderr=pipe)
    assert deed.stdout
    assert deed.stdout.readline() == b"ready\n"
    return deed


def _done(*words: str) -> float:
    """Let a deed be done; gives how long it took."""
    deed = _begin(*words)
    begun = time.perf_counter()
    _, told = deed.communicate(b"\n")
    assert deed.returncode == 0, told.decode()
    return time.perf_counter() - begun


def _killed(after: float, *words: str) -> bool:
    """Kill a deed after some seconds; gives whether it was still at work."""
    deed = _begin(*words)
    assert deed.stdin
    deed.stdin.write(b"\n")
    deed.stdin.flush()
    time.sleep(after)
    was_alive = deed.poll() is None
    deed.kill()
    deed.communicate()
    return was_alive


def _kill_often(
    tmp_path: Path,
    count: int,
    seed: int,
    ready: Callable[[Path], tuple[str, ...]],
    check: Callable[[Path, bool], None],
) -> None:
    """Kill a deed `count` times. `ready` makes a place anew and says what to do there; `check` looks at it, once killed and once done after all."""
    chance = random.Random(seed)
    place = tmp_path / "0"
    takes = _done(*ready(place))
    check(place, False)
    struck = 0
    for turn in range(1, count + 1):
        place = tmp_path / str(turn)
        was_struck = _killed(chance.uniform(0, takes), *ready(place))
        struck += was_struck
        # The machine may be busier or less busy than it was.
        takes *= 1.1 if was_struck else 0.7
        check(place, True)
        shutil.rmtree(place)
    # Most have to hit a deed that is being done, or this shows nothing.
    assert struck >= count // 2


def _counts(reduced: int, full: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("count", [reduced, pytest.param(full, marks=pytest.mark.long)])


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("packages")
    return [package(folder / str(n), n, f"第{n}次") for n in (1, 2)]


def _serving(root: Path, packages: list[Path]) -> Served:
    served = server(root)
    for file in packages:
        install(served, file, tell=lambda line: None)
    return served


def _is_whole(served: Served) -> bool:
    return all(verify_folder(served.folder(name), served.signers).is_good for name in served.names) and bool(
        served.current
    )


def _orphans(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(PASSING)]


@_counts(4, 120)
def test_an_install_that_is_killed(tmp_path: Path, packages: list[Path], count: int) -> None:
    origin = _serving(tmp_path / "origin", packages[:1]).root

    def ready(root: Path) -> tuple[str, ...]:
        shutil.copytree(origin, root, symlinks=True)
        return "install", str(root), str(packages[1])

    def check(root: Path, was_killed: bool) -> None:
        served = Served(root)
        assert _is_whole(served)
        if was_killed:
            is_old = served.current.startswith("0001")
            _done(*(("install", str(root), str(packages[1])) if is_old else ("prune", str(root))))
        assert served.current.startswith("0002")
        assert _is_whole(served)
        assert not _orphans(root)

    _kill_often(tmp_path, count, 1, ready, check)


@_counts(3, 80)
def test_a_roll_back_that_is_killed(tmp_path: Path, packages: list[Path], count: int) -> None:
    origin = _serving(tmp_path / "origin", packages).root

    def ready(root: Path) -> tuple[str, ...]:
        shutil.copytree(origin, root, symlinks=True)
        return "rollback", str(root)

    def check(root: Path, was_killed: bool) -> None:
        served = Served(root)
        assert _is_whole(served)
        if was_killed:
            _done("rollback" if served.current.startswith("0002") else "prune", str(root))
        assert served.current.startswith("0001")
        assert _is_whole(served)
        assert not _orphans(root)

    _kill_often(tmp_path, count, 2, ready, check)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was released once, and then changed."""
    root = tmp_path_factory.mktemp("项目")
    config = make_project(root)
    _done("release", str(config), str(root / "releases"))
    change(root, "content/courses/重温誓词/index.md", "六分钟", "七分钟")
    sign(root, COURSE)
    git(root, "commit", "-qam", "改")
    return root


def _releases(root: Path) -> list[Path]:
    return sorted((root / "releases").glob("[0-9]*-*"))


def _has_its_sums(folder: Path) -> bool:
    command = ["sha256sum", "--check", "--strict", "--status", SUMS]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


@_counts(2, 60)
def test_a_release_that_is_killed(tmp_path: Path, project: Path, count: int) -> None:
    def ready(root: Path) -> tuple[str, ...]:
        shutil.copytree(project, root, symlinks=True)
        return "release", str(root / "mkdocs.yml"), str(root / "releases")

    def check(root: Path, was_killed: bool) -> None:
        assert all(map(_has_its_sums, _releases(root)))
        if was_killed and "release-0002" not in git(root, "tag"):
            _done("release", str(root / "mkdocs.yml"), str(root / "releases"))
            assert not _orphans(root)
        assert [folder.name[:4] for folder in _releases(root)] == ["0001", "0002"]
        assert all(map(_has_its_sums, _releases(root)))
        assert not git(root, "status", "--porcelain")

    _kill_often(tmp_path, count, 3, ready, check)


@_counts(2, 40)
def test_a_withdrawal_that_is_killed(tmp_path: Path, project: Path, count: int) -> None:
    origin = tmp_path / "origin"
    served = server(origin)
    folder = tmp_path / "packed" / _releases(project)[0].name
    shutil.copytree(_releases(project)[0], folder)
    sign_manifest(folder, keys().first)
    from xueku.release.contents import write_packages
    from xueku.release.manifest import read_manifest

    packed = write_packages(folder, read_manifest(folder), tmp_path / "packed")
    install(served, packed[0], tell=lambda line: None)

    def ready(root: Path) -> tuple[str, ...]:
        shutil.copytree(origin, root, symlinks=True)
        return "withdraw", str(root), WORK, str(keys().second)

    def check(root: Path, was_killed: bool) -> None:
        served = Served(root)
        assert _is_whole(served)
        if was_killed and not is_withdrawn(served):
            assert "规则" in (served.root / "current/发布说明.md").read_text("utf-8")
            _done(*ready_again(root))
            assert not _orphans(root)
        # Killed just before the switch, its number was given, and the next one has another.
        assert is_withdrawn(served)
        assert _is_whole(served)

    def is_withdrawn(served: Served) -> bool:
        return WORK in read_manifest(served.folder(served.current)).withdrawn

    def ready_again(root: Path) -> tuple[str, ...]:
        return "withdraw", str(root), WORK, str(keys().second)

    _kill_often(tmp_path, count, 4, ready, check)


def test_the_engine_ends_with_the_release_that_asked_for_it(tmp_path: Path) -> None:
    """A release that is killed while the engine works leaves no process that goes on writing."""
    config = make_project(tmp_path / "项目")
    command = [sys.executable, "-m", "xueku", "release", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as releasing:
        assert releasing.stderr
        while "生成网站".encode() not in releasing.stderr.readline():
            assert releasing.poll() is None
        engine = _children(releasing.pid)
        while not engine:
            time.sleep(0.05)
            engine = _children(releasing.pid)
        time.sleep(1)
        assert all(map(_is_at_work, engine))
        releasing.kill()
    end = time.monotonic() + 20
    while any(map(_is_at_work, engine)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(_is_at_work, engine))


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def _is_at_work(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
