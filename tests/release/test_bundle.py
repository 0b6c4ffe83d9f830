"""A bundle for a machine without a network: what is in it, what its installer refuses, and that it installs and builds the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.release.project import git
from tests.samples import REPOSITORY
from xueku.model.diagnostic import XuekuError
from xueku.release.bundle import Target, bundle

INSTALLER = "安装.sh"


def test_a_target_takes_every_file_that_its_processor_python_and_glibc_take() -> None:
    options = Target("aarch64", "3.11", 28).options
    platforms = [option.partition("=")[2] for option in options if option.startswith("--platform")]
    assert platforms[0] == "manylinux_2_28_aarch64"
    assert {"manylinux_2_17_aarch64", "manylinux2014_aarch64"} <= {*platforms}
    assert not any("2_29" in name or "x86" in name for name in platforms)
    assert {"--abi=cp311", "--abi=abi3", "--abi=none", "--python-version=3.11"} <= {*options}


def test_a_folder_without_a_lock_or_with_changes_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "项目"
    root.mkdir()
    git(root, "init", "--quiet")
    (root / "一.md").write_text("文", "utf-8")
    with pytest.raises(XuekuError, match="没有"):
        bundle(root, tmp_path / "out", Target.here(), print)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=文")
    with pytest.raises(XuekuError, match="不知道要装哪些程序"):
        bundle(root, tmp_path / "out", Target.here(), print)
    (root / "二.md").write_text("文", "utf-8")
    with pytest.raises(XuekuError, match="没有提交"):
        bundle(root, tmp_path / "out", Target.here(), print)


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """What a bundle unpacks to, with a repository of one file in place of the project and no programs."""
    root, folder = tmp_path / "项目", tmp_path / "解开"
    (root / "scripts").mkdir(parents=True)
    (root / "scripts/environment").write_text(
        'ensure_environment() { [ "$PIP_NO_INDEX" = 1 ] && [ -d "$PIP_FIND_LINKS" ] && mkdir -p .venv/bin '
        "&& printf '#!/bin/sh\\necho 什么都不缺\\n' >.venv/bin/xueku && chmod +x .venv/bin/xueku; }\n",
        "utf-8",
    )
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=文")
    (folder / "wheels").mkdir(parents=True)
    git(root, "bundle", "create", "--quiet", str(folder / "project.bundle"), "HEAD", "--branches")
    text = files("xueku.release").joinpath("bundle_texts", INSTALLER).read_text("utf-8")
    (folder / INSTALLER).write_text(text.replace("@python@", Target.here().python), "utf-8")
    digest = hashlib.sha256((folder / "project.bundle").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  project.bundle\n", "utf-8")
    return folder


def _install(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", INSTALLER, *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_installer_sets_up_the_project_and_says_what_the_machine_lacks(
    unpacked: Path, tmp_path: Path
) -> None:
    done = _install(unpacked, str(tmp_path / "学库"))
    assert done.returncode == 0, done.stderr
    assert "什么都不缺" in done.stdout
    assert (tmp_path / "学库/scripts/environment").is_file()
    assert git(tmp_path / "学库", "remote") == ""


def test_what_an_installation_that_was_cut_off_left_is_done_again(unpacked: Path, tmp_path: Path) -> None:
    target = tmp_path / "学库"
    (target / ".venv/half").mkdir(parents=True)
    (target / ".xueku-installing").touch()
    Path(f"{target}.正在安装").mkdir()
    assert _install(unpacked, str(target)).returncode == 0
    assert not (target / ".venv/half").exists()
    assert not (target / ".xueku-installing").exists()
    assert [entry.name for entry in tmp_path.iterdir() if "正在安装" in entry.name] == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("bit", "和拷来以前不一样"),
        ("exists", "已经有了，没有动它"),
        ("python", "要 Python"),
        ("environment", "没有装成"),
    ],
)
def test_what_the_installer_refuses_leaves_nothing(
    unpacked: Path, tmp_path: Path, spoil: str, words: str
) -> None:
    target = tmp_path / "学库"
    own = {}
    if spoil == "bit":
        content = bytearray((unpacked / "project.bundle").read_bytes())
        content[-1] ^= 1
        (unpacked / "project.bundle").write_bytes(content)
    elif spoil == "exists":
        target.mkdir()
        (target / "我的.md").write_text("文", "utf-8")
    elif spoil == "python":
        own = {"PYTHON": "/bin/false"}
    else:
        shutil.rmtree(unpacked / "wheels")
    done = _install(unpacked, str(target), **own)
    assert done.returncode != 0
    assert words in done.stderr
    assert (
        [entry.name for entry in target.iterdir()] == ["我的.md"]
        if spoil == "exists"
        else not target.exists()
    )


@pytest.mark.long
def test_a_bundle_installed_and_built_without_a_network_gives_the_same_bytes(tmp_path: Path) -> None:
    project = tmp_path / "项目"
    git(tmp_path, "clone", "--quiet", str(REPOSITORY), str(project))
    made = bundle(project, tmp_path / "out", Target.here(), print)
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path / "解开")
    (folder,) = (tmp_path / "解开").iterdir()
    apart = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    installed = tmp_path / "断网/学库"
    installed.parent.mkdir()
    subprocess.run([*apart, "sh", INSTALLER, str(installed)], cwd=folder, check=True)
    subprocess.run([*apart, ".venv/bin/xueku", "build"], cwd=installed, check=True)
    subprocess.run([str(REPOSITORY / ".venv/bin/xueku"), "build"], cwd=project, check=True)
    assert dict(_digests(installed / "site")) == dict(_digests(project / "site"))


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()
