"""Killed, or with a full disk, at any moment: every file of the site is whole, and the next build gives what a clean one gives."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.long import long_but
from tests.samples import article
from tests.site.conftest import run, tree, write_project
from tests.update.desk import Desk, differing, equals_clean
from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason
from xueku.update.run import disk_refusal
from xueku.update.store import Store

STEPS: tuple[tuple[object, str], ...] = (
    (Path, "replace"),
    (Path, "write_bytes"),
    (Path, "write_text"),
    (Path, "mkdir"),
    (Path, "unlink"),
    (shutil, "rmtree"),
    (Store, "commit"),
    (Store, "run_many"),
)
"""Whatever changes something on the disk."""


@contextmanager
def _at_step(number: int, act: Callable[[], object]) -> Iterator[Callable[[], int]]:
    """Act just before the step of this number is done; gives how many steps were begun."""
    count = 0

    def wrapped(inner: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **options: object) -> object:
            nonlocal count
            count += 1
            if count == number:
                act()
            return inner(*args, **options)

        return step

    with pytest.MonkeyPatch.context() as patch:
        for place, name in STEPS:
            patch.setattr(place, name, wrapped(getattr(place, name)))
        yield lambda: count


def _edit(desk: Desk) -> None:
    """Pages come, go and change, an attachment and the engine's part too."""
    desk.change("articles/三遍.md", "title: 一本书读三遍", "title: 一本书读四遍")
    desk.write("articles/新.md", article("xin", "新的一篇", "见[课程包](xk:chongwen-shici)。"))
    (desk.content / "guides/2026-q4/index.md").unlink()
    desk.write("courses/重温誓词/media/卡.pdf", "一号卡")
    desk.change(
        "courses/重温誓词/index.md", "date: ", "attachments:\n  - file: media/卡.pdf\n    title: 卡\ndate: "
    )
    desk.handbook = "先看手册。"


