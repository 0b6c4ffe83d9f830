"""A bundle for a machine without a network: what is in it, what its installer refuses, and that it installs and builds the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.release.project import git, run
from tests.samples import REPOSITORY
from xueku.model.diagnostic import XuekuError
from xueku.release.bundle import Target, bundle

INSTALLER, READ_FIRST = "安装.sh", "请先读我.txt"
ENVIRONMENT = (
    '[ "$1" = site ] && [ "$PIP_NO_INDEX" = 1 ] && [ -d "$PIP_FIND_LINKS" ] && mkdir -p .venv/bin '
    "&& printf '#!/bin/sh\\necho 什么都不缺\\n' >.venv/bin/xueku && chmod +x .venv/bin/xueku\n"
)
"""In place of `scripts/environment`: a program that lacks nothing."""


def test_a_target_takes_every_file_that_its_processor_python_and_glibc_take() -> None:
    options = Target("aarch64", "3.11", 28).options
    platforms = [option.partition("=")[2] for option in options if option.startswith("--platform")]
    assert platforms[0] == "manylinux_2_28_aarch64"
    assert {"manylinux_2_17_aarch64", "manylinux2014_aarch64"} <= {*platforms}
    assert not any("2_29" in name or "x86" in name for name in platforms)
    assert {"--abi=cp311", "--abi=abi3", "--abi=none", "--python-version=3.11"} <= {*options}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ({"processor": "foo"}, "没有给这种处理器（foo）的程序"),
        ({"processor": "x86_64", "python": "abc"}, "“abc”不行：要写成 3.11"),
        ({"processor": "x86_64", "python": "2.7"}, "不比它旧"),
        ({"processor": "x86_64", "python": "3.11.2"}, "“3.11.2”不行"),
        ({"processor": "x86_64", "glibc": "2.5"}, "不比 2.17 旧"),
        ({"processor": "x86_64", "glibc": "新"}, "“新”不行"),
    ],
)
def test_a_target_that_nothing_can_be_packed_for_is_refused(words: dict[str, str], what: str) -> None:
    with pytest.raises(XuekuError, match=what):
        Target.read(**words)
    assert Target.read("aarch64", "3.12", "2.28") == Target("aarch64", "3.12", 28)


def _project(root: Path, *without: str) -> Path:
    """A repository with what a bundle needs and one text."""
    files_of = {"locks/site.txt": "typst==0.1\n", "scripts/environment": ENVIRONMENT, "一.md": "文"}
    for name, text in files_of.items():
        if name not in without:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=文")
    return root


@pytest.mark.parametrize(
    ("missing", "words"),
    [("locks/site.txt", "不知道要装哪些程序"), ("scripts/environment", "装到断网的机器上时要用它")],
)
def test_a_commit_that_could_not_be_installed_is_refused(tmp_path: Path, missing: str, words: str) -> None:
    root = _project(tmp_path / "项目", missing)
    (root / ".git/info/exclude").write_text(missing, "utf-8")
    (root / missing).parent.mkdir(exist_ok=True)
    (root / missing).write_text("不在提交里", "utf-8")
    with pytest.raises(XuekuError, match=words):
        bundle(root, tmp_path / "out", Target.here(), print)


def test_a_folder_without_a_commit_or_with_changes_or_a_part_of_its_history_is_refused(
    tmp_path: Path,
) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    git(empty, "init", "--quiet")
    with pytest.raises(XuekuError, match="没有"):
        bundle(empty, tmp_path / "out", Target.here(), print)
    root = _project(tmp_path / "项目")
    (root / "二.md").write_text("文", "utf-8")
    with pytest.raises(XuekuError, match="没有提交"):
        bundle(root, tmp_path / "out", Target.here(), print)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=二")
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "浅")
    with pytest.raises(XuekuError, match="git fetch --unshallow"):
        bundle(tmp_path / "浅", tmp_path / "out", Target.here(), print)


@pytest.fixture
def without_download(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is fetched."""
    monkeypatch.setattr("xueku.release.bundle._download", lambda root, folder, target: None)


@pytest.mark.usefixtures("without_download")
def test_a_bundle_in_the_project_leaves_it_clean_wherever_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _project(tmp_path / "项目")
    monkeypatch.chdir(tmp_path)
    words = ["bundle", "--processor", "x86_64", "--config", "项目/mkdocs.yml"]
    for out in ([], ["--out", "项目/别处"], ["--out", "外面"]):
        done = run(*words, *out)
        assert done.exit_code == 0, done.output
        assert git(root, "status", "--porcelain") == ""
    assert len([*tmp_path.glob("*/*/*.tar")]) == 2
    assert [entry.suffix for entry in (tmp_path / "外面").iterdir()] == [".tar"]
    for place in (root, root / "scripts"):
        with pytest.raises(XuekuError, match="放的是项目自己的文件"):
            bundle(root, place, Target.here(), print)


