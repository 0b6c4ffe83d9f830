"""What `verify` says of every kind of damage, of folders and of packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.release.releases import COURSE, SHARD, keys, made
from xueku.cli import main
from xueku.model.diagnostic import XuekuError
from xueku.release.contents import write_packages
from xueku.release.manifest import MANIFEST, SIGNATURE, SUMS, read_manifest
from xueku.release.verify import verify_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)[1]


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _rename(folder: Path) -> None:
    (folder / "site" / SHARD).rename(folder / "site/assets/search/t/g/aaaaaaaaaa.js")


def _edit_manifest(folder: Path) -> None:
    file = folder / MANIFEST
    file.write_bytes(file.read_bytes().replace(b'"commit": "c0ffee"', b'"commit": "c0ffed"'))


def _link(folder: Path) -> None:
    file = folder / "site" / COURSE
    file.rename(folder.parent / "elsewhere.html")
    file.symlink_to(folder.parent / "elsewhere.html")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "one bit": (lambda folder: _flip(folder / "site" / COURSE), f"改过：site/{COURSE}"),
    "one bit of a sibling": (lambda folder: _flip(folder / "site/index.html.br"), "改过：site/index.html.br"),
    "missing": (lambda folder: (folder / "site" / COURSE).unlink(), f"缺少：site/{COURSE}"),
    "extra": (lambda folder: (folder / "site/hello.html").write_text("x"), "多出：site/hello.html"),
    "a pipe": (lambda folder: os.mkfifo(folder / "site/pipe"), "多出：site/pipe"),
    "extra and hidden": (lambda folder: (folder / "site/.htaccess").write_text("x"), "多出：site/.htaccess"),
    "renamed": (_rename, f"改名：site/{SHARD} → site/assets/search/t/g/aaaaaaaaaa.js"),
    "a link": (_link, f"改过：site/{COURSE}"),
    "sums": (lambda folder: _flip(folder / SUMS), f"改过：{SUMS}"),
    "no sums": (lambda folder: (folder / SUMS).unlink(), f"缺少：{SUMS}"),
    "no signature": (lambda folder: (folder / SIGNATURE).unlink(), "没有签名"),
    "half a signature": (lambda folder: (folder / SIGNATURE).write_text("x"), "签名无效"),
    "manifest": (_edit_manifest, "签名无效"),
}


def test_a_whole_release_is_good_by_either_of_two_keys(tmp_path: Path) -> None:
    for number, key in enumerate((keys().first, keys().second), 1):
        verdict = verify_folder(made(tmp_path, number, key=key)[1], keys().signers)
        assert verdict.is_good
        assert verdict.signer == f"release-{key.name}"


def test_plain_sha256sum_takes_the_sums(folder: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0
    _flip(folder / "site" / COURSE)
    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_named(folder: Path, damage: str) -> None:
    harm, told = DAMAGES[damage]
    harm(folder)
    verdict = verify_folder(folder, keys().signers)
    assert not verdict.is_good
    assert told in "\n".join(verdict.lines())


@pytest.mark.parametrize("damage", ["one bit", "missing", "extra", "renamed", "manifest", "no signature"])
def test_the_command_ends_with_1_for_folder_and_package(folder: Path, damage: str) -> None:
    DAMAGES[damage][0](folder)
    manifest = read_manifest(folder)
    words = ["verify", "--keys", str(keys().signers)]
    result = CliRunner().invoke(main, [*words, str(folder)], catch_exceptions=False)
    assert (result.exit_code, DAMAGES[damage][1] in result.output) == (1, True), result.output
    if damage == "missing":
        return
    top = folder.rename(folder.parent / manifest.name)
    (top / SUMS).touch()
    packed = write_packages_with_extras(top)
    result = CliRunner().invoke(main, [*words, str(packed)], catch_exceptions=False)
    assert result.exit_code == 1, result.output


def write_packages_with_extras(folder: Path) -> Path:
    """A package of whatever is in a folder."""
    from xueku.release.contents import measure_names
    from xueku.release.package import write_package

    target = folder.parent / "damaged.tar.zst"
    write_package(target, folder, measure_names(folder), folder.name, 0)
    return target


def test_a_stranger_s_key_and_another_purpose_are_no_signature(tmp_path: Path) -> None:
    _, folder = made(tmp_path, key=keys().stranger)
    assert not verify_folder(folder, keys().signers).signer
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-q", "-n", "file", "-f", str(keys().first), str(folder / MANIFEST)],
        check=True,
        input=b"y\n",
        capture_output=True,
    )
    assert not verify_folder(folder, keys().signers).signer


def test_only_ed25519_signs_and_counts(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "rsa"
    subprocess.run(["ssh-keygen", "-q", "-t", "rsa", "-N", "", "-C", "", "-f", str(key)], check=True)
    (folder / SIGNATURE).unlink()
    result = _run("sign-release", str(folder), "--key", str(key))
    assert (result.exit_code, "不是 Ed25519 的钥匙" in result.output) == (2, True), result.output
    assert not (folder / SIGNATURE).exists()
    subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-q", "-n", "xueku-release", "-f", str(key), str(folder / MANIFEST)],
        check=True,
        capture_output=True,
    )
    signers = tmp_path / "signers"
    signers.write_text(f"old {key.with_suffix('.pub').read_text()}{keys().signers.read_text()}")
    assert not verify_folder(folder, signers).signer


NO_KEYS = {
    "nothing": b"",
    "a remark": b"# fabu\n",
    "UTF-16": "fabu ssh-ed25519 AAAA".encode("utf-16"),
    "no text": b"\xff\x00",
    "a name": b"fabu\n",
}


@pytest.mark.parametrize("content", NO_KEYS)
def test_a_list_without_a_key_is_told_as_that(folder: Path, tmp_path: Path, content: str) -> None:
    signers = tmp_path / "signers"
    signers.write_bytes(NO_KEYS[content])
    with pytest.raises(XuekuError, match="没有一行读得懂的公钥"):
        verify_folder(folder, signers)


def test_a_name_with_a_blank_is_a_name(folder: Path, tmp_path: Path) -> None:
    signers = tmp_path / "signers"
    signers.write_text(f'"fa bu" {keys().first.with_suffix(".pub").read_text()}')
    assert verify_folder(folder, signers).signer == "fa bu"


def test_only_what_is_as_it_was_made_is_signed(folder: Path, tmp_path: Path) -> None:
    (folder / SIGNATURE).unlink()
    (folder / "site" / COURSE).write_text("坏了")
    result = _run("sign-release", str(folder), "--key", str(keys().first))
    assert (result.exit_code, f"改过：site/{COURSE}" in result.output) == (2, True), result.output
    assert not (folder / SIGNATURE).exists()
    package = tmp_path / "xueku-site-0001.tar.zst"
    package.write_bytes(b"x")
    result = _run("sign-release", str(package), "--key", str(keys().first))
    assert (result.exit_code, "要给发布的文件夹" in result.output) == (2, True), result.output


@pytest.mark.parametrize(
    ("options", "spoils", "told"),
    [
        (["-N", "口令口令口令"], False, "口令不对"),
        (["-N", ""], True, "这不是私钥文件"),
    ],
)
def test_why_a_key_does_not_sign_is_told_in_chinese(
    folder: Path, tmp_path: Path, options: list[str], spoils: bool, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", *options, "-C", "", "-f", str(key)], check=True)
    if spoils:
        key.write_text("x")
    monkeypatch.setenv("SSH_ASKPASS", "false")
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    result = _run("sign-release", str(folder), "--key", str(key))
    assert (result.exit_code, told in result.output) == (2, True), result.output


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


def test_what_cannot_be_verified_ends_with_2(folder: Path, tmp_path: Path) -> None:
    def code(*words: str) -> int:
        return CliRunner().invoke(main, ["verify", *words], catch_exceptions=False).exit_code

    signers = ["--keys", str(keys().signers)]
    assert code(str(folder), *signers) == 0
    assert code(str(tmp_path / "nothing"), *signers) == 2
    assert code(str(folder), "--keys", str(tmp_path / "nobody")) == 2
    shutil.rmtree(folder / "site")
    (folder / MANIFEST).write_text("{}")
    assert code(str(folder), *signers) == 2
    with pytest.raises(XuekuError, match="读不下去"):
        read_manifest(folder)


def test_a_package_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    contents = []
    for out in (first, second):
        out.mkdir()
        manifest, folder = made(out)
        contents.append([file.read_bytes() for file in write_packages(folder, manifest, out)])
    assert contents[0] == contents[1]