@pytest.fixture(params=["cold", "incremental"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Desk]:
    """A desk before a build, the same each time that it is asked for."""
    first = Desk.begin(tmp_path / "样板")
    if request.param == "incremental":
        first.build()

    def fresh() -> Desk:
        shutil.rmtree(tmp_path / "项目", ignore_errors=True)
        shutil.copytree(first.root, tmp_path / "项目", copy_function=shutil.copy2)
        desk = Desk(tmp_path / "项目")
        if request.param == "incremental":
            # Times of change are kept, so that the site counts as it was put.
            assert not desk.build().written
            _edit(desk)
        return desk

    return fresh


def _chosen(request: pytest.FixtureRequest, count: int, few: int) -> list[int]:
    """The numbers of steps to fail at: all with `--long`."""
    numbers = range(1, count + 1)
    return [*numbers] if request.config.getoption("--long") else sorted(random.Random(0).sample(numbers, few))


def _steps_of(desk: Desk) -> tuple[int, dict[str, bytes]]:
    """How many steps a build takes, and the site that it gives."""
    with _at_step(0, lambda: None) as count:
        desk.build()
    return count(), tree(desk.target)


def _assert_whole(desk: Desk, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    now = tree(desk.target) if desk.target.exists() else {}
    assert not [name for name, data in now.items() if data not in (old.get(name), new.get(name))]


def _told(desk: Desk) -> str | None:
    """What a build tells that could not be done; None if it could."""
    try:
        desk.build()
    except OSError as error:
        return str(disk_refusal(error))
    except XuekuError as error:
        return str(error)
    return None


def _killed(act: Callable[[], object], after: float | None = None) -> bool:
    """Run in a child process, killed after so many seconds if it does not do it itself; whether it was."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            act()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_killed_before_any_step_the_site_is_whole_and_the_next_build_right(
    scene: Callable[[], Desk], request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    count, new = _steps_of(scene())
    kills = 0
    for number in _chosen(request, count, 8):
        desk = scene()
        old = tree(desk.target) if desk.target.exists() else {}

        def killed_build(desk: Desk = desk, number: int = number) -> None:
            with _at_step(number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                desk.build()

        kills += _killed(killed_build)
        _assert_whole(desk, old, new)
        equals_clean(desk)
        assert desk.build().written == 0
    assert kills
    with capsys.disabled():
        print(f"\n{kills} kills at {count} steps") if request.config.getoption("--long") else None


def test_killed_at_any_time_the_site_is_whole_and_the_next_build_right(
    scene: Callable[[], Desk], request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = scene()
    started = time.perf_counter()
    new = _steps_of(desk)[1]
    seconds = time.perf_counter() - started
    rng, kills = random.Random(1), 0
    for _ in range(60 if request.config.getoption("--long") else 4):
        desk = scene()
        old = tree(desk.target) if desk.target.exists() else {}
        for _ in range(rng.choice([1, 1, 2])):
            kills += _killed(desk.build, after=rng.random() * seconds * 1.2)
            _assert_whole(desk, old, new)
        equals_clean(desk)
    with capsys.disabled():
        print(f"\n{kills} kills at any time") if request.config.getoption("--long") else None


@pytest.mark.parametrize("code", [errno.ENOSPC, pytest.param(errno.EROFS, marks=pytest.mark.long)])
def test_with_a_disk_that_refuses_at_any_step_the_site_is_whole_and_the_next_build_right(
    scene: Callable[[], Desk], code: int, request: pytest.FixtureRequest
) -> None:
    def refuse() -> None:
        raise OSError(code, os.strerror(code))

    count, new = _steps_of(scene())
    for number in _chosen(request, count, 8):
        desk = scene()
        old = tree(desk.target) if desk.target.exists() else {}
        with _at_step(number, refuse):
            told = _told(desk)
        assert told is None or system_reason(OSError(code, "")) in told
        _assert_whole(desk, old, new)
        equals_clean(desk)
        assert desk.build().written == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own that has little room."""
    place = tmp_path / "小盘"
    place.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root mounts")
    options = ["-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("command", long_but(["xueku", "mkdocs"], "xueku"))
def test_commands_tell_of_a_full_disk_and_leave_the_old_site(
    small_disk: Path, command: str, request: pytest.FixtureRequest
) -> None:
    root = write_project(small_disk / "项目")
    first = run(root, command, "build")
    assert first.returncode == 0, first.stderr
    old = tree(root / "site")
    refused = 0
    for left in (0, 4_000, 40_000, 200_000, 800_000) if request.config.getoption("--long") else (40_000,):
        file = root / "content/articles/三遍.md"
        file.write_text(
            article("dushu-san-bian", f"留下{left}", f"{left}见[课程包](xk:chongwen-shici)。"), "utf-8"
        )
        (small_disk / "占地").write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - left)))
        result = run(root, command, "build")
        assert "Traceback" not in result.stderr + result.stdout, (left, result.stderr[-3000:])
        if result.returncode:
            refused += 1
            assert result.returncode == 2, (left, result.stderr)
            assert "改法" in result.stderr + result.stdout
            assert "磁盘满了" in result.stderr + result.stdout
            assert tree(root / "site") == old
        (small_disk / "占地").unlink()
        assert run(root, command, "build").returncode == 0
        old = tree(root / "site")
    assert refused
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".xueku")
    assert run(root, command, "build").returncode == 0
    assert differing(old, tree(root / "site")) == []


@pytest.mark.parametrize("command", long_but(["xueku", "mkdocs"], "xueku"))
def test_commands_that_are_killed_leave_a_site_that_the_next_build_makes_right(
    project: Path, command: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.perf_counter()
    assert run(project, command, "build").returncode == 0
    seconds, rng, kills = time.perf_counter() - started, random.Random(2), 0
    file, manual = project / "content/articles/三遍.md", project / "docs/手册.md"
    for number in range(15 if request.config.getoption("--long") else 1):
        if number % 5 == 4:
            shutil.rmtree(project / "site")
        file.write_text(article("dushu-san-bian", f"读{number}遍", "只画线。"), "utf-8")
        if number % 3 == 0:
            manual.write_text(f"# 手册\n\n第{number}版，见[课程包](xk:chongwen-shici)。\n", "utf-8")
        child = subprocess.Popen(
            [sys.executable, "-m", command, "build"],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds * (0.2 + 0.8 * rng.random()))
        child.kill()
        kills += child.wait() == -signal.SIGKILL
        for name, data in tree(project / "site").items() if (project / "site").exists() else ():
            assert data, name
            assert not name.endswith(".html") or data.rstrip().endswith(b"</html>"), name
        assert run(project, command, "build").returncode == 0
        now = tree(project / "site")
        clean = run(project, "mkdocs", "build", "--site-dir", "clean")
        assert clean.returncode == 0, clean.stderr
        assert differing(now, tree(project / "clean")) == []
    with capsys.disabled():
        print(f"\n{kills} kills of {command}") if request.config.getoption("--long") else None