def test_what_pip_says_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "ERROR: Could not find a version\nERROR: No matching distribution found for typst==0.1\n"
    root, real = _project(tmp_path / "项目"), subprocess.run

    def refuse(words: list[str], **others: object) -> subprocess.CompletedProcess[str]:
        if "pip" in words:
            return subprocess.CompletedProcess(words, 1, "", told)
        return real(words, **others)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("xueku.release.bundle.subprocess.run", refuse)
    with pytest.raises(XuekuError, match=r"没有找到 typst==0\.1 给这种机器用的程序包"):
        bundle(root, tmp_path / "out", Target.here(), print)


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """What a bundle unpacks to, with a small repository in place of the project and no programs."""
    return _unpacked(_project(tmp_path / "项目"), tmp_path / "解开")


def _unpacked(root: Path, folder: Path) -> Path:
    (folder / "wheels").mkdir(parents=True, exist_ok=True)
    git(root, "bundle", "create", "--quiet", str(folder / "project.bundle"), "HEAD", "--branches")
    for name in (INSTALLER, READ_FIRST):
        text = files("xueku.release").joinpath("bundle_texts", name).read_text("utf-8")
        (folder / name).write_text(text.replace("@python@", Target.here().python), "utf-8")
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


@pytest.mark.parametrize(
    ("word", "is_good"),
    [("学库", True), ("学库//", True), ("新的/学库", True), ("/", False), ("学库/..", False)],
)
def test_a_target_is_where_its_words_say(unpacked: Path, word: str, is_good: bool) -> None:
    before = {*unpacked.iterdir()}
    done = _install(unpacked, word)
    assert (done.returncode == 0) == is_good, done.stderr
    if is_good:
        assert (unpacked / word.rstrip("/") / ".venv/bin/xueku").is_file()
        assert not [*unpacked.rglob("*正在安装*"), *unpacked.rglob(".xueku-installing")]
    else:
        assert "不是新文件夹的名字" in done.stderr
        assert {*unpacked.iterdir()} == before


def test_an_installation_that_fails_takes_away_what_it_made_and_nothing_else(unpacked: Path) -> None:
    shutil.rmtree(unpacked / "wheels")
    done = _install(unpacked, "学库")
    assert done.returncode == 1
    assert f"{unpacked}/学库 没有留下" in done.stderr
    assert sorted(entry.name for entry in unpacked.iterdir()) == sorted(
        (INSTALLER, READ_FIRST, "SHA256SUMS", "project.bundle")
    )


PIP = """#!/bin/sh
case "$*" in
*--require-hashes*) echo 'ERROR: No matching distribution found for typst==0.1 (from x)' >&2; exit 1 ;;
esac
"""


@pytest.fixture
def failing(tmp_path: Path) -> tuple[Path, str]:
    """A repository with the project's own `scripts/environment`, and a Python whose environments have a pip that finds nothing."""
    root = _project(tmp_path / "真的", "scripts/environment")
    (root / "scripts").mkdir()
    shutil.copy(REPOSITORY / "scripts/environment", root / "scripts")
    (root / "pyproject.toml").write_text("", "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=环境")
    pip, python = tmp_path / "pip", tmp_path / "python"
    pip.write_text(PIP, "utf-8")
    python.write_text(
        f"""#!/bin/sh
if [ "$1" = -m ]; then mkdir -p .venv/bin && cp '{pip}' .venv/bin/python; else exec {sys.executable} "$@"; fi
""",
        "utf-8",
    )
    pip.chmod(0o755)
    python.chmod(0o755)
    return root, str(python)


def test_a_program_that_cannot_be_installed_is_named_and_nothing_is_left(
    failing: tuple[Path, str], tmp_path: Path
) -> None:
    root, python = failing
    done = _install(_unpacked(root, tmp_path / "解开"), str(tmp_path / "学库"), PYTHON=python)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "没有装成：wheels/ 里没有 typst==0.1" in line
    assert not (tmp_path / "学库").exists()


def test_an_environment_that_failed_is_not_taken_for_ready(failing: tuple[Path, str]) -> None:
    root, python = failing
    for words in (
        "scripts/environment",
        "-c 'source scripts/environment; ensure_environment site || exit 7'",
    ):
        done = subprocess.run(
            f"bash {words}", shell=True, cwd=root, env={**os.environ, "PYTHON": python}, check=False
        )
        assert done.returncode in (1, 7)
        assert not (root / ".venv/site.lock").exists()


def test_a_disk_that_takes_nothing_is_told_in_one_line(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("文", "utf-8")
    done = _install(unpacked, str(tmp_path / "文件/学库"))
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path}/文件 里写不进去")
    assert len(done.stderr.splitlines()) == 1


def test_the_words_of_the_readme_bring_a_new_bundle_in(unpacked: Path, tmp_path: Path) -> None:
    target = tmp_path / "学库"
    assert _install(unpacked, str(target)).returncode == 0
    root = tmp_path / "项目"
    (root / "二.md").write_text("文", "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=二")
    (target / ".venv/bin/xueku").unlink()
    newer = _unpacked(root, tmp_path / "新的")
    lines = (newer / READ_FIRST).read_text("utf-8").splitlines()
    words = "\n".join(line for line in lines if line.startswith("    ")).replace("/opt/xueku", str(target))
    subprocess.run(["sh", "-euc", words], cwd=newer, check=True, capture_output=True)
    assert (target / "二.md").is_file()
    assert (target / ".venv/bin/xueku").is_file()


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
