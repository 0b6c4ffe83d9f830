"""One commit, other surroundings, the same bytes: web root, manifest and both packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.release.project import make_project


@dataclass(frozen=True)
class Surrounding:
    """What is otherwise: variables, words before the command, the folder, and what is done to it."""

    env: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    folder: str = "项目"
    shuffled: bool = False
    needs: str = ""


SURROUNDINGS = {
    "plain": Surrounding(),
    "folder": Surrounding(folder="a folder/with more/of them"),
    "zone": Surrounding({"TZ": "Pacific/Kiritimati"}),
    "zone west": Surrounding({"TZ": "America/Adak"}),
    "locale": Surrounding({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}),
    "umask": Surrounding(before=("bash", "-c", 'umask 077; exec "$@"', "bash")),
    "seed": Surrounding({"PYTHONHASHSEED": "12345"}),
    "clock back": Surrounding(before=("faketime", "-f", "-3000d"), needs="faketime"),
    "clock ahead": Surrounding(before=("faketime", "-f", "+4000d"), needs="faketime"),
    "one core": Surrounding(before=("taskset", "-c", "0"), needs="taskset"),
    "user": Surrounding(before=("unshare", "--user", "--map-user=1000", "--map-group=1000"), needs="unshare"),
    "order": Surrounding(shuffled=True),
}
_ALL_AT_ONCE = Surrounding(
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
    ("bash", "-c", 'umask 077; exec "$@"', "bash", "taskset", "-c", "1"),
    "elsewhere",
    shuffled=True,
    needs="taskset",
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("origin") / "项目"
    make_project(root)
    return root


@pytest.fixture(scope="module")
def plain(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return _released(origin, tmp_path_factory.mktemp("plain"), SURROUNDINGS["plain"])


def test_the_same_commit_is_the_same_release_with_all_of_it_otherwise(
    origin: Path, plain: Mapping[str, str], tmp_path: Path
) -> None:
    assert _differing(plain, _released(origin, tmp_path, _ALL_AT_ONCE)) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_same_commit_is_the_same_release_in(
    origin: Path, plain: Mapping[str, str], tmp_path: Path, name: str
) -> None:
    assert _differing(plain, _released(origin, tmp_path, SURROUNDINGS[name])) == []


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    assert len(one) > 50
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def _released(origin: Path, tmp_path: Path, about: Surrounding) -> dict[str, str]:
    """The digest of every file that a release in these surroundings gives, by path."""
    if about.needs and shutil.which(about.needs) is None:
        pytest.skip(f"！！没有 {about.needs}，这一种环境没有试")
    root = tmp_path / about.folder
    _copy(origin, root, about.shuffled)
    command = [*about.before, sys.executable, "-m", "xueku", "release", "--config", str(root / "mkdocs.yml")]
    env = {**os.environ, **about.env, "HOME": str(root)}
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    out = root / "releases"
    files = [
        path for path in sorted(out.rglob("*")) if path.is_file() and path.name not in (".lock", ".gitignore")
    ]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _copy(origin: Path, root: Path, shuffled: bool) -> None:
    """A copy of the project; shuffled, its files are made in the other order, which is how many disks list them."""
    shutil.copytree(origin, root, symlinks=True, ignore=shutil.ignore_patterns("releases", ".xueku"))
    if shuffled:
        for file in sorted(root.glob("content/**/*"), reverse=True):
            if file.is_file():
                content = file.read_bytes()
                file.unlink()
                file.write_bytes(content)
