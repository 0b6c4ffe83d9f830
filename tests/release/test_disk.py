"""A disk that is full, a folder that nobody may write to: one line, status 2, and what was served is served."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.release.project import make_project
from tests.release.releases import package, server
from tests.samples import REPOSITORY
from xueku.release.durable import PASSING
from xueku.release.install import install
from xueku.release.served import Served
from xueku.release.verify import verify_folder

_MB = 1 << 20


def _mounted(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the shell in a namespace of its own, in which it may mount."""
    command = ["unshare", "--mount", "bash", "-euc", script, "bash", *words]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def may_mount() -> None:
    if shutil.which("unshare") is None or _mounted("mount -t tmpfs none /mnt").returncode:
        pytest.skip("！！没有 root 或 unshare，满盘和只读没有试")
    return


def _command(*words: str) -> str:
    return " ".join(f"'{word}'" for word in (sys.executable, "-m", "xueku", *words))


def test_a_full_disk_leaves_the_old_release_and_says_so(may_mount: None, tmp_path: Path) -> None:
    old, new = package(tmp_path / "1", 1), package(tmp_path / "2", 2, "第二次", bulk=_MB)
    large = package(tmp_path / "3", 3, "第三次", bulk=6 * _MB)
    served = tmp_path / "www"
    served.mkdir()
    seed = server(tmp_path / "seed")
    script = f"""
        mount -t tmpfs -o size=6m none '{served}'
        cp '{seed.signers}' '{served}'
        {_command("install", str(old), "--root", str(served))}
        set +e
        {_command("install", str(large), "--root", str(served))}; echo "large $?"
        dd if=/dev/zero of='{served}/filler' bs=1k count=4400 status=none
        {_command("install", str(new), "--root", str(served))}; echo "full $?"
        rm '{served}/filler'
        readlink '{served}/current'; ls -A '{served}' | grep -c '^{PASSING}'
        {_command("verify", f"{served}/current", "--keys", f"{served}/allowed_signers")}; echo "verify $?"
    """
    done = _mounted(script)
    told = done.stdout + done.stderr
    assert "large 2" in told
    assert "full 2" in told
    assert "releases/0001-" in told
    assert "verify 0" in told
    assert "\n0\n" in told
    assert "磁盘空间不够" in told
    assert "Traceback" not in told


def test_a_disk_that_fills_while_it_is_written_leaves_the_old_release(
    may_mount: None, tmp_path: Path
) -> None:
    """The space is taken by another program after it was asked for: `need_space` is switched off here."""
    old, new = package(tmp_path / "1", 1), package(tmp_path / "2", 2, "第二次", bulk=4 * _MB)
    served, seed = tmp_path / "www", server(tmp_path / "seed")
    served.mkdir()
    run = (
        "import sys; from pathlib import Path; from xueku.release import install as room; from xueku.release.served import Served\\n"
        "room.need_space = lambda folder, size: None\\n"
        "from xueku.cli import main; main(sys.argv[1:])"
    ).replace("\\n", "\n")
    script = f"""
        mount -t tmpfs -o size=3m none '{served}'
        cp '{seed.signers}' '{served}'
        {_command("install", str(old), "--root", str(served))}
        set +e
        '{sys.executable}' -c "$1" install '{new}' --root '{served}'; echo "full $?"
        readlink '{served}/current'; ls -A '{served}' | grep -c '^{PASSING}'
        {_command("verify", f"{served}/current", "--keys", f"{served}/allowed_signers")}; echo "verify $?"
    """
    done = _mounted(script, run)
    told = done.stdout + done.stderr
    for wanted in ("full 2", "releases/0001-", "verify 0", "\n0\n", "写不进去（磁盘满了）"):
        assert wanted in told, told
    assert "Traceback" not in told


def test_a_release_onto_a_full_disk_leaves_the_one_before(may_mount: None, tmp_path: Path) -> None:
    config, out = make_project(tmp_path / "项目"), tmp_path / "out"
    out.mkdir()
    script = f"""
        mount -t tmpfs -o size=2m none '{out}'
        mkdir '{out}/0000-aaaaaaaaaaaa'; echo whole > '{out}/0000-aaaaaaaaaaaa/x'
        set +e
        {_command("release", "--config", str(config), "--out", str(out))}; echo "full $?"
        cat '{out}/0000-aaaaaaaaaaaa/x'; ls -A '{out}'
    """
    done = _mounted(script)
    told = done.stdout + done.stderr
    assert "full 2" in told, told
    assert "磁盘空间不够" in told
    assert "whole" in told
    assert PASSING not in done.stdout
    assert "Traceback" not in told


def test_a_read_only_folder_is_told_in_one_line(may_mount: None, tmp_path: Path) -> None:
    served = server(tmp_path / "www")
    install(served, package(tmp_path / "1", 1), tell=lambda line: None)
    new = package(tmp_path / "2", 2, "第二次")
    script = f"""
        mount --bind '{served.root}' '{served.root}'; mount -o remount,ro,bind '{served.root}'
        set +e
        {_command("install", str(new), "--root", str(served.root))}; echo "read-only $?"
        {_command("rollback", "--root", str(served.root))}; echo "read-only $?"
    """
    done = _mounted(script)
    assert done.stdout.count("read-only 2") == 2, done.stderr
    assert "这个磁盘只能读" in done.stderr
    assert "Traceback" not in done.stderr
    assert verify_folder(served.folder(served.current), served.signers).is_good
    assert Served(served.root).current.startswith("0001")


def test_two_releases_at_once_are_made_one_after_the_other_or_one_says_who_works(tmp_path: Path) -> None:
    config = make_project(tmp_path / "项目")
    command = [sys.executable, "-m", "tests.release.deed", "release", str(config), str(tmp_path / "out")]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(2)]
    told = [one.communicate(b"\n")[1].decode() for one in both]
    assert sorted(one.returncode for one in both) == [0, 1], told
    assert any("这次提交已经是第 1 次发布了" in one for one in told)
    assert len([*(tmp_path / "out").glob("0*-*")]) == 1
